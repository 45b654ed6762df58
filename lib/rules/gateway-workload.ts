import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';

export const GATEWAY = 'Gateway.networking.istio.io';

/** Kinds that are, or make, Pods. */
export const WORKLOADS: readonly string[] = [
  'CronJob.batch',
  'DaemonSet.apps',
  'Deployment.apps',
  'Job.batch',
  'Pod',
  'ReplicaSet.apps',
  'ReplicationController',
  'StatefulSet.apps',
];

const PODS = new WeakMap<Mesh, ReadonlyMap<Manifest, Pod>>();

/** The Pod of a workload, in the namespace where it will be. */
export function podOfOwner(owner: Manifest, mesh: Mesh): Pod | undefined {
  let pods = PODS.get(mesh);
  if (pods === undefined) {
    pods = new Map(mesh.catalog.pods.map((pod) => [pod.owner, pod]));
    PODS.set(mesh, pods);
  }
  return pods.get(owner);
}

/** A Pod with a gateway's proxy, which the input or its context shows: Istio's default gateway is often only assumed. */
export function isShownGateway(pod: Pod, mesh: Mesh): boolean {
  return !isAssumed(pod.owner) && mesh.proxies.of(pod).kind === 'gateway';
}

/** Whether there is any Pod, or anything that makes Pods, so that a missing one is missed. */
export function hasWorkloads({ catalog }: Mesh): boolean {
  return catalog.pods.some(({ owner }) => !isAssumed(owner));
}

/**
 * Whether the input or its context says which gateways there are: it has one, or Pods as a cluster has them. Workloads of
 * applications say nothing of gateways, which others install.
 */
export function areGatewaysGiven(mesh: Mesh): boolean {
  const { catalog } = mesh;
  return catalog.ofKind('Pod').some((pod) => !isAssumed(pod)) || catalog.pods.some((pod) => isShownGateway(pod, mesh));
}
