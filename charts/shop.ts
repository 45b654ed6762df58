import { Construct } from 'constructs';
import {
  type GatewayServer,
  type GatewayWorkload,
  type HostBinding,
  HostRoutes,
  IngressGateway,
  MeshNamespace,
  MutualTls,
  type Workload,
} from '../lib/index';
import type { ClusterProps } from './scenario';
import { addService, type ServiceProps } from './stand-in';

/** What the three stages of the Hipstershop have in common. */
export interface ShopProps extends ClusterProps {
  /** Address of the gateway's load balancer; the default host and the certificate name it. */
  readonly ingressIp: string;
  /** Public host. Default: `hipstershop.<ingressIp>.sslip.io`, which resolves to the address. */
  readonly host?: string;
  /** Default: `hipstershopv1v2`. */
  readonly namespace?: string;
  /** Name of the Gateway and the VirtualService. Default: `hipstershop`. */
  readonly gatewayName?: string;
  /** Default: agnhost as a stand-in on port 8080. */
  readonly frontend?: ServiceProps;
  /** Default: agnhost as a stand-in on port 8080. */
  readonly apiservice?: ServiceProps;
}

/** Namespace, workloads and mTLS of the Hipstershop; how it is exposed is the stage's matter. */
export class Shop extends Construct {
  readonly namespace: string;
  readonly host: string;
  private readonly gatewayName: string;
  private readonly frontend: Workload;
  private readonly apiservice: Workload;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ShopProps,
  ) {
    super(scope, id);
    this.namespace = props.namespace ?? 'hipstershopv1v2';
    // sslip.io reads IPv6 addresses with dashes.
    this.host = props.host ?? `hipstershop.${props.ingressIp.replaceAll(':', '-')}.sslip.io`;
    this.gatewayName = props.gatewayName ?? 'hipstershop';
    new MeshNamespace(this, 'namespace', { name: this.namespace, revision: props.revision });
    const { namespace } = this;
    new MutualTls(this, 'mutual-tls', { scope: 'namespace', namespace, rootNamespace: props.rootNamespace });
    this.frontend = addService(this, { name: 'frontend', namespace: this.namespace, port: 8080 }, props.frontend);
    this.apiservice = addService(this, { name: 'apiservice', namespace: this.namespace, port: 8080 }, props.apiservice);
  }

  get hosts(): HostBinding[] {
    return [{ host: this.host, namespace: this.namespace }];
  }

  /** Adds the Gateway and the routes. */
  expose(scope: Construct, workload: GatewayWorkload, servers: readonly GatewayServer[]): IngressGateway {
    const { host, gatewayName: name, namespace } = this;
    const gateway = new IngressGateway(scope, 'gateway', { name, namespace, workload, servers });
    new HostRoutes(scope, 'routes', {
      name,
      namespace,
      hosts: [host],
      gateways: [gateway],
      routes: [{ match: { path: { prefix: '/api' } }, to: this.apiservice }, { to: this.frontend }],
      clusterDomain: this.props.clusterDomain,
    });
    return gateway;
  }
}

export const SHOP_FAMILY = 'hipstershop';
