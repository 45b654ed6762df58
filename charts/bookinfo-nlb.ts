import type { Construct } from 'constructs';
import { GatewayWorkload, HostRoutes, type HttpServer, IngressGateway, MeshNamespace, MutualTls } from '../lib/index';
import { Bookinfo, type BookinfoProps } from './bookinfo';
import { addCredential, type CredentialChoice } from './credential';
import { type ClusterProps, Scenario } from './scenario';

export interface BookinfoNlbProps extends ClusterProps, Omit<BookinfoProps, 'namespace'> {
  /** Public host, registered for the load balancer's address. */
  readonly host: string;
  /** Default: `bookinfo`. */
  readonly namespace?: string;
  /** Default: `bookinfo-gateway`. */
  readonly gatewayName?: string;
  /** Name of the VirtualService. Default: `bookinfo`. */
  readonly virtualServiceName?: string;
  /** Default: Secret `istio-ingressgateway-certs`, which the platform writes into the gateway's namespace. */
  readonly certificate?: CredentialChoice;
  /** What port 80 does. Default: `closed`, as in the document. */
  readonly http?: 'closed' | 'redirect' | 'acme-safe-redirect';
}

/** Istio's Bookinfo behind a network load balancer that leads straight to the gateway, which terminates TLS. */
export class BookinfoNlb extends Scenario {
  constructor(scope: Construct, id: string, props: BookinfoNlbProps) {
    super(scope, id, 'bookinfo-nlb');
    const { host, namespace = 'bookinfo', gateway = GatewayWorkload.istioctl(), clusterDomain, rootNamespace } = props;
    new MeshNamespace(this, 'namespace', { name: namespace, revision: props.revision });
    new MutualTls(this, 'mutual-tls', { scope: 'namespace', namespace, rootNamespace, clients: {}, clusterDomain });
    const { productpage } = new Bookinfo(this, 'bookinfo', { ...props, namespace });
    const credential = addCredential(this, 'certificate', {
      gateway,
      host,
      choice: props.certificate ?? { source: 'existing-secret', secretName: 'istio-ingressgateway-certs' },
      cluster: props,
    });
    const hosts = [{ host, namespace }];
    const ingress = new IngressGateway(this, 'gateway', {
      name: props.gatewayName ?? 'bookinfo-gateway',
      namespace,
      workload: gateway,
      servers: [{ protocol: 'HTTPS', mode: 'SIMPLE', credential, hosts }, ...plainServers(props.http, hosts)],
    });
    new HostRoutes(this, 'routes', {
      name: props.virtualServiceName ?? 'bookinfo',
      namespace,
      hosts: [host],
      gateways: [ingress],
      clusterDomain,
      routes: [
        {
          match: [
            { path: { exact: '/productpage' } },
            { path: { prefix: '/static' } },
            { path: { exact: '/login' } },
            { path: { exact: '/logout' } },
            { path: { prefix: '/api/v1/products' } },
          ],
          to: productpage,
        },
      ],
    });
  }
}

function plainServers(http: BookinfoNlbProps['http'], hosts: HttpServer['hosts']): HttpServer[] {
  if (http === undefined || http === 'closed') return [];
  return [{ protocol: 'HTTP', hosts, redirect: http === 'redirect' ? 'https' : 'https-acme-safe' }];
}
