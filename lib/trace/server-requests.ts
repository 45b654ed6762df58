import type { Pod } from '../manifest/pods';
import type { Binding } from '../traffic/bindings';
import { isForGateway, tlsRoutes } from '../traffic/connection-routes';
import { readsHttp, trafficOf } from '../traffic/gateway-protocol';
import { gatewayProxy } from '../traffic/gateway-proxy';
import type { GatewayServer } from '../traffic/gateway-server';
import { commonHost } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import { plainSample, sampleHost, type Untraceable } from './requests';
import { type RoutePlace, type RouteSample, sampleOf } from './route-samples';
import { defaultPort } from './url';

/** What a server of a Gateway can be asked for. */
export interface ServerRequests {
  readonly scheme: 'http' | 'https';
  readonly samples: readonly RouteSample[];
  readonly untraceable: readonly Untraceable[];
}

/**
 * At a Pod of the Gateway: each route of the VirtualServices that get there, and each host without any.
 * @param port that clients connect to
 */
export function serverRequests(mesh: Mesh, server: GatewayServer, pod: Pod, port: number): ServerRequests {
  const scheme = ['http', 'tcp'].includes(trafficOf(server)) ? 'http' : 'https';
  const { manifest } = server.gateway;
  if (server.tlsMode === 'AUTO_PASSTHROUGH') {
    const why = 'passes TLS on to whatever Service a server name encodes';
    return { scheme, samples: [], untraceable: [{ manifest, path: [...server.field.path, 'tls', 'mode'], why }] };
  }
  const bindings = mesh.routes.on(server).filter(({ vs }) => mesh.routes.exportsTo(vs, pod.namespace));
  const idle = idleHosts(server, bindings).map((host) => plainSample(sampleHost(host)));
  if (server.httpsRedirect) {
    const hosts = new Set(bindings.map(({ served }) => served));
    return { scheme, samples: [...[...hosts].map((host) => plainSample(sampleHost(host))), ...idle], untraceable: [] };
  }
  const found = boundRequests(
    mesh,
    { server, pod, scheme, hostEnd: port === defaultPort(scheme) ? '' : `:${port}` },
    bindings,
  );
  return { scheme, samples: [...found.samples, ...idle], untraceable: found.untraceable };
}

/** Those of the server that no VirtualService has. */
function idleHosts({ hosts }: GatewayServer, bindings: readonly Binding[]): readonly string[] {
  const bound = new Set(bindings.flatMap(({ served, serverHost }) => [served, serverHost.host.toLowerCase()]));
  return hosts.map(({ host }) => host.toLowerCase()).filter((host) => !bound.has(host));
}

interface At {
  readonly server: GatewayServer;
  readonly pod: Pod;
  readonly scheme: 'http' | 'https';
  readonly hostEnd: string;
}

function boundRequests(mesh: Mesh, at: At, bindings: readonly Binding[]): Omit<ServerRequests, 'scheme'> {
  const samples = new Map<string, RouteSample>();
  const untraceable: Untraceable[] = [];
  for (const binding of bindings) {
    const before = samples.size + untraceable.length;
    if (readsHttp(at.server)) addRoutes(mesh, at, binding, samples, untraceable);
    else for (const host of connectionHosts(mesh, at, binding)) add(samples, plainSample(sampleHost(host)));
    // What has no route for it still comes to the gateway.
    if (samples.size + untraceable.length === before) add(samples, plainSample(sampleHost(binding.served)));
  }
  return { samples: [...samples.values()], untraceable };
}

function add(samples: Map<string, RouteSample>, sample: RouteSample): void {
  samples.set(JSON.stringify(sample), sample);
}

function addRoutes(
  mesh: Mesh,
  { server, pod, scheme, hostEnd }: At,
  { vs, served }: Binding,
  samples: Map<string, RouteSample>,
  untraceable: Untraceable[],
): void {
  const place: RoutePlace = { scheme, served, host: sampleHost(served), hostEnd };
  for (const route of mesh.httpRoutes.of(vs, gatewayProxy(mesh, server, pod), server.port)) {
    const sample = sampleOf(route, place, (each) => !samples.has(JSON.stringify(each)));
    if (sample !== undefined && 'unmet' in sample) {
      const { vs: manifest, field } = route.matches.at(-1) ?? route;
      const why = `asks for ${sample.unmet} that no request could be made up for`;
      untraceable.push({ manifest, path: field.path, why });
    } else if (sample !== undefined) add(samples, sample);
  }
}

/** Hosts of connections that are routed unread: by server name where TLS goes on, else any. */
function connectionHosts(mesh: Mesh, { server, pod }: At, { vs, served }: Binding): readonly string[] {
  if (trafficOf(server) !== 'passthrough') return [served];
  const proxy = gatewayProxy(mesh, server, pod)(vs);
  return tlsRoutes([vs], (match) => isForGateway(match, proxy, server.port)).flatMap(
    ([host]) => commonHost(host.toLowerCase(), served) ?? [],
  );
}
