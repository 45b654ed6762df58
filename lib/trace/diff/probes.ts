import type { Field } from '../../manifest/field';
import type { Manifest } from '../../manifest/manifest';
import { specOf } from '../../manifest/field';
import { rulesOf } from '../../traffic/authorization-policy-fields';
import type { MeshConfig } from '../../traffic/mesh-config';
import { principalOf } from '../../traffic/principals';
import type { RequestFacts } from '../../traffic/request-facts';
import { conditionFacts, headerIn, operationFacts, sourceFacts } from './probe-values';

/** A policy, with the namespace that it is in. */
export interface PlacedPolicy {
  readonly policy: Manifest;
  readonly namespace: string;
}

/** Of an address range for documentation, which nobody has. */
const NOWHERE = '203.0.113.7';

const USUAL: RequestFacts = {
  protocol: 'http',
  principal: '',
  requestPrincipal: '',
  method: 'GET',
  path: '/',
  host: 'any.example',
  sourceIp: NOWHERE,
  remoteIp: NOWHERE,
  sni: '',
};

/** As many requests as are tried at most where policies name many callers and many operations. */
const MOST = 4000;
const FEW = 20;

/**
 * Requests that tell policies apart: of all callers that one of them names, of a caller without an identity, and of a
 * stranger, for all operations that one of them names, and for a usual one.
 */
export function probesFor(policies: readonly PlacedPolicy[], config: MeshConfig): readonly RequestFacts[] {
  const stranger = { principal: strangerIn(config) };
  const callers = distinct([
    { principal: '' },
    stranger,
    ...policies.flatMap((placed) => callersIn(placed, config, stranger)),
  ]);
  const operations = distinct([{}, { method: 'POST' }, ...policies.flatMap((placed) => operationsIn(placed, config))]);
  const headers = Object.fromEntries(policies.flatMap(({ policy }) => headersIn(policy)).map((name) => [name, null]));
  return pairs(callers, operations).map(([caller, operation]) => ({
    ...USUAL,
    ...operation,
    ...caller,
    headers: { ...headers, ...caller.headers },
  }));
}

function callersIn(
  { policy, namespace }: PlacedPolicy,
  config: MeshConfig,
  stranger: RequestFacts,
): readonly RequestFacts[] {
  const asker = { config, namespace };
  return rulesOf(policy).flatMap((rule) => {
    const sources = rule.get('from').items.flatMap((item) => sourceFacts(item.get('source'), asker));
    const conditions = rule.get('when').items;
    if (conditions.length === 0) return sources;
    const met = conditionFacts(conditions, asker);
    return [...sources, ...[{}, stranger, ...sources].map((facts) => ({ ...facts, ...met }))];
  });
}

function operationsIn({ policy, namespace }: PlacedPolicy, config: MeshConfig): readonly RequestFacts[] {
  return rulesOf(policy).flatMap((rule) =>
    rule.get('to').items.flatMap((item) => operationFacts(item.get('operation'), { config, namespace })),
  );
}

function headersIn(policy: Manifest): readonly string[] {
  const conditions: readonly Field[] = rulesOf(policy).flatMap((rule) => rule.get('when').items);
  return conditions.flatMap((condition) => headerIn(condition.get('key').text) ?? []);
}

function distinct(facts: readonly RequestFacts[]): readonly RequestFacts[] {
  return [...new Map(facts.map((each) => [JSON.stringify(each), each])).values()];
}

type Try = readonly [RequestFacts, RequestFacts];

function pairs(callers: readonly RequestFacts[], operations: readonly RequestFacts[]): readonly Try[] {
  const all = (some: readonly RequestFacts[], others: readonly RequestFacts[]) =>
    some.flatMap((caller) => others.map((operation): Try => [caller, operation]));
  if (callers.length * operations.length <= MOST) return all(callers, operations);
  return [...all(callers, operations.slice(0, FEW)), ...all(callers.slice(0, FEW), operations.slice(FEW))];
}

/** Whether a policy asks for something that no probe has. */
export function isBeyondProbes(policy: Manifest): boolean {
  return specOf(policy).get('action').text === 'CUSTOM' || rulesOf(policy).some((rule) => rule.get('when').isSet);
}

/** What is asked for: "POST /orders on port 8080". */
export function operationText({ method, path, host, port }: RequestFacts): string {
  const place = host === USUAL.host ? '' : ` for ${host}`;
  return `${method} ${path}${place}${port === undefined ? '' : ` on port ${port}`}`;
}

/** Who asks: an identity, and what else policies look at. */
export function callerText(probe: RequestFacts, config: MeshConfig): string {
  const { sourceIp, remoteIp, requestPrincipal, headers = {}, sni } = probe;
  const named = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const addresses = [...new Set([sourceIp, remoteIp])].filter((address) => address !== NOWHERE);
  return [
    identityText(probe, config),
    addresses.length === 0 ? '' : ` at ${addresses.join(', ')}`,
    requestPrincipal === '' ? '' : ` with a token of ${requestPrincipal}`,
    named.length === 0 ? '' : ` with ${named.join(', ')}`,
    sni === '' ? '' : ` asking for ${sni} in TLS`,
  ].join('');
}

function identityText({ principal }: RequestFacts, config: MeshConfig): string {
  if (principal === '') return 'callers without an identity of the mesh';
  return principal === strangerIn(config) ? 'other identities of the mesh' : (principal ?? '');
}

function strangerIn(config: MeshConfig): string {
  return principalOf('any', 'stranger', config);
}
