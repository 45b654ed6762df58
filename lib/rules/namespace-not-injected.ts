import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../traffic/istio-labels';
import { isLeftAlone } from '../traffic/proxies';
import type { Mesh } from '../traffic/mesh';
import { isInjectedByDefault } from './injector-config';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Labels by which a Namespace says that its Pods are in the mesh, or are not. */
const DECISIONS = [INJECTION, REVISION, DATAPLANE_MODE];

/** Whether the Pod is out of the mesh only because nothing says otherwise. */
function isLeftOut(pod: Pod, { proxies }: Mesh): boolean {
  if (pod.labels[DATAPLANE_MODE] !== undefined) return false;
  const { kind, decidedBy } = proxies.of(pod);
  return kind === 'none' && decidedBy === undefined;
}

export const namespaceNotInjected: MeshRule = {
  id: 'namespace-not-injected',
  code: 'IST0102',
  severity: 'info',
  kinds: ['Namespace'],
  summary: 'A Namespace with workloads says whether they are in the mesh.',
  check(namespace, { mesh, report }) {
    const { name } = namespace;
    const labels = Field.root(namespace).get('metadata', 'labels');
    if (name === 'istio-system' || name === mesh.config.rootNamespace || isLeftAlone(name)) return;
    if (DECISIONS.some((label) => labels.get(label).text !== '') || isInjectedByDefault(mesh)) return;
    const pod = mesh.catalog.podsWith({}, name).find((one) => isLeftOut(one, mesh));
    if (pod === undefined) return;
    const message = `Nothing says whether the workloads of "${name}" are in the mesh, so ${titleOf(pod.owner, mesh)} gets no sidecar: its traffic is plaintext, and no policy applies to it`;
    const fix =
      'Label the Namespace `istio-injection: enabled`, or `istio-injection: disabled` where it is meant to stay out';
    report({ path: labels.path, message, fix });
  },
};
