import { groupBy } from '../groups';
import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { RouteVariant } from '../traffic/http-routes';
import type { Mesh } from '../traffic/mesh';
import { isTlsLike, parseProtocol } from '../traffic/protocol';
import { callFromPod } from './calls';
import { meshProxy } from './mesh-route';
import type { Client } from './request';
import { type RoutePlace, sampleOf } from './route-samples';

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

/** On the first port of the host that is for plain requests: all of them; on others those that ask for the port. */
function callsTo(mesh: Mesh, vs: Manifest, host: string, caller: Pod): readonly Client[] {
  if (mesh.meshRoutes.find(host, caller.namespace) !== vs) return [];
  const usual = usualPort(mesh, host);
  const proxyFor = meshProxy(caller.labels, caller.namespace);
  return [...new Set([usual ?? 0, ...askedPorts(vs)])].flatMap((port) => {
    const routes = port === 0 ? [] : mesh.httpRoutes.of(vs, proxyFor, port);
    return callsOn(port === usual ? routes : routes.filter(asksForPort), host, port, caller);
  });
}

/** 80 for a host without a Service. */
function usualPort({ registry }: Mesh, host: string): number | undefined {
  const [entry] = registry.all(host);
  if (entry === undefined) return 80;
  return entry.ports.find(({ protocol }) => !isTlsLike(parseProtocol(protocol)))?.number;
}

function askedPorts(vs: Manifest): readonly number[] {
  const matches = specOf(vs)
    .get('http')
    .items.flatMap((route) => route.get('match').items);
  return matches.map((match) => match.get('port').number);
}

function asksForPort({ matches }: RouteVariant): boolean {
  return matches.some(({ field }) => field.get('port').number > 0);
}

function callsOn(routes: readonly RouteVariant[], host: string, port: number, caller: Pod): readonly Client[] {
  const place: RoutePlace = { scheme: 'http', served: '*', host, hostEnd: port === 80 ? '' : `:${port}` };
  const taken = new Set<string>();
  return routes.flatMap((route) => {
    const sample = sampleOf(route, place, (each) => !taken.has(JSON.stringify(each)));
    if (sample === undefined || 'unmet' in sample) return [];
    taken.add(JSON.stringify(sample));
    return [callFromPod(caller, host, port, sample)];
  });
}
