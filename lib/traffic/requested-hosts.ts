import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Catalog } from '../manifest/catalog';
import { isAssumed } from './default-gateway';
import { GATEWAY_API } from './gateway-api';
import type { Gateways } from './gateways';
import { HostIndex } from './host-index';
import { hostsOverlap } from './hosts';
import { INGRESS, KUBERNETES_GATEWAY } from './kinds';
import type { Registry, RegistryEntry } from './registry';
import { matchesText } from './string-match';
import type { Routes } from './virtual-services';

const ROUTES_WITH_HOSTS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind) => `${kind}.${GATEWAY_API}`);

/** Hosts that requests can be for: Services in every spelling, and all that is routed by another name. */
export class RequestedHosts {
  /** Whether the input tells of any. */
  readonly areKnown: boolean;
  /** Without short names. */
  private readonly index = new HostIndex<string>();
  private readonly all = new Set<string>();
  /** `NAMESPACE/NAME` and `NAME` of Services. */
  private readonly shortNames = new Set<string>();
  private readonly answers = new Map<string, boolean>();

  constructor(
    private readonly catalog: Catalog,
    registry: Registry,
    gateways: Gateways,
    private readonly routes: Routes,
  ) {
    const entries = registry.entries.filter(({ manifest }) => !isAssumed(manifest));
    for (const entry of entries) this.addEntry(entry);
    for (const vs of routes.all) this.addAll(this.routedBy(vs));
    for (const { servers } of gateways.all) {
      this.addAll(servers.flatMap(({ hosts }) => hosts.map(({ host }) => host)).filter((host) => host !== '*'));
    }
    this.addAll(this.kubernetesHosts());
    this.areKnown = this.all.size > 0;
  }

  /**
   * Whether some request can be for a host that matches a value of `hosts`: a host, `*END` or `BEGINNING*`.
   * @param namespace where short names are of; without it, they may be of any
   */
  has(pattern: string, namespace?: string): boolean {
    const wanted = pattern.toLowerCase();
    if (wanted.includes('*')) return wanted.startsWith('*.') ? this.isServed(wanted) : this.hasLike(wanted);
    if (wanted.includes('.')) return this.isServed(wanted);
    return this.isServed(wanted) || this.shortNames.has(namespace === undefined ? wanted : `${namespace}/${wanted}`);
  }

  private isServed(host: string): boolean {
    return this.index.overlapping(host).length > 0;
  }

  private hasLike(pattern: string): boolean {
    const known = this.answers.get(pattern);
    if (known !== undefined) return known;
    const answer = [...this.all, ...this.shortNames].some((host) => isLike(pattern, host));
    this.answers.set(pattern, answer);
    return answer;
  }

  private addEntry({ kind, host, manifest, namespace }: RegistryEntry): void {
    if (kind === 'ServiceEntry') {
      this.addAll([host]);
      return;
    }
    const name = host.slice(0, host.indexOf('.'));
    const spellings = [host, `${name}.${namespace}`, `${name}.${namespace}.svc`];
    this.shortNames.add(name).add(`${namespace}/${name}`);
    this.addAll(spellings);
    // Pods behind a headless Service have names of their own.
    if (specOf(manifest).get('clusterIP').text === 'None') this.addAll([name, ...spellings].map((one) => `*.${one}`));
  }

  /** `*` in a VirtualService stands for the hosts of its Gateways. */
  private routedBy(vs: Manifest): readonly string[] {
    const hosts = this.routes.hostsOf(vs).map(({ full }) => full);
    if (!hosts.includes('*')) return hosts;
    return [...hosts.filter((host) => host !== '*'), ...this.routes.bindingsOf(vs).map(({ served }) => served)];
  }

  /** Of Ingresses and of the Gateway API. */
  private kubernetesHosts(): readonly string[] {
    const specs = (kind: string) => this.catalog.ofKind(kind).map(specOf);
    const listeners = specs(KUBERNETES_GATEWAY).flatMap((spec) => spec.get('listeners').items);
    return [
      ...specs(INGRESS).flatMap((spec) => spec.get('rules').items.map((rule) => rule.get('host').text || '*')),
      ...listeners.map((listener) => listener.get('hostname').text),
      ...ROUTES_WITH_HOSTS.flatMap((kind) => specs(kind).flatMap(hostnamesOf)),
    ];
  }

  private addAll(hosts: readonly string[]): void {
    for (const host of hosts) {
      const name = host.toLowerCase();
      if (name === '' || this.all.has(name)) continue;
      this.all.add(name);
      this.index.add(name, name);
    }
  }
}

/** A route without any takes all that its Gateways do; one that is for a Service takes what that one is called. */
function hostnamesOf(route: Field): readonly string[] {
  const hostnames = route.get('hostnames').items.map(({ text }) => text);
  const isOnGateway = route.get('parentRefs').items.some((parent) => parent.get('kind').text !== 'Service');
  return hostnames.length === 0 && isOnGateway ? ['*'] : hostnames;
}

/** Whether a host, or one of those that a wildcard stands for, matches `*END` or `BEGINNING*`. */
function isLike(pattern: string, host: string): boolean {
  if (!host.startsWith('*')) return matchesText(pattern, host);
  return pattern.startsWith('*') ? hostsOverlap(pattern, host) : true;
}
