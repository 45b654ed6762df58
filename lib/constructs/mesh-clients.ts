import { DestinationRuleSpecTrafficPolicyTlsMode } from '../../imports/networking.istio.io';
import { hostCovers, isHostPattern } from './names';
import type { Problems } from './problems';
import { list, object, optional, type Shape, text } from './shape';

/**
 * Clients are told by DestinationRules to use mTLS whatever they find: they fail closed. Every host named here
 * must have a sidecar behind it, or be exempt.
 */
export interface ExplicitClients {
  /**
   * Hosts that clients call with mTLS: full names of Services or wildcards of such names, at least one. Default: all
   * Services, which is `*.local` for the mesh (`*.<domain>` where the domain ends otherwise) and
   * `*.<namespace>.svc.<domain>` for a namespace.
   */
  readonly hosts?: readonly string[];
  /**
   * Hosts without sidecars, called in plaintext. For the mesh `kubernetes.default` and `*.kube-system` are always
   * exempt. Default: none further.
   */
  readonly exempt?: readonly string[];
}

export const EXPLICIT_CLIENTS: Shape<ExplicitClients> = object({
  hosts: optional(list(text)),
  exempt: optional(list(text)),
});

/** Whose Services are meant. */
export interface Reach {
  /** Undefined for the whole mesh. */
  readonly namespace: string | undefined;
  /** The cluster's DNS domain. */
  readonly domain: string;
}

export interface ClientRule {
  readonly name: string;
  readonly host: string;
  readonly mode: DestinationRuleSpecTrafficPolicyTlsMode;
}

export function clientRules(reach: Reach, clients: ExplicitClients): ClientRule[] {
  const everything = allServices(reach);
  return distinct([
    ...(clients.hosts ?? [everything]).map((host) => ({
      name: host === everything ? 'default' : slug(host, reach),
      host,
      mode: DestinationRuleSpecTrafficPolicyTlsMode.ISTIO_UNDERSCORE_MUTUAL,
    })),
    ...[...new Set([...builtIn(reach), ...(clients.exempt ?? [])])].map((host) => ({
      name: `${slug(host, reach)}-plaintext`,
      host,
      mode: DestinationRuleSpecTrafficPolicyTlsMode.DISABLE,
    })),
  ]);
}

/** True when a Service with a random name, which nobody can list, would be called with mTLS. */
export function coversRandomNames(reach: Reach, { hosts }: ExplicitClients): boolean {
  if (hosts === undefined) return true;
  if (reach.namespace === undefined) return hosts.some((host) => host.startsWith('*.'));
  return hosts.some((host) => hostCovers(host, `random.${reach.namespace}.svc.${reach.domain}`));
}

function allServices({ namespace, domain }: Reach): string {
  if (namespace !== undefined) return `*.${namespace}.svc.${domain}`;
  return domain.endsWith('.local') ? '*.local' : `*.${domain}`;
}

function builtIn({ namespace, domain }: Reach): string[] {
  return namespace === undefined ? [`kubernetes.default.svc.${domain}`, `*.kube-system.svc.${domain}`] : [];
}

/** `articles.default.svc.cluster.local` becomes `articles` in namespace default, else `articles-default`. */
function slug(host: string, { namespace, domain }: Reach): string {
  const short = withoutEnd(host, `.svc.${domain}`);
  const own = namespace === undefined ? short : withoutEnd(short, `.${namespace}`);
  return own.replace(/^\*\.?/, '').replaceAll('.', '-') || 'all';
}

function withoutEnd(host: string, end: string): string {
  return host.endsWith(end) ? host.slice(0, -end.length) : host;
}

/** Different hosts may have the same slug: `a.b-c` and `a-b.c`. */
function distinct(rules: readonly ClientRule[]): ClientRule[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    let { name } = rule;
    for (let count = 2; taken.has(name); count++) name = `${rule.name}-${count}`;
    taken.add(name);
    return { ...rule, name };
  });
}

export function checkClients(problems: Problems, reach: Reach, { hosts, exempt }: ExplicitClients): void {
  problems.check(hosts?.length === 0, () => ({
    path: 'clients.hosts',
    value: hosts,
    why: 'no client would be told anything',
    fix: "Name the hosts, leave it out for all, or say clients: 'auto'",
  }));
  const called = new Map<string, string>();
  const check = (path: string, host: string) => {
    checkHost(problems, path, host);
    const earlier = called.get(host);
    problems.check(earlier !== undefined, () => ({
      path,
      value: host,
      why: `listed in ${earlier} already, and a host can have one rule only`,
      fix: 'List it once',
    }));
    called.set(host, path);
  };
  for (const [index, host] of (hosts ?? []).entries()) check(`clients.hosts[${index}]`, host);
  for (const [index, host] of (exempt ?? []).entries()) check(`clients.exempt[${index}]`, host);
  for (const host of builtIn(reach)) {
    const path = called.get(host);
    problems.check(path?.startsWith('clients.hosts') === true, () => ({
      path: path ?? '',
      value: host,
      why: 'has no sidecar and is always exempt for the mesh',
      fix: 'Leave it out',
    }));
  }
}

function checkHost(problems: Problems, path: string, host: string): void {
  problems.check(host !== '*.local' && !isHostPattern(host), () => ({
    path,
    value: host,
    why: "not the full name of a Service, nor a wildcard of such names: a short name means Services of the rule's own namespace",
    fix: 'Write for instance reviews.bookinfo.svc.cluster.local',
  }));
}
