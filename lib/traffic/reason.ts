import type { Manifest, Path } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';

/** Why something is as it is. */
export interface Reason {
  /** The end of a sentence, such as `its label sidecar.istio.io/inject is "false"`. */
  readonly why: string;
  /** The field that says so; none where it is a field that is not there. */
  readonly decidedBy?: { readonly manifest: Manifest; readonly path: Path };
}

export function podLabel(pod: Pod, name: string, value: string): Reason {
  return inPod(pod, ['metadata', 'labels', name], `its label ${name} is ${JSON.stringify(value)}`);
}

export function podAnnotation(pod: Pod, name: string, value: string): Reason {
  return inPod(pod, ['metadata', 'annotations', name], `its annotation ${name} is ${JSON.stringify(value)}`);
}

export function inPod(pod: Pod, path: Path, why: string): Reason {
  return { why, decidedBy: { manifest: pod.owner, path: [...pod.template, ...path] } };
}

export function namespaceLabel(namespace: Manifest, name: string, value: string): Reason {
  const why = `label ${name} of namespace ${namespace.name} is ${JSON.stringify(value)}`;
  return { why, decidedBy: { manifest: namespace, path: ['metadata', 'labels', name] } };
}
