import type { Construct } from 'constructs';
import {
  AccessPolicy,
  type AccessSource,
  GatewayWorkload,
  HostRoutes,
  IngressGateway,
  MeshNamespace,
  MutualTls,
  type Workload,
} from '../lib/index';
import { addCredential, type CredentialChoice } from './credential';
import { type ClusterProps, Scenario } from './scenario';
import { addService, type ServiceProps } from './stand-in';

export interface ArticlesProps extends ClusterProps {
  /** Public host, registered for the load balancer's address. */
  readonly host: string;
  /** Default: Secret `articles-ingressgateway-certs`, which the platform writes into the gateway's namespace. */
  readonly certificate?: CredentialChoice;
  /** `default` exists on every cluster and is not rendered; any other is. Pods opt in to the mesh by label. Default: `default`. */
  readonly namespace?: string;
  /** Default: `default-gateway-ingress`. */
  readonly gatewayName?: string;
  /** Name of the VirtualService. Default: `articles`. */
  readonly virtualServiceName?: string;
  /** Name of the AuthorizationPolicy. Default: `articlesaccess`. */
  readonly policyName?: string;
  /** Default: agnhost as a stand-in on port 8080. */
  readonly articles?: ServiceProps;
  /** Default: agnhost as a stand-in on port 8081. */
  readonly webApi?: ServiceProps;
  /** Default: agnhost as a stand-in on port 80. */
  readonly webApp?: ServiceProps;
  /** Default: agnhost as a stand-in on port 8080. */
  readonly keycloak?: ServiceProps;
  /**
   * Trust domain to name web-api by as a principal, for Istio older than 1.25. Default: none, web-api is named by
   * its ServiceAccount, whatever the trust domain.
   */
  readonly trustDomain?: string;
}

/** What both stages of the workshop share; they differ in who may call articles. */
abstract class Articles extends Scenario {
  protected readonly articles: Workload;
  protected readonly webApi: Workload;
  private readonly appNamespace: string;
  private readonly revision: string | undefined;

  protected constructor(scope: Construct, id: string, scenario: string, props: ArticlesProps) {
    super(scope, id, scenario, 'articles');
    this.appNamespace = props.namespace ?? 'default';
    this.revision = props.revision;
    if (this.appNamespace !== 'default') {
      new MeshNamespace(this, 'namespace', { name: this.appNamespace, revision: this.revision });
    }
    this.articles = this.add('articles', 8080, props.articles);
    this.webApi = this.add('web-api', 8081, props.webApi);
    const webApp = this.add('web-app', 80, props.webApp);
    const keycloak = this.add('keycloak', 8080, props.keycloak);
    const hosts = [this.articles, this.webApi, webApp, keycloak];
    this.addMutualTls(hosts, props);
    this.expose(props, webApp, keycloak);
  }

  private add(name: string, port: number, service: ServiceProps | undefined): Workload {
    const revision: Record<string, string> = this.revision === undefined ? {} : { 'istio.io/rev': this.revision };
    const podLabels = { 'sidecar.istio.io/inject': 'true', ...revision };
    return addService(this, { name, namespace: this.appNamespace, port, podLabels }, service);
  }

  private addMutualTls(services: readonly Workload[], props: ArticlesProps): void {
    const { clusterDomain = 'cluster.local', rootNamespace } = props;
    new MutualTls(this, 'mutual-tls', {
      scope: 'namespace',
      namespace: this.appNamespace,
      rootNamespace,
      clients: { hosts: services.map(({ name }) => `${name}.${this.appNamespace}.svc.${clusterDomain}`) },
      clusterDomain,
    });
  }

  private expose(props: ArticlesProps, webApp: Workload, keycloak: Workload): void {
    const { host, gateway: workload = GatewayWorkload.istioctl() } = props;
    const namespace = this.appNamespace;
    const credential = addCredential(this, 'certificate', {
      gateway: workload,
      host,
      choice: props.certificate ?? { source: 'existing-secret', secretName: 'articles-ingressgateway-certs' },
      cluster: props,
    });
    const gateway = new IngressGateway(this, 'gateway', {
      name: props.gatewayName ?? 'default-gateway-ingress',
      namespace,
      workload,
      servers: [{ protocol: 'HTTPS', mode: 'SIMPLE', credential, hosts: [{ host, namespace }] }],
    });
    new HostRoutes(this, 'routes', {
      name: props.virtualServiceName ?? 'articles',
      namespace,
      hosts: [host],
      gateways: [gateway],
      clusterDomain: props.clusterDomain,
      routes: [
        { match: { path: { prefix: '/auth' } }, to: keycloak },
        { match: [{ path: { prefix: '/articles' } }, { path: { prefix: '/web-api' } }], to: this.webApi },
        { to: webApp },
      ],
    });
  }
}

/** Articles may be called by web-api alone, and only to read and add. */
export class ArticlesSecure extends Articles {
  constructor(scope: Construct, id: string, props: ArticlesProps) {
    super(scope, id, 'articles-secure', props);
    new AccessPolicy(this, 'articles-access', {
      ...accessTo(this.articles, props),
      action: 'ALLOW',
      rules: [{ from: [caller(this.webApi, props.trustDomain)], to: [{ methods: ['GET', 'POST'] }] }],
    });
  }
}

/** Articles may be called by nobody: the stage of the workshop before the rule is added. */
export class ArticlesLocked extends Articles {
  constructor(scope: Construct, id: string, props: ArticlesProps) {
    super(scope, id, 'articles-locked', props);
    new AccessPolicy(this, 'articles-access', { ...accessTo(this.articles, props), action: 'NOBODY' });
  }
}

function accessTo({ name, namespace }: Workload, { policyName = 'articlesaccess' }: ArticlesProps) {
  return { name: policyName, namespace, labels: { app: name } };
}

function caller({ identity }: Workload, trustDomain: string | undefined): AccessSource {
  if (trustDomain === undefined) return { serviceAccounts: [identity] };
  return { principals: [`${trustDomain}/ns/${identity.namespace}/sa/${identity.name}`] };
}
