import type { Construct } from 'constructs';
import {
  acknowledge,
  CertificateIssuer,
  ClientAuthority,
  ClientCertificate,
  type EdgeController,
  EdgeIngress,
  GatewayWorkload,
  HostRoutes,
  IngressGateway,
  MeshNamespace,
  type MutualTlsServer,
  MutualTls,
  SecretCopy,
  type SecretName,
  ServerCertificate,
  Workload,
} from '../lib/index';
import { addCredential, type CredentialChoice } from './credential';
import { type ClusterProps, issuerOn, Scenario } from './scenario';

const TRAEFIK: EdgeController = { type: 'traefik', ingressClassName: 'public-iks-traefik' };
const FORMER_ALB = "The cluster still runs IBM's former ALB.";

/** A second host that leads straight to the gateway, for clients with a certificate of their own. */
export interface DirectHostProps {
  readonly host: string;
  /** Certificate of the host. */
  readonly certificate: CredentialChoice;
  /** Secret, in the application's namespace, of a certificate for a client. Default: `httpbin-direct-client`. */
  readonly clientSecretName?: string;
  /** Name of the private CA that signs for clients. Default: `httpbin-direct-client-ca`. */
  readonly clientCaName?: string;
}

export interface HttpbinAlbProps extends ClusterProps {
  /** Public host that the ALB serves. */
  readonly host: string;
  /** Secret of the ALB's own certificate, which the platform writes into the gateway's namespace, or `from` which it is copied there. */
  readonly albCertificate: { readonly secretName: string; readonly from?: SecretName };
  /** Default: Traefik with IBM Cloud's public class. */
  readonly controller?: EdgeController;
  /** Default: `httptools`. */
  readonly namespace?: string;
  /** Default: `default-ingress-gateway`, in the gateway workload's namespace. */
  readonly gatewayName?: string;
  /** Name of the VirtualService. Default: `default-ingress`. */
  readonly virtualServiceName?: string;
  /** Name of the Ingress. Default: `alb-ingress`. */
  readonly ingressName?: string;
  /** Name of the private CA of the hop from the ALB to the gateway. Default: `httpbin-hop-ca`. */
  readonly hopCaName?: string;
  /** Organization in the subject of the private CAs. Default: `httpbin-alb`. */
  readonly organization?: string;
  /** Secret of the certificate that the gateway shows to the ALB. Default: `alb-hop-server`. */
  readonly serverSecretName?: string;
  /** Secret of the certificate that the ALB shows to the gateway. Default: `alb-client`. */
  readonly clientSecretName?: string;
  /** DNS name in the ALB's certificate, which the gateway pins. Default: `<clientSecretName>.<namespace>.internal`. */
  readonly clientIdentity?: string;
  /** Default: none, as only the ALB should reach the gateway. */
  readonly direct?: DirectHostProps;
  /** Default: `docker.io/mccutchen/go-httpbin:v2.15.0`. */
  readonly image?: string;
  /** Name of httpbin's Service and Deployment, and value of the pods' label `app`. Default: `httpbin`. */
  readonly serviceName?: string;
  /** Name of httpbin's ServiceAccount. Default: `serviceName`. */
  readonly serviceAccountName?: string;
}

/** httpbin behind a cloud's ALB: TLS to the ALB, mutual TLS from there to the gateway, mTLS to the pod. */
export class HttpbinAlb extends Scenario {
  private readonly gateway: GatewayWorkload;
  private readonly appNamespace: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpbinAlbProps,
  ) {
    super(scope, id, 'httpbin-alb');
    this.gateway = props.gateway ?? GatewayWorkload.istioctl();
    this.appNamespace = props.namespace ?? 'httptools';
    const httpbin = this.addHttpbin();
    const hop = this.privateCa('hop-ca', props.hopCaName ?? 'httpbin-hop-ca');
    const clientCertificate = this.addClientCertificate(hop);
    const servers = [this.hopServer(hop, clientCertificate), ...this.directServers()];
    this.addRoutes(servers, httpbin);
    this.addEdge(clientCertificate);
  }

  private addHttpbin(): Workload {
    const namespace = this.appNamespace;
    new MeshNamespace(this, 'namespace', { name: namespace, revision: this.props.revision });
    const { clusterDomain, rootNamespace, serviceName: name = 'httpbin', serviceAccountName = name } = this.props;
    new MutualTls(this, 'mutual-tls', { scope: 'namespace', namespace, rootNamespace, clients: {}, clusterDomain });
    // The image runs as root, so nothing is demanded of its user.
    const container = { image: this.props.image ?? 'docker.io/mccutchen/go-httpbin:v2.15.0' };
    return new Workload(this, 'httpbin', {
      name,
      serviceAccountName,
      namespace,
      port: 8000,
      containerPort: 8080,
      versions: [{ version: 'v1', deploymentName: name, container }],
    });
  }

  private privateCa(id: string, name: string): CertificateIssuer {
    const { organization = 'httpbin-alb' } = this.props;
    const subject = { organizations: [organization] };
    return new CertificateIssuer(this, id, issuerOn(this.props, { type: 'private-ca', name, subject }));
  }

  private addClientCertificate(issuer: CertificateIssuer): ClientCertificate {
    const { clientSecretName: secretName = 'alb-client', clientIdentity } = this.props;
    return new ClientCertificate(this, 'alb-client', {
      issuer,
      namespace: this.gateway.namespace,
      secretName,
      identities: [clientIdentity ?? `${secretName}.${this.appNamespace}.internal`],
    });
  }

  private hopServer(issuer: CertificateIssuer, client: ClientCertificate): MutualTlsServer {
    const { host } = this.props;
    const credential = new ServerCertificate(this, 'hop-certificate', {
      source: 'issued',
      gateway: this.gateway,
      issuer,
      secretName: this.props.serverSecretName ?? 'alb-hop-server',
      hosts: [host],
    });
    return {
      protocol: 'HTTPS',
      mode: 'MUTUAL',
      hosts: [{ host, namespace: this.appNamespace }],
      credential,
      clientAuthority: new ClientAuthority(this, 'hop-clients', { source: 'server-issuer', credential }),
      // Else every other certificate of the CA would get in, the server's own included.
      clientIdentities: client.identities,
    };
  }

  private directServers(): MutualTlsServer[] {
    const { direct } = this.props;
    if (direct === undefined) return [];
    const { host, certificate: choice, clientSecretName: secretName = 'httpbin-direct-client' } = direct;
    const { gateway, props: cluster } = this;
    const credential = addCredential(this, 'direct-certificate', { gateway, host, choice, cluster });
    const issuer = this.privateCa('direct-client-ca', direct.clientCaName ?? 'httpbin-direct-client-ca');
    new ClientCertificate(this, 'direct-client', {
      issuer,
      namespace: this.appNamespace,
      secretName,
      identities: [`${secretName}.${this.appNamespace}.internal`],
    });
    return [
      {
        name: 'https-direct',
        protocol: 'HTTPS',
        mode: 'MUTUAL',
        hosts: [{ host, namespace: this.appNamespace }],
        credential,
        clientAuthority: new ClientAuthority(this, 'direct-clients', { source: 'issuer', credential, issuer }),
      },
    ];
  }

  private addRoutes(servers: readonly MutualTlsServer[], httpbin: Workload): void {
    const gateway = new IngressGateway(this, 'gateway', {
      name: this.props.gatewayName ?? 'default-ingress-gateway',
      namespace: this.gateway.namespace,
      workload: this.gateway,
      servers,
    });
    new HostRoutes(this, 'routes', {
      name: this.props.virtualServiceName ?? 'default-ingress',
      namespace: this.appNamespace,
      hosts: servers.flatMap(({ hosts }) => hosts.map(({ host }) => host)),
      gateways: [gateway],
      routes: [{ match: { path: { prefix: '/status' } }, to: httpbin }],
      clusterDomain: this.props.clusterDomain,
    });
  }

  private addEdge(clientCertificate: ClientCertificate): void {
    const { host, albCertificate, controller = TRAEFIK, ingressName = 'alb-ingress' } = this.props;
    const { namespace } = this.gateway;
    if (albCertificate.from !== undefined) {
      const to = { namespace, name: albCertificate.secretName };
      new SecretCopy(this, 'alb-certificate', { from: albCertificate.from, to });
    }
    const alb = new EdgeIngress(this, 'alb', {
      name: ingressName,
      controller,
      gateway: this.gateway,
      host,
      paths: ['/status'],
      tlsSecretName: albCertificate.secretName,
      clientCertificate,
    });
    if (controller.type === 'iks-alb') acknowledge(alb.resource, 'ingress-legacy-annotations', FORMER_ALB);
  }
}
