import { isAddressRange, isInRange } from './address-range';
import type { Answer } from './answer';
import type { MeshConfig } from './mesh-config';
import { isPeerNamespace, isPeerServiceAccount, isPeerTrustDomain, isPrincipal } from './peer-match';
import type { RequestFacts } from './request-facts';
import { matchesPath } from './request-path';
import { matchesRequestPrincipal } from './request-principal';
import { matchesText } from './string-match';

/** Where a value is asked for. */
export interface Asked {
  readonly request: RequestFacts;
  readonly config: MeshConfig;
  /** Namespace of the policy that asks. */
  readonly policyNamespace: string;
}

/** Something of a request that rules of an AuthorizationPolicy ask for. */
export interface Attribute {
  /** Not there on connections that the proxy does not read as HTTP. */
  readonly isHttpOnly: boolean;
  /** False for values that istiod cannot turn into configuration. */
  isReadable(value: string): boolean;
  /** Whether the request has the value. */
  has(value: string, asked: Asked): Answer;
}

type Has = Attribute['has'];

function any(has: Has, isReadable: (value: string) => boolean = () => true): Attribute {
  return { isHttpOnly: false, isReadable, has };
}

function http(has: Has): Attribute {
  return { isHttpOnly: true, isReadable: () => true, has };
}

function ifKnown<T>(known: T | undefined, check: (known: T) => Answer): Answer {
  return known === undefined ? undefined : check(known);
}

function address(addressOf: (request: RequestFacts) => string | undefined): Attribute {
  return any(
    (range, { request }) => ifKnown(addressOf(request), (text) => isInRange(text, range)),
    (value) => isAddressRange(value),
  );
}

/** What every request has, so that `*` asks for nothing. */
function ofEach(factOf: (request: RequestFacts) => string | undefined, matches: typeof matchesPath): Attribute {
  return http((value, { request }) =>
    value === '*' ? true : ifKnown(factOf(request), (known) => matches(value, known)),
  );
}

const principal = any((value, { request, config }) => isPrincipal(value, request, config));
const namespace = any((value, { request }) => isPeerNamespace(value, request));
const serviceAccount = any((value, { request, policyNamespace }) =>
  isPeerServiceAccount(value, request, policyNamespace),
);
const trustDomain = any((value, { request, config }) => isPeerTrustDomain(value, request, config));
const sourceIp = address((request) => request.sourceIp);
const remoteIp = address((request) => request.remoteIp);
const port = any(
  (value, { request }) => ifKnown(request.port, (known) => known === Number(value)),
  (value) => /^\d+$/.test(value) && Number(value) <= 65_535,
);
const requestPrincipal = http((value, { request }) =>
  ifKnown(request.requestPrincipal, (known) => matchesRequestPrincipal(value, known)),
);
/** Of the claims of a token nothing is known but whether there is one. */
const claim = http((_, { request }) => (request.requestPrincipal === '' ? false : undefined));
const unknown = any(() => undefined);

/** By the name of the list in a source. */
export const SOURCE_ATTRIBUTES: readonly (readonly [string, Attribute])[] = Object.entries({
  principals: principal,
  requestPrincipals: requestPrincipal,
  namespaces: namespace,
  serviceAccounts: serviceAccount,
  trustDomains: trustDomain,
  ipBlocks: sourceIp,
  remoteIpBlocks: remoteIp,
});

/** By the name of the list in an operation. */
export const OPERATION_ATTRIBUTES: readonly (readonly [string, Attribute])[] = Object.entries({
  hosts: ofEach(
    (request) => request.host,
    (value, host) => matchesText(value.toLowerCase(), host.toLowerCase()),
  ),
  methods: ofEach((request) => request.method, matchesText),
  paths: ofEach((request) => request.path, matchesPath),
  ports: port,
});

const CONDITION_ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map([
  ['source.principal', principal],
  ['source.namespace', namespace],
  ['source.serviceAccount', serviceAccount],
  ['source.trustDomain', trustDomain],
  ['source.ip', sourceIp],
  ['remote.ip', remoteIp],
  ['destination.ip', address((request) => request.destinationIp)],
  ['destination.port', port],
  ['connection.sni', any((value, { request }) => ifKnown(request.sni, (name) => matchesText(value, name)))],
  ['request.auth.principal', requestPrincipal],
  ['request.auth.audiences', claim],
  ['request.auth.presenter', claim],
]);

/** By what attributes begin with that say in brackets of what. */
const MAPS: readonly (readonly [string, (name: string) => Attribute])[] = [
  ['request.headers', header],
  ['request.auth.claims', () => claim],
  ['experimental.envoy.filters.', () => unknown],
];

/** What the key of a condition asks for; undefined for keys that Istio does not know, whose rules it leaves out. */
export function conditionAttribute(key: string): Attribute | undefined {
  const [beginning = '', attributeOf] = MAPS.find(([start]) => key.startsWith(start)) ?? [];
  if (attributeOf === undefined) return CONDITION_ATTRIBUTES.get(key);
  const [, name] = /^[^[]*\[(.*)\]$/s.exec(key.slice(beginning.length)) ?? [];
  return name === undefined ? { ...attributeOf(''), isReadable: () => false } : attributeOf(name);
}

function header(name: string): Attribute {
  const key = name.toLowerCase();
  return http((value, { request: { headers = {}, hasAllHeaders = false } }) => {
    const missing = hasAllHeaders && !ADDED.test(key) ? null : undefined;
    const text = Object.hasOwn(headers, key) ? headers[key] : missing;
    return ifKnown(text, (known) => known !== null && (value === '*' || matchesText(value, known)));
  });
}

/** Headers that clients and proxies add without being told to. */
const ADDED =
  /^(accept(-.*)?|content-.*|x-forwarded-.*|x-envoy-.*|x-request-id|x-b3-.*|traceparent|tracestate|user-agent|via|host|:.*)$/;
