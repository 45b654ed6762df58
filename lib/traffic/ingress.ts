import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Gateways } from './gateways';
import { GatewayBehind } from './ingress-backends';
import { awsConnection, gceConnection, ibmConnection } from './ingress-cloud';
import { type BackendConnection, type ConnectionContext, openConnection } from './ingress-connection';
import { type IngressController, IngressControllers } from './ingress-controller';
import { type IngressMatch, IngressMatches } from './ingress-matches';
import { nginxConnection } from './ingress-nginx';
import { plainHttp, type PlainHttp } from './ingress-plain-http';
import { defaultBackendOf, type IngressBackend, routesOf } from './ingress-routes';
import { ServersTransports, traefikConnection } from './ingress-traefik';
import { INGRESS } from './kinds';
import type { MeshConfig } from './mesh-config';
import type { Services } from './services';

const NOTHING = new GatewayBehind([]);

/** Ingresses of Kubernetes: who serves them, where they lead, and how their controllers speak to what is there. */
export class Ingresses {
  /** In their order. */
  readonly all: readonly Manifest[];
  readonly transports: ServersTransports;
  private readonly controllers: IngressControllers;
  private table: IngressMatches | undefined;
  private readonly gatewaysBehind = new Map<Manifest, Map<number, GatewayBehind>>();

  constructor(
    private readonly catalog: Catalog,
    config: MeshConfig,
    private readonly services: Services,
    private readonly gateways: Gateways,
  ) {
    this.all = catalog.ofKind(INGRESS);
    this.transports = new ServersTransports(catalog);
    this.controllers = new IngressControllers(catalog, config);
  }

  controllerOf(ingress: Manifest): IngressController {
    return this.controllers.of(ingress);
  }

  /** All backends that are Services: the default one first, then those of the routes. */
  backendsOf(ingress: Manifest): readonly IngressBackend[] {
    const own = defaultBackendOf(ingress);
    const backends = [...(own === undefined ? [] : [own]), ...routesOf(ingress).map(({ backend }) => backend)];
    return backends.filter(({ service }) => service !== '');
  }

  /** In the Ingress's own namespace, as Ingresses reach no other. */
  serviceOf({ ingress, service }: IngressBackend): Manifest | undefined {
    return service === '' ? undefined : this.catalog.tryFind('Service', this.catalog.namespaceOf(ingress), service);
  }

  /** The item of `spec.ports` of the Service. */
  portOf(backend: IngressBackend): Field | undefined {
    const service = this.serviceOf(backend);
    if (service === undefined || backend.port === 0) return undefined;
    const key = typeof backend.port === 'string' ? 'name' : 'port';
    return specOf(service)
      .get('ports')
      .items.find((port) => port.get(key).value === backend.port);
  }

  /** Nothing where the backend is not there, and of Pods that are no gateways. */
  gatewayBehind(backend: IngressBackend): GatewayBehind {
    const service = this.serviceOf(backend);
    const port = this.portOf(backend);
    if (service === undefined || port === undefined) return NOTHING;
    const known = this.gatewaysBehind.get(service) ?? new Map<number, GatewayBehind>();
    const number = port.get('port').number;
    const behind = known.get(number) ?? this.findBehind(service, port);
    this.gatewaysBehind.set(service, known.set(number, behind));
    return behind;
  }

  /** Undefined for a backend that is not there. */
  connectionTo(backend: IngressBackend): BackendConnection | undefined {
    const service = this.serviceOf(backend);
    const port = this.portOf(backend);
    if (service === undefined || port === undefined) return undefined;
    const { ingress } = backend;
    const namespace = this.catalog.namespaceOf(ingress);
    return this.connect({ ingress, namespace, controller: this.controllerOf(ingress), service, port });
  }

  /** What becomes of plain HTTP requests for a host of the Ingress. */
  plainHttp(ingress: Manifest, host: string): PlainHttp {
    return plainHttp(this.catalog, this.controllerOf(ingress).family, ingress, host);
  }

  /** Where a request goes, for each load balancer that takes it; `path` without a query. */
  matches(host: string, path: string): readonly IngressMatch[] {
    return this.matchTable.find(host, path);
  }

  /** An Ingress with rules for the host, none of which takes the path. */
  withoutPath(host: string, path: string): Manifest | undefined {
    return this.matchTable.withoutPath(host, path);
  }

  private get matchTable(): IngressMatches {
    this.table ??= new IngressMatches(this.catalog, this.controllers);
    return this.table;
  }

  private connect(context: ConnectionContext): BackendConnection {
    const { ingress, controller } = context;
    switch (controller.family) {
      case 'nginx':
        return nginxConnection(context);
      case 'traefik':
        return traefikConnection(context, this.transports);
      case 'alb':
        return awsConnection(context);
      case 'gce':
        return gceConnection(context);
      case 'ibm':
        return ibmConnection(context);
      default:
        return openConnection(controller.family, { manifest: ingress, path: controller.path });
    }
  }

  private findBehind(service: Manifest, port: Field): GatewayBehind {
    return new GatewayBehind(
      this.services.podsOf(service).flatMap((pod) => {
        const target = this.services.targetPort(port, pod);
        return this.gateways.listeners(pod).filter((listener) => listener.port === target);
      }),
    );
  }
}
