import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';

/** Whether the input tells of Pods at all, beside the gateway that is only assumed. */
export function arePodsGiven({ catalog }: Mesh): boolean {
  return catalog.pods.some(({ owner }) => !isAssumed(owner));
}

/** Labels as they are said: `app=shop,tier=front`. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** A Pod as it is called in messages: `Pod shop/a`, `the Pods of Deployment shop/a`. */
export function podText({ owner, namespace }: Pod): string {
  const text = `${owner.kind} ${namespace}/${owner.name}`;
  return owner.kind === 'Pod' ? text : `the Pods of ${text}`;
}
