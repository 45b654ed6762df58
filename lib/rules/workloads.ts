import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';

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
