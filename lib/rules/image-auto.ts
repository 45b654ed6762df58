import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { type Answer, allOf, anyOf } from '../traffic/answer';
import { type LabelLookup, selects } from '../traffic/label-selector';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

/** The image of the container istio-proxy, in the Pod's owner, where it is left to injection. */
export function autoImage({ owner, template }: Pod): Field | undefined {
  const spec = Field.root(owner).get(...template, 'spec');
  return [...spec.get('containers').items, ...spec.get('initContainers').items]
    .find((container) => container.get('name').text === 'istio-proxy' && container.get('image').text === 'auto')
    ?.get('image');
}

interface Replacement {
  /** Undefined when the input leaves it open. */
  readonly happens: Answer;
  /** The end of a sentence. */
  readonly why: string;
}

/** Whether Istio will replace the image: its webhooks decide that are in the input, else those of an installation. */
export function replacementOf(pod: Pod, mesh: Mesh): Replacement {
  const webhooks = webhooksOf(mesh);
  if (webhooks.length === 0) return mesh.proxies.injection(pod);
  const namespace = labelsOfNamespace(pod.namespace, mesh);
  const happens = anyOf(
    webhooks.map((webhook) =>
      allOf([
        selects(webhook.get('namespaceSelector'), namespace),
        selects(webhook.get('objectSelector'), (key) => ({ value: pod.labels[key] })),
      ]),
    ),
  );
  return { happens, why: `no webhook of Istio selects namespace "${pod.namespace}" with the labels of the Pod` };
}

/** Whether the namespace has a Pod whose image nothing replaces. */
export function hasStrandedGateway(namespace: string, mesh: Mesh): boolean {
  return strandedIn(mesh).has(namespace);
}

const strandedIn = oncePer((mesh: Mesh): ReadonlySet<string> => {
  const pods = mesh.catalog.pods.filter((pod) => autoImage(pod) && replacementOf(pod, mesh).happens === false);
  return new Set(pods.map((pod) => pod.namespace));
});

const webhooksOf = oncePer((mesh: Mesh): readonly Field[] => {
  return mesh.catalog
    .ofKind('MutatingWebhookConfiguration.admissionregistration.k8s.io')
    .flatMap((manifest) => Field.root(manifest).get('webhooks').items)
    .filter((webhook) => webhook.get('name').text.endsWith('istio.io'));
});

/** A Namespace that is missing where others are given has no labels but its name. */
function labelsOfNamespace(name: string, { namespaces }: Mesh): LabelLookup {
  const labels = namespaces.labelsOf(name);
  if (labels === undefined && !namespaces.areKnown) return () => undefined;
  return (key) => ({ value: key === 'kubernetes.io/metadata.name' ? name : labels?.[key] });
}
