import type {
  AuthorizationPolicySpecRules,
  AuthorizationPolicySpecRulesFromSource,
  AuthorizationPolicySpecRulesToOperation,
} from '../../imports/security.istio.io';
import { checkPort, isIpBlock, isLabel, isSubdomain } from './names';
import type { Problems } from './problems';
import type { HttpMethod } from './route-match';

/** A ServiceAccount, by shape: one of any cdk8s-plus version fits, and so does `workload.identity`. */
export interface Identity {
  readonly name: string;
  /** Default: that of `metadata`. */
  readonly namespace?: string;
  readonly metadata?: { readonly namespace?: string | undefined };
}

interface AnySource {
  /** `issuer/subject` of a request's token; `*` for any token. A RequestAuthentication must verify it. */
  readonly requestPrincipals?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  /** Address of the connection's other end: IP or CIDR. */
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  /** Address of the client as `X-Forwarded-For` or the proxy protocol tells it: IP or CIDR. */
  readonly remoteIpBlocks?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
}

/** Callers by ServiceAccount, whatever the mesh's trust domain (Istio 1.25 or newer). At most 16. */
export interface ServiceAccountSource extends AnySource {
  readonly serviceAccounts: readonly Identity[];
  readonly principals?: never;
  readonly namespaces?: never;
}

/** Callers by the identity in their mesh certificate. */
export interface PrincipalSource extends AnySource {
  readonly serviceAccounts?: never;
  /** `TRUST_DOMAIN/ns/NAMESPACE/sa/NAME`; `cluster.local` stands for the mesh's own trust domain. `*` at an end. */
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
}

/** Conditions on the caller; all must hold. */
export type AccessSource = ServiceAccountSource | PrincipalSource;

/** Conditions on the request; all must hold. Methods, paths and hosts are those of HTTP. */
export interface AccessOperation {
  readonly methods?: readonly HttpMethod[];
  readonly notMethods?: readonly HttpMethod[];
  /** `/info`, `/info*`, `*`, or templates with `{*}` and `{**}`. */
  readonly paths?: readonly string[];
  readonly notPaths?: readonly string[];
  /** Ports of the pods. */
  readonly ports?: readonly number[];
  readonly notPorts?: readonly number[];
  readonly hosts?: readonly string[];
  readonly notHosts?: readonly string[];
}

/** A further condition on an attribute, such as `request.auth.claims[groups]`. */
export interface AccessCondition {
  readonly key: string;
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
}

/** Matches when one of `from` (if any), one of `to` (if any) and all of `when` hold. At least one of the three. */
export interface AccessRule {
  readonly from?: readonly AccessSource[];
  readonly to?: readonly AccessOperation[];
  readonly when?: readonly AccessCondition[];
}

export function renderRule({ from, to, when }: AccessRule): AuthorizationPolicySpecRules {
  return {
    ...(from === undefined ? {} : { from: from.map((source) => ({ source: renderSource(source) })) }),
    ...(to === undefined ? {} : { to: to.map((operation) => ({ operation: renderOperation(operation) })) }),
    ...(when === undefined ? {} : { when: when.map(({ key, ...lists }) => ({ key, ...copy(lists) })) }),
  };
}

function renderSource({ serviceAccounts, ...rest }: AccessSource): AuthorizationPolicySpecRulesFromSource {
  const accounts = serviceAccounts?.map((account) => `${identityNamespace(account)}/${account.name}`);
  return { ...(accounts === undefined ? {} : { serviceAccounts: accounts }), ...copy(rest) };
}

function renderOperation({ ports, notPorts, ...rest }: AccessOperation): AuthorizationPolicySpecRulesToOperation {
  return {
    ...copy(rest),
    ...(ports === undefined ? {} : { ports: ports.map(String) }),
    ...(notPorts === undefined ? {} : { notPorts: notPorts.map(String) }),
  };
}

/** The generated types have mutable arrays; props are read-only. */
function copy(lists: object): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(lists as Record<string, readonly string[] | undefined>).flatMap(([key, list]) =>
      list === undefined ? [] : [[key, [...list]]],
    ),
  );
}

function identityNamespace(identity: Identity): string | undefined {
  return identity.namespace ?? identity.metadata?.namespace;
}

export function checkRules(problems: Problems, rules: readonly AccessRule[]): void {
  problems.check(rules.length === 0, () => ({
    path: 'rules',
    value: [],
    why: 'ALLOW without rules refuses everybody and DENY without rules is refused itself',
    fix: "Say action: 'NOBODY' if that is meant, else give a rule",
  }));
  for (const [index, rule] of rules.entries()) {
    const path = `rules[${index}]`;
    const { from, to, when } = rule;
    problems.check(from === undefined && to === undefined && when === undefined, () => ({
      path,
      value: rule,
      why: 'a rule without conditions matches every request',
      fix: "Name callers or operations; from: [{ principals: ['*'] }] means every caller of the mesh",
    }));
    for (const [key, items] of Object.entries({ from, to, when })) checkItems(problems, `${path}.${key}`, items);
    for (const [at, source] of (from ?? []).entries()) checkSource(problems, `${path}.from[${at}]`, source);
    for (const [at, operation] of (to ?? []).entries()) checkOperation(problems, `${path}.to[${at}]`, operation);
    for (const [at, condition] of (when ?? []).entries()) checkCondition(problems, `${path}.when[${at}]`, condition);
  }
}

/** Istio refuses empty lists, conditions without any list, and empty strings. */
function checkItems(problems: Problems, path: string, items: readonly object[] | undefined): void {
  if (items === undefined) return;
  problems.check(items.length === 0, () => ({
    path,
    value: [],
    why: 'Istio refuses an empty list',
    fix: 'Leave it out',
  }));
  for (const [index, item] of items.entries()) {
    const lists = Object.entries(item).filter(([, list]) => Array.isArray(list)) as [string, unknown[]][];
    problems.check(lists.length === 0, () => ({
      path: `${path}[${index}]`,
      value: item,
      why: 'has no condition, and Istio refuses that',
      fix: 'Give at least one',
    }));
    for (const [key, list] of lists) {
      problems.check(list.length === 0 || list.includes(''), () => ({
        path: `${path}[${index}].${key}`,
        value: list,
        why: 'an empty list would match everything, and Istio refuses empty texts',
        fix: 'Give at least one value, or leave it out',
      }));
    }
  }
}

function checkSource(problems: Problems, path: string, source: AccessSource): void {
  const accounts: readonly Identity[] = source.serviceAccounts ?? [];
  problems.check(
    source.serviceAccounts !== undefined && (source.principals ?? source.namespaces) !== undefined,
    () => ({
      path,
      value: Object.keys(source),
      why: 'Istio refuses serviceAccounts together with principals or namespaces',
      fix: 'Use two sources; either may match',
    }),
  );
  problems.check(accounts.length > 16, () => ({
    path: `${path}.serviceAccounts`,
    value: accounts.length,
    why: 'Istio takes at most 16 in one source',
    fix: 'Use several sources; either may match',
  }));
  for (const [index, account] of accounts.entries()) {
    const namespace = identityNamespace(account);
    problems.check(namespace === undefined || !isLabel(namespace) || !isSubdomain(account.name), () => ({
      path: `${path}.serviceAccounts[${index}]`,
      value: `${namespace ?? ''}/${account.name}`,
      why: 'not namespace and name of a ServiceAccount; wildcards are not possible here',
      fix: 'Give both, or use principals with a wildcard',
    }));
  }
  for (const key of IP_LISTS) {
    for (const [index, block] of (source[key] ?? []).entries()) {
      problems.check(!isIpBlock(block), () => ({
        path: `${path}.${key}[${index}]`,
        value: block,
        why: 'neither an IP address nor one with a prefix length',
        fix: 'Write for instance 203.0.113.0/24',
      }));
    }
  }
}

const IP_LISTS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;

function checkOperation(problems: Problems, path: string, { ports, notPorts }: AccessOperation): void {
  for (const [key, list] of Object.entries({ ports, notPorts })) {
    for (const [index, port] of (list ?? []).entries()) checkPort(problems, `${path}.${key}[${index}]`, port);
  }
}

/** Attributes that Istio 1.30 knows; it refuses others. */
const ATTRIBUTE =
  /^(source\.(ip|namespace|serviceAccount|principal|trustDomain)|remote\.ip|request\.auth\.(principal|audiences|presenter)|destination\.(ip|port)|connection\.sni|(request\.headers|request\.auth\.claims|experimental\.envoy\.filters\.[^[\]]+)\[.+\])$/;

function checkCondition(problems: Problems, path: string, { key }: AccessCondition): void {
  problems.check(!ATTRIBUTE.test(key), () => ({
    path: `${path}.key`,
    value: key,
    why: 'not an attribute that Istio knows',
    fix: 'Use for instance source.ip, connection.sni, request.headers[x-team] or request.auth.claims[groups]',
  }));
}
