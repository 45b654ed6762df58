import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';
import { isShownGateway } from './workloads';

/** Whether the input or its context shows any Service, beside that of the gateway that is only assumed. */
export function areServicesKnown({ registry }: Mesh): boolean {
  return registry.hasServices;
}

/** Whether it shows what there is to route to. */
export function areHostsKnown(mesh: Mesh): boolean {
  return mesh.registry.hasEntries || areServicesKnown(mesh);
}

/** What is missing where it does not. */
export const HOST_KINDS = 'a Service or ServiceEntry';

/** Whether there is any Pod, or anything that makes Pods, so that a missing one is missed. */
export function areWorkloadsKnown({ catalog }: Mesh): boolean {
  return catalog.pods.some(({ owner }) => !isAssumed(owner));
}

/**
 * Whether it says which gateways there are: it has one, or Pods as a cluster has them. Workloads of applications say
 * nothing of gateways, which others install.
 */
export function areGatewaysKnown(mesh: Mesh): boolean {
  const { catalog } = mesh;
  return catalog.ofKind('Pod').some((pod) => !isAssumed(pod)) || catalog.pods.some((pod) => isShownGateway(pod, mesh));
}
