import { Construct } from 'constructs';
import { Gateway, VirtualService } from '../../imports/networking.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkTree, claim, whoNoted } from './claims';
import { http01Host } from './facts';
import { checkServers, type GatewayServer, type HttpServer, renderServer, serverPort } from './gateway-server';
import { type GatewayWorkload, workloadName } from './gateway-workload';
import { checkLabel, hostCovers } from './names';
import { Problems } from './problems';

/** What routes name a Gateway by. */
export interface GatewayRef {
  readonly namespace: string;
  readonly name: string;
}

export interface IngressGatewayProps extends GatewayRef {
  /** Where the proxies run. The Gateway's own namespace does not matter for that: it selects pods in all of them. */
  readonly workload: GatewayWorkload;
  /** At least one, with names of their own. */
  readonly servers: readonly GatewayServer[];
}

/**
 * What a gateway workload listens for (networking.istio.io Gateway). The TLS mode is always written, since
 * Istio's default is PASSTHROUGH, which ignores the credential.
 */
export class IngressGateway extends Construct implements GatewayRef {
  readonly namespace: string;
  readonly name: string;
  readonly workload: GatewayWorkload;
  readonly servers: readonly GatewayServer[];

  /**
   * Throws for what Istio's webhook refuses and for credentials that this workload cannot read or that do not
   * cover the hosts. The tree's validation reports a host and port that two servers of one workload claim.
   */
  constructor(scope: Construct, id: string, props: IngressGatewayProps) {
    const problems = Problems.of('IngressGateway', scope, id);
    checkLabel(problems, 'namespace', props.namespace);
    checkLabel(problems, 'name', props.name);
    checkServers(problems, props.workload, props.servers);
    problems.finish();
    super(scope, id);
    this.namespace = props.namespace;
    this.name = props.name;
    this.workload = props.workload;
    this.servers = props.servers;
    this.claimHosts();
    const [apart, own] = separate(props.servers, (server) => this.needsAcmeSafeRedirect(server));
    if (own.length > 0) this.addGateway('gateway', this.name, own);
    for (const [index, server] of apart.entries()) this.addAcmeSafeRedirect(index, server as HttpServer);
  }

  /** True when VirtualServices of the namespace may bind the whole of `host` to one of the servers. */
  serves(host: string, namespace: string): boolean {
    return this.servers.some((server) => server.hosts.some((binding) => binds(this, binding, host, namespace)));
  }

  private addGateway(id: string, name: string, servers: readonly GatewayServer[]): void {
    new Gateway(this, id, {
      metadata: metadata(SyncWave.GATEWAY, name, this.namespace),
      spec: { selector: { ...this.workload.labels }, servers: servers.map(renderServer) },
    });
  }

  /** `httpsRedirect` would send the CA's challenge requests to https as well, where renewal fails weeks later. */
  private needsAcmeSafeRedirect(server: GatewayServer): boolean {
    if (server.protocol !== 'HTTP' || server.redirect === undefined) return false;
    if (server.redirect === 'https-acme-safe') return true;
    const certificates = this.servers.flatMap((other) => (other.protocol === 'HTTPS' ? [other.credential] : []));
    return certificates.some(({ issuer }) => issuer?.nature === 'acme-http01');
  }

  /**
   * A Gateway and a catch-all redirect of their own: Istio sorts catch-all routes last, so that the solver's exact
   * path for the same host wins, and the application's routes, bound to the other Gateway, are not served here.
   */
  private addAcmeSafeRedirect(index: number, server: HttpServer): void {
    const name = index === 0 ? `${this.name}-redirect` : `${this.name}-redirect-${index + 1}`;
    const hosts = server.hosts.map(({ host }) => ({ host, namespace: this.namespace }));
    const { redirect: _, ...plain } = server;
    this.addGateway(`redirect-gateway-${index}`, name, [{ ...plain, hosts }]);
    new VirtualService(this, `redirect-routes-${index}`, {
      metadata: metadata(SyncWave.ROUTES, name, this.namespace),
      spec: {
        hosts: hosts.map(({ host }) => host),
        gateways: [`${this.namespace}/${name}`],
        http: [{ name: 'https', redirect: { scheme: 'https', redirectCode: 301 } }],
      },
    });
  }

  private claimHosts(): void {
    for (const [index, server] of this.servers.entries()) {
      const at = `${workloadName(this.workload)} port ${serverPort(server)}`;
      for (const { host } of server.hosts) {
        // Plain HTTP servers of one port are merged; of two TLS servers with one host the later is dropped silently.
        if (server.protocol !== 'HTTP')
          claim(this, `Host ${host} on gateway workload ${at}`, `servers[${index}].hosts`);
        else if (server.redirect === 'https') checkTree(this, () => this.redirectProblems(host));
      }
    }
  }

  private redirectProblems(host: string): string[] {
    if (this.servers.some((server) => this.needsAcmeSafeRedirect(server))) return [];
    return whoNoted(this, http01Host(this.workload.namespace, host)).map(
      (certificate) =>
        `${this.node.path} redirects http://${host} to https, and ${certificate.node.path} has it issued by HTTP-01: ` +
        "challenges would be redirected too. Use redirect: 'https-acme-safe', or a DNS-01 issuer.",
    );
  }
}

function binds(
  gateway: GatewayRef,
  binding: { host: string; namespace: string },
  host: string,
  namespace: string,
): boolean {
  const bound = binding.namespace === '.' ? gateway.namespace : binding.namespace;
  return (bound === '*' || bound === namespace) && hostCovers(binding.host, host);
}

function separate<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
