import { Field } from '../manifest/field';
import { readYamlDocument } from '../manifest/yaml-document';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

/** Whether Pods are injected that no label says anything of, as the ConfigMap of some injector has it. */
export const isInjectedByDefault = oncePer((mesh: Mesh): boolean => {
  return mesh.catalog
    .ofKind('ConfigMap')
    .filter(({ name }) => name === INJECTOR || name.startsWith(`${INJECTOR}-`))
    .some((manifest) => isEnabledIn(Field.root(manifest).get('data', 'values').text));
});

const INJECTOR = 'istio-sidecar-injector';

/** In Istio's own Helm values. */
function isEnabledIn(values: string): boolean {
  const read = readYamlDocument(values);
  return 'value' in read && Field.of(read.value).get('sidecarInjectorWebhook', 'enableNamespacesByDefault').flag;
}
