import { groupBy } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import { isTlsLike, parseProtocol } from '../traffic/protocol';
import { callFromPod } from './calls';
import { meshProxy } from './mesh-route';
import type { Client } from './request';
import { casesOf, type RouteCase, type RouteSample, sampleOf } from './route-samples';

/** Callers of one host: with more of them a list of all would tell less than it hides. */
const MOST = 5;

/** Calls that VirtualServices route for sidecars: from the workloads of their own namespace, where these are few. */
export function routedCalls(mesh: Mesh): readonly Client[] {
  const callers = groupBy(
    mesh.catalog.pods.filter((pod) => mesh.proxies.of(pod).kind === 'sidecar'),
    ({ namespace }) => namespace,
  );
  return mesh.routes.all
    .filter((vs) => mesh.routes.onMesh(vs))
    .flatMap((vs) => {
      const own = callers.get(mesh.catalog.namespaceOf(vs)) ?? [];
      return hostsOf(mesh, vs).flatMap((host) =>
        fewOf(mesh, own, host).flatMap((caller) => callsTo(mesh, vs, host, caller)),
      );
    });
}

/** Without wildcards. */
function hostsOf({ routes }: Mesh, vs: Manifest): readonly string[] {
  return [...new Set(routes.hostsOf(vs).map(({ full }) => full.toLowerCase()))].filter((host) => !host.includes('*'));
}

/** All callers but those that the host itself is; none where they are many. */
function fewOf({ registry, services }: Mesh, callers: readonly Pod[], host: string): readonly Pod[] {
  const own = new Set(registry.all(host).flatMap(({ manifest }) => services.podsOf(manifest)));
  const found: Pod[] = [];
  for (const caller of callers) {
    if (own.has(caller)) continue;
    found.push(caller);
    if (found.length > MOST) return [];
  }
  return found;
}

function callsTo(mesh: Mesh, vs: Manifest, host: string, caller: Pod): readonly Client[] {
  const proxyFor = meshProxy(caller.labels, caller.namespace);
  if (mesh.meshRoutes.find(host, caller.namespace) !== vs) return [];
  const taken = new Set<string>();
  return casesOf(mesh, vs, { proxyFor }).flatMap((one) => {
    const port = portOf(mesh, one, host);
    if (port === undefined) return [];
    const isNew = (sample: RouteSample) => !taken.has(`${port} ${JSON.stringify(sample)}`);
    const sample = sampleOf(one, { scheme: 'http', served: '*', host, port, proxyFor }, isNew);
    if (sample === undefined || 'unmet' in sample) return [];
    taken.add(`${port} ${JSON.stringify(sample)}`);
    return [callFromPod(caller, host, port, sample)];
  });
}

/** That the match asks for, else the first of the host that is for plain requests; 80 for a host without Service. */
function portOf({ registry }: Mesh, { matches }: RouteCase, host: string): number | undefined {
  const asked = matches.map((match) => match.get('port').number).find((number) => number > 0);
  const [entry] = registry.all(host);
  if (asked !== undefined || entry === undefined) return asked ?? 80;
  return entry.ports.find(({ protocol }) => !isTlsLike(parseProtocol(protocol)))?.number;
}
