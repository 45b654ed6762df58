import type {
  AuthorizationPolicySpecRules,
  AuthorizationPolicySpecRulesFromSource,
  AuthorizationPolicySpecRulesToOperation,
} from '../../imports/security.istio.io';
import { HTTP_METHOD, type HttpMethod } from './route-match';
import { list, mixture, number, object, optional, type Shape, structure, text } from './shape';

/** A ServiceAccount, by shape: one of any cdk8s-plus version fits, and so does `workload.identity`. */
export interface Identity {
  readonly name: string;
  /** Needed here or in `metadata`. Default: that of `metadata`. */
  readonly namespace?: string;
  readonly metadata?: { readonly namespace?: string | undefined };
}

interface AnySource {
  /** `issuer/subject` of a request's token; `*` for any token. A RequestAuthentication must verify it. Default: any request. */
  readonly requestPrincipals?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  /** Address of the connection's other end, which behind a proxy is the proxy's: IP or CIDR. Default: any. */
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  /**
   * Address of the client as `X-Forwarded-For` or the proxy protocol tells it (mesh config `numTrustedProxies`): IP
   * or CIDR. Default: any.
   */
  readonly remoteIpBlocks?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
}

/** Callers by ServiceAccount, whatever the mesh's trust domain (Istio 1.25 or newer). */
export interface ServiceAccountSource extends AnySource {
  /** At least one, at most 16. */
  readonly serviceAccounts: readonly Identity[];
  readonly principals?: never;
  readonly notPrincipals?: never;
  readonly namespaces?: never;
  readonly notNamespaces?: never;
}

/** Callers by the identity in their mesh certificate; requests from outside the mesh have none. */
export interface PrincipalSource extends AnySource {
  readonly serviceAccounts?: never;
  /**
   * `TRUST_DOMAIN/ns/NAMESPACE/sa/NAME`; `cluster.local` stands for the mesh's own trust domain. `*` alone means any
   * caller with an identity, at one end any text there. Default: any caller.
   */
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  /** Of the caller's ServiceAccount. Default: any. */
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
}

/** Conditions on the caller; all must hold. */
export type AccessSource = ServiceAccountSource | PrincipalSource;

/**
 * Conditions on the request; all must hold. Methods, paths and hosts are those of HTTP: an ALLOW rule with them lets
 * no other traffic in, and a DENY rule with nothing else refuses all other traffic.
 */
export interface AccessOperation {
  /** Default: any. */
  readonly methods?: readonly HttpMethod[];
  readonly notMethods?: readonly HttpMethod[];
  /**
   * Path without query: `/info`, `/info*`, `*.html`, `*`, or templates where `{*}` is one segment and `{**}`, the last
   * of these, any number of them. Default: any.
   */
  readonly paths?: readonly string[];
  readonly notPaths?: readonly string[];
  /** Ports of the pods (not of the Service). Default: any. */
  readonly ports?: readonly number[];
  readonly notPorts?: readonly number[];
  /**
   * Host header in any case, with the port where the client sends it: list `shop.example.com` and
   * `shop.example.com:*`. Default: any.
   */
  readonly hosts?: readonly string[];
  readonly notHosts?: readonly string[];
}

/** A further condition on an attribute. At least one of the two lists. */
export interface AccessCondition {
  /** One of Istio's attributes, such as `request.auth.claims[groups]`. */
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

const METADATA: Shape<{ readonly namespace?: string | undefined }> = structure('an object', {
  namespace: optional(text),
});

const IDENTITY: Shape<Identity> = structure('a ServiceAccount or { namespace, name }', {
  name: text,
  namespace: optional(text),
  metadata: optional(METADATA),
});

const TEXTS = optional(list(text));

const SOURCE: Shape<AccessSource> = mixture('an object with serviceAccounts, principals, ipBlocks or the like', {
  serviceAccounts: optional(list(IDENTITY)),
  principals: TEXTS,
  notPrincipals: TEXTS,
  namespaces: TEXTS,
  notNamespaces: TEXTS,
  requestPrincipals: TEXTS,
  notRequestPrincipals: TEXTS,
  ipBlocks: TEXTS,
  notIpBlocks: TEXTS,
  remoteIpBlocks: TEXTS,
  notRemoteIpBlocks: TEXTS,
});

const OPERATION: Shape<AccessOperation> = object({
  methods: optional(list(HTTP_METHOD)),
  notMethods: optional(list(HTTP_METHOD)),
  paths: TEXTS,
  notPaths: TEXTS,
  ports: optional(list(number)),
  notPorts: optional(list(number)),
  hosts: TEXTS,
  notHosts: TEXTS,
});

const CONDITION: Shape<AccessCondition> = object({ key: text, values: TEXTS, notValues: TEXTS });

export const ACCESS_RULE: Shape<AccessRule> = object({
  from: optional(list(SOURCE)),
  to: optional(list(OPERATION)),
  when: optional(list(CONDITION)),
});

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
    Object.entries(lists as Record<string, readonly string[] | undefined>).flatMap(([key, values]) =>
      values === undefined ? [] : [[key, [...values]]],
    ),
  );
}

/** Undefined when the identity does not say it. */
export function identityNamespace(identity: Identity): string | undefined {
  return identity.namespace ?? identity.metadata?.namespace;
}
