import type { Catalog } from '../manifest/catalog';
import type { Field } from '../manifest/field';
import { kindKey, type Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { type ConnectionRoute, isForGateway, tcpRoute, tlsRoutes } from './connection-routes';
import { oldestFirst } from './creation-order';
import { GatewayPort } from './gateway-port';
import { trafficOf } from './gateway-protocol';
import { gatewayProxy } from './gateway-proxy';
import type { GatewayServer } from './gateway-server';
import type { Gateways } from './gateways';
import type { Routes } from './virtual-services';

/** What gateway Pods listen on, as istiod makes it of all Gateways and VirtualServices. */
export class GatewayPorts {
  private readonly byPod = new Map<Pod, Map<number, GatewayPort>>();
  private readonly ages = new Map<string, ReadonlyMap<Manifest, number>>();

  constructor(
    readonly catalog: Catalog,
    readonly gateways: Gateways,
    private readonly routes: Routes,
  ) {}

  /** What is on a port of the Pod. */
  at(pod: Pod, port: number): GatewayPort {
    const ports = this.byPod.get(pod) ?? new Map<number, GatewayPort>();
    this.byPod.set(pod, ports);
    const known =
      ports.get(port) ?? new GatewayPort(this.candidates(pod, port), (server) => this.routesOn(server, pod));
    ports.set(port, known);
    return known;
  }

  /** The VirtualServices on a server that the Pod gets, each once, the oldest first. */
  servicesOn(server: GatewayServer, pod: Pod): readonly Manifest[] {
    const bound = new Set(this.routes.on(server).map(({ vs }) => vs));
    return this.byAge([...bound].filter((vs) => this.routes.exportsTo(vs, pod.namespace)));
  }

  /** Where connections go on that come to a server, and are not read as HTTP. */
  private routesOn(server: GatewayServer, pod: Pod): readonly (readonly [string, ConnectionRoute])[] {
    if (server.tlsMode === 'AUTO_PASSTHROUGH') return [];
    const services = this.servicesOn(server, pod);
    const proxyFor = gatewayProxy(this, server, pod);
    const isWanted = (match: Field, vs: Manifest) => isForGateway(match, proxyFor(vs), server.port);
    if (trafficOf(server) === 'passthrough') return tlsRoutes(services, isWanted);
    const route = tcpRoute(services, isWanted);
    return route === undefined ? [] : [['*', route]];
  }

  private candidates(pod: Pod, port: number): readonly GatewayServer[] {
    const servers = this.gateways
      .listeners(pod)
      .filter((listener) => listener.port === port)
      .flatMap((listener) => listener.servers);
    return servers.toSorted((one, other) => this.ageOf(one.gateway.manifest) - this.ageOf(other.gateway.manifest));
  }

  private byAge(manifests: readonly Manifest[]): readonly Manifest[] {
    return manifests.toSorted((one, other) => this.ageOf(one) - this.ageOf(other));
  }

  /** Its place among all of its kind, the oldest first. */
  private ageOf(manifest: Manifest): number {
    const kind = kindKey(manifest);
    const ages = this.ages.get(kind) ?? new Map(oldestFirst(this.catalog, kind).map((each, age) => [each, age]));
    this.ages.set(kind, ages);
    return ages.get(manifest) ?? 0;
  }
}
