import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, VirtualService } from '../../imports/networking.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkTree, claim, note, whoNoted } from './claims';
import { http01Host } from './facts';
import { checkServers } from './gateway-checks';
import {
  GATEWAY_SERVER,
  type GatewayServer,
  type HostBinding,
  type HttpServer,
  renderServer,
  serverPort,
} from './gateway-server';
import { GATEWAY_WORKLOAD, type GatewayWorkload, listenerPort, workloadName } from './gateway-workload';
import { checkLabel, hostCovers, isLabel } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { list, object, type Shape, structure, text } from './shape';

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

/** Of an `IngressGateway`, too. */
export const GATEWAY_REF: Shape<GatewayRef> = structure('an IngressGateway or { namespace, name }', {
  namespace: text,
  name: text,
});

export const INGRESS_GATEWAY_PROPS: Shape<IngressGatewayProps> = object({
  namespace: text,
  name: text,
  workload: GATEWAY_WORKLOAD,
  servers: list(GATEWAY_SERVER),
});

/**
 * What a gateway workload listens for (networking.istio.io Gateway). The TLS mode is always written, since
 * Istio's default is PASSTHROUGH, which ignores the credential.
 */
export class IngressGateway extends Construct implements GatewayRef {
  readonly namespace: string;
  readonly name: string;
  readonly workload: GatewayWorkload;
  readonly servers: readonly GatewayServer[];

  /** The Gateway with the application's servers; undefined when all of them redirect in the ACME-safe form. */
  readonly resource: ApiObject | undefined;
  private readonly ownServers: readonly GatewayServer[];

  /**
   * Throws for what Istio's webhook refuses and for credentials that this workload cannot read or that do not
   * cover the hosts. The tree's validation reports what Gateways of one workload would take from each other: a host
   * and port of two servers with TLS, and a port with both plaintext and TLS.
   */
  constructor(scope: Construct, id: string, props: IngressGatewayProps) {
    checkGateway(checkProps('IngressGateway', scope, id, INGRESS_GATEWAY_PROPS, props), props);
    super(scope, id);
    this.namespace = props.namespace;
    this.name = props.name;
    this.workload = props.workload;
    this.servers = [...props.servers];
    const apart = redirectedApart(this.servers);
    this.ownServers = this.servers.filter((server) => !apart.includes(server as HttpServer));
    this.claimHosts();
    if (this.ownServers.length > 0) this.resource = this.addGateway('gateway', this.name, this.ownServers);
    for (const [index, server] of apart.entries()) this.addAcmeSafeRedirect(index, server);
  }

  /**
   * True when VirtualServices of the namespace may bind the whole of `host` to one of the servers. Those that
   * redirect in the ACME-safe form take no routes.
   * @param traffic `http`: servers whose requests the gateway reads. `passthrough`: servers that pass TLS on unopened. Default: all.
   */
  serves(host: string, namespace: string, traffic?: 'http' | 'passthrough'): boolean {
    const servers =
      traffic === undefined
        ? this.ownServers
        : this.ownServers.filter(({ protocol }) => (protocol === 'TLS') === (traffic === 'passthrough'));
    return servers.some((server) => server.hosts.some((binding) => binds(this, binding, host, namespace)));
  }

  private addGateway(id: string, name: string, servers: readonly GatewayServer[]): ApiObject {
    return new Gateway(this, id, {
      metadata: metadata(SyncWave.GATEWAY, name, this.namespace),
      spec: { selector: { ...this.workload.labels }, servers: servers.map(renderServer) },
    });
  }

  /**
   * A Gateway and a catch-all redirect of their own: Istio sorts catch-all routes last, so that the solver's exact
   * path for the same host wins, and the application's routes, bound to the other Gateway, are not served here.
   */
  private addAcmeSafeRedirect(index: number, server: HttpServer): void {
    const name = redirectName(this.name, index);
    const hosts = server.hosts.map(({ host }) => host);
    const { redirect: _, ...plain } = server;
    const bindings = hosts.map((host) => ({ host, namespace: this.namespace }));
    this.addGateway(`redirect-gateway-${index}`, name, [{ ...plain, hosts: bindings }]);
    new VirtualService(this, `redirect-routes-${index}`, {
      metadata: metadata(SyncWave.ROUTES, name, this.namespace),
      spec: {
        // Unlike a Gateway's, hosts of one VirtualService must not overlap.
        hosts: hosts.filter((host) => !hosts.some((wider) => wider !== host && hostCovers(wider, host))),
        gateways: [`${this.namespace}/${name}`],
        http: [{ name: 'https', redirect: { scheme: 'https', redirectCode: 301 } }],
      },
    });
  }

  private claimHosts(): void {
    for (const [index, server] of this.servers.entries()) {
      const listener = `gateway workload ${workloadName(this.workload)} port ${listenerPort(this.workload, serverPort(server))}`;
      if (server.protocol === 'HTTP') {
        note(this, plaintextOn(listener));
        if (server.redirect === 'https' && this.ownServers.includes(server)) this.checkRedirect(server);
        continue;
      }
      checkTree(this, () => this.plaintextProblems(index, listener));
      // Plain HTTP servers of one port are merged; of two TLS servers with one host the later is dropped silently.
      for (const { host } of server.hosts) claim(this, `Host ${host} on ${listener}`, `servers[${index}].hosts`);
    }
  }

  private plaintextProblems(index: number, listener: string): string[] {
    const [other] = whoNoted(this, plaintextOn(listener)).filter((gateway) => gateway !== this);
    if (other === undefined) return [];
    return [
      `${this.node.path} (servers[${index}]) serves TLS on ${listener}, and ${other.node.path} plaintext HTTP: ` +
        'Istio drops the TLS server when the other Gateway is the older one. Give one of them another port.',
    ];
  }

  private checkRedirect({ hosts }: HttpServer): void {
    checkTree(this, () => hosts.flatMap(({ host }) => this.redirectProblems(host)));
  }

  private redirectProblems(host: string): string[] {
    return whoNoted(this, http01Host(this.workload.namespace, host)).map(
      (certificate) =>
        `${this.node.path} redirects http://${host} to https, and ${certificate.node.path} has it issued by HTTP-01: ` +
        "challenges would be redirected too. Use redirect: 'https-acme-safe', or a DNS-01 issuer.",
    );
  }
}

function plaintextOn(listener: string): string {
  return `plaintext HTTP on ${listener}`;
}

/**
 * The servers that redirect in the ACME-safe form: `httpsRedirect` would send the CA's challenge requests to https
 * as well, where renewal fails weeks later.
 */
function redirectedApart(servers: readonly GatewayServer[]): HttpServer[] {
  const http01 = servers.some(
    (server) => server.protocol === 'HTTPS' && server.credential.issuer?.nature === 'acme-http01',
  );
  return servers.filter(
    (server) =>
      server.protocol === 'HTTP' && (server.redirect === 'https-acme-safe' || (server.redirect === 'https' && http01)),
  ) as HttpServer[];
}

function redirectName(gateway: string, index: number): string {
  return index === 0 ? `${gateway}-redirect` : `${gateway}-redirect-${index + 1}`;
}

function checkGateway(problems: Problems, { namespace, name, workload, servers }: IngressGatewayProps): void {
  checkLabel(problems, 'namespace', namespace);
  checkLabel(problems, 'name', name);
  checkServers(problems, workload, servers);
  problems.finish();
  const longest = redirectName('', redirectedApart(servers).length - 1);
  problems.check(redirectedApart(servers).length > 0 && !isLabel(`${name}${longest}`), () => ({
    path: 'name',
    value: name,
    why: `too long for the Gateway that redirects, which is named with "${longest}" after it`,
    fix: `Use at most ${63 - longest.length} characters`,
  }));
  problems.finish();
}

function binds(gateway: GatewayRef, binding: HostBinding, host: string, namespace: string): boolean {
  const bound = binding.namespace === '.' ? gateway.namespace : binding.namespace;
  return (bound === '*' || bound === namespace) && hostCovers(binding.host, host);
}
