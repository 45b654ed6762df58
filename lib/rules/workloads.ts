import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

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

const podsIn = oncePer(
  ({ catalog }: Mesh): ReadonlyMap<Manifest, Pod> => new Map(catalog.pods.map((pod) => [pod.owner, pod])),
);

/** The Pod of a workload, in the namespace where it will be. */
export function podOfOwner(owner: Manifest, mesh: Mesh): Pod | undefined {
  return podsIn(mesh).get(owner);
}

/** A Pod with a gateway's proxy, which the input or its context shows: Istio's default gateway is often only assumed. */
export function isShownGateway(pod: Pod, mesh: Mesh): boolean {
  return !isAssumed(pod.owner) && mesh.proxies.of(pod).kind === 'gateway';
}
