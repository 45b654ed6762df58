import type { Catalog } from '../manifest/catalog';
import { Ambient } from './ambient';
import { assumedGateway } from './default-gateway';
import { Authorities } from './authorities';
import { Authorization } from './authorization-policies';
import { Credentials } from './credentials';
import { ClientSettings } from './destination-rules';
import { ReferenceGrants } from './gateway-api-grants';
import { GatewayPorts } from './gateway-ports';
import { Gateways } from './gateways';
import { HttpRoutes } from './http-routes';
import { Ingresses } from './ingress';
import { Issuers } from './issuers';
import { objectsOfGateways } from './kubernetes-gateway-objects';
import { KubernetesGatewayPods } from './kubernetes-gateway-pods';
import { type MeshConfig, meshConfigOf } from './mesh-config';
import { MeshRoutes } from './mesh-routes';
import { Namespaces } from './namespaces';
import { PeerAuthentications } from './peer-authentications';
import { Proxies } from './proxies';
import { Registry } from './registry';
import { RequestAuthentications } from './request-authentications';
import { RouteTables } from './route-tables';
import { RequestedHosts } from './requested-hosts';
import { SecretAccess } from './secret-access';
import { ServiceAccounts } from './service-accounts';
import { Services } from './services';
import { Routes } from './virtual-services';

type Parts = Omit<Mesh, 'catalog' | 'config' | 'now'>;

/** What follows from all objects together. Each part is made when it is first asked for, and once. */
export class Mesh {
  readonly catalog: Catalog;
  private readonly parts: { -readonly [Name in keyof Parts]?: Parts[Name] } = {};

  /**
   * @param catalog what the input and its context have; without a Pod that could be Istio's default gateway, the mesh
   * has the one that Istio's installation makes, as for `istioctl analyze`, and what istiod makes for Gateways of the
   * Gateway API can be referred to
   */
  constructor(
    catalog: Catalog,
    readonly config: MeshConfig = meshConfigOf(),
    /** The day on which certificates are valid, or not. */
    readonly now: Date = new Date(),
  ) {
    const assumed = [...assumedGateway(catalog, config), ...objectsOfGateways(catalog)];
    this.catalog = assumed.length === 0 ? catalog : catalog.with(assumed);
  }

  get namespaces(): Namespaces {
    return (this.parts.namespaces ??= new Namespaces(this.catalog));
  }

  get registry(): Registry {
    return (this.parts.registry ??= new Registry(this.catalog, this.config));
  }

  get services(): Services {
    return (this.parts.services ??= new Services(this.catalog));
  }

  get proxies(): Proxies {
    return (this.parts.proxies ??= new Proxies(this.catalog, this.namespaces));
  }

  get gateways(): Gateways {
    return (this.parts.gateways ??= new Gateways(this.catalog, this.services));
  }

  get kubernetesGatewayPods(): KubernetesGatewayPods {
    return (this.parts.kubernetesGatewayPods ??= new KubernetesGatewayPods(this.catalog));
  }

  get referenceGrants(): ReferenceGrants {
    return (this.parts.referenceGrants ??= new ReferenceGrants(this.catalog));
  }

  get ambient(): Ambient {
    return (this.parts.ambient ??= new Ambient(this.catalog, this.namespaces, this.services, this.proxies));
  }

  get routes(): Routes {
    return (this.parts.routes ??= new Routes(this.catalog, this.config, this.gateways));
  }

  get meshRoutes(): MeshRoutes {
    return (this.parts.meshRoutes ??= new MeshRoutes(this.catalog, this.routes));
  }

  get httpRoutes(): HttpRoutes {
    return (this.parts.httpRoutes ??= new HttpRoutes(this.catalog, this.routes));
  }

  get gatewayPorts(): GatewayPorts {
    return (this.parts.gatewayPorts ??= new GatewayPorts(this.catalog, this.gateways, this.routes));
  }

  get routeTables(): RouteTables {
    return (this.parts.routeTables ??= new RouteTables(this));
  }

  get requestedHosts(): RequestedHosts {
    return (this.parts.requestedHosts ??= new RequestedHosts(this.catalog, this.registry, this.gateways, this.routes));
  }

  get clientSettings(): ClientSettings {
    return (this.parts.clientSettings ??= new ClientSettings(this.catalog, this.config));
  }

  get peerAuthentication(): PeerAuthentications {
    return (this.parts.peerAuthentication ??= new PeerAuthentications(this.catalog, this.config));
  }

  get authorization(): Authorization {
    return (this.parts.authorization ??= new Authorization(this.catalog, this.config));
  }

  get requestAuthentication(): RequestAuthentications {
    return (this.parts.requestAuthentication ??= new RequestAuthentications(this.catalog, this.config));
  }

  get ingresses(): Ingresses {
    return (this.parts.ingresses ??= new Ingresses(this.catalog, this.config, this.services, this.gateways));
  }

  get serviceAccounts(): ServiceAccounts {
    return (this.parts.serviceAccounts ??= new ServiceAccounts(this.catalog, this.config));
  }

  get issuers(): Issuers {
    return (this.parts.issuers ??= new Issuers(this.catalog));
  }

  get credentials(): Credentials {
    return (this.parts.credentials ??= new Credentials(this.catalog, this.issuers));
  }

  get authorities(): Authorities {
    return (this.parts.authorities ??= new Authorities(this.catalog, this.issuers, this.credentials));
  }

  get access(): SecretAccess {
    return (this.parts.access ??= new SecretAccess(this.catalog));
  }
}
