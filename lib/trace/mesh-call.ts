import type { Pod } from '../manifest/pods';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import { toBackend } from './backend-hop';
import { untold } from './ends';
import { routeInMesh } from './mesh-route';
import type { Client, NamedObject, TracedRequest } from './request';
import type { Sender } from './step';

/** A call from a workload of the cluster to a host, as its sidecar, if it has one, makes it. */
export function callFrom(mesh: Mesh, client: Client, { namespace, name }: NamedObject): readonly TracedRequest[] {
  const pod = workloadsOf(mesh).get(`${namespace}/${name}`);
  const request: TracedRequest = {
    client,
    entry: `workload ${namespace}/${name}`,
    hops: [],
    end: undefined,
    backend: undefined,
    weight: undefined,
  };
  if (pod === undefined) return [{ ...request, end: untold(`: no workload ${namespace}/${name} is in the input`) }];
  const sender = senderOf(mesh, pod, client);
  const host = fullName(mesh, client.host, namespace);
  const { targets, end } = routeInMesh(mesh, sender, host, client);
  if (end !== undefined) return [{ ...request, end }];
  return targets.flatMap((target) =>
    toBackend(mesh, sender, target, client).map(({ hop, end: last, backend }) => ({
      ...request,
      hops: hop === undefined ? [] : [hop],
      end: last,
      backend,
      weight: target.weight,
    })),
  );
}

const workloads = new WeakMap<Mesh, ReadonlyMap<string, Pod>>();

/** Of several kinds with one name the first. */
function workloadsOf(mesh: Mesh): ReadonlyMap<string, Pod> {
  const known = workloads.get(mesh) ?? new Map(mesh.catalog.pods.toReversed().map((pod) => [workloadKey(pod), pod]));
  workloads.set(mesh, known);
  return known;
}

function workloadKey({ namespace, owner }: Pod): string {
  return `${namespace}/${owner.name}`;
}

const SENT = { sidecar: 'mesh', gateway: 'mesh', ambient: 'ambient', none: 'plaintext' } as const;

function senderOf({ proxies }: Mesh, pod: Pod, { scheme }: Client): Sender {
  const { kind } = proxies.of(pod);
  return {
    label: `workload ${pod.namespace}/${pod.owner.name}`,
    namespace: pod.namespace,
    sends: kind && SENT[kind],
    pod,
    carriesTls: scheme === 'https',
  };
}

/** As the cluster's DNS completes it for a Pod of the namespace. */
function fullName({ registry }: Mesh, host: string, namespace: string): string {
  const candidates = [`${host}.${namespace}.${CLUSTER_DOMAIN}`, `${host}.${CLUSTER_DOMAIN}`, `${host}.cluster.local`];
  return (
    candidates.find((name) => registry.all(name).length > 0) ?? (host.includes('.') ? host : (candidates[0] ?? host))
  );
}
