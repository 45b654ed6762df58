import type { Field } from '../../manifest/field';
import { oppositeOf } from '../../traffic/authorization-policy-fields';
import type { MeshConfig } from '../../traffic/mesh-config';
import { principalOf, serviceAccountNamed } from '../../traffic/principals';
import type { RequestFacts } from '../../traffic/request-facts';

/** Where a value of a policy is written. */
export interface Asker {
  readonly config: MeshConfig;
  /** Namespace of the policy. */
  readonly namespace: string;
}

type FactsOf = (value: string, asker: Asker) => RequestFacts;

const ANY = 'any';

/** By the name of the list in a source, the less exact before the more exact. */
const SOURCES: Readonly<Record<string, FactsOf>> = {
  trustDomains: (value) => ({ principal: `${sample(value)}/ns/${ANY}/sa/${ANY}` }),
  namespaces: (value, { config }) => ({ principal: principalOf(sample(value), ANY, config) }),
  serviceAccounts: (value, { config, namespace }) => {
    const named = serviceAccountNamed(value, namespace);
    return { principal: principalOf(named.namespace, named.name, config) };
  },
  principals: (value, { config }) => ({ principal: principal(value, config) }),
  requestPrincipals: (value) => ({ requestPrincipal: sample(value) }),
  ipBlocks: (value) => ({ sourceIp: address(value) }),
  remoteIpBlocks: (value) => ({ remoteIp: address(value) }),
};

/** By the name of the list in an operation. */
const OPERATIONS: Readonly<Record<string, FactsOf>> = {
  hosts: (value) => ({ host: sample(value) }),
  methods: (value) => ({ method: value === '*' ? 'GET' : sample(value) }),
  paths: (value) => ({ path: path(value) }),
  ports: (value) => ({ port: Number(value) }),
};

/** Conditions that ask for what a source or an operation could ask for. */
const CONDITIONS: Readonly<Record<string, FactsOf | undefined>> = {
  'source.principal': SOURCES['principals'],
  'source.namespace': SOURCES['namespaces'],
  'source.serviceAccount': SOURCES['serviceAccounts'],
  'source.trustDomain': SOURCES['trustDomains'],
  'source.ip': SOURCES['ipBlocks'],
  'remote.ip': SOURCES['remoteIpBlocks'],
  'request.auth.principal': SOURCES['requestPrincipals'],
  'destination.port': OPERATIONS['ports'],
  'connection.sni': (value) => ({ sni: sample(value) }),
};

/** What requests have that meet a source: one for each value, and with the first of each other list. */
export function sourceFacts(source: Field, asker: Asker): readonly RequestFacts[] {
  return combined(source, SOURCES, asker);
}

/** With another method where the operation rules out some, which may be the usual one. */
export function operationFacts(operation: Field, asker: Asker): readonly RequestFacts[] {
  const all = combined(operation, OPERATIONS, asker);
  if (!operation.get('notMethods').isSet) return all;
  return all.flatMap((facts) => (facts.method === undefined ? [facts, { ...facts, method: 'POST' }] : [facts]));
}

/** What a request has that meets all conditions, as far as values come to mind. */
export function conditionFacts(conditions: readonly Field[], asker: Asker): RequestFacts {
  let facts: RequestFacts = {};
  for (const condition of conditions) {
    const [value] = textsIn(condition.get('values'));
    const key = condition.get('key').text;
    const own = value === undefined ? {} : conditionFact(key, value, asker);
    facts = { ...facts, ...own, headers: { ...facts.headers, ...own.headers } };
  }
  return facts;
}

function conditionFact(key: string, value: string, asker: Asker): RequestFacts {
  const name = headerIn(key);
  if (name !== undefined) return { headers: { [name]: sample(value) } };
  return (Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key]?.(value, asker) : undefined) ?? {};
}

/** The header that a condition asks for. */
export function headerIn(key: string): string | undefined {
  return /^request\.headers\[(.*)\]$/s.exec(key)?.[1]?.toLowerCase();
}

function combined(owner: Field, keys: Readonly<Record<string, FactsOf>>, asker: Asker): readonly RequestFacts[] {
  const lists = Object.entries(keys).map(([key, factsOf]) => {
    const factsIn = (list: string) => textsIn(owner.get(list)).map((value) => factsOf(value, asker));
    return { wanted: factsIn(key), unwanted: factsIn(oppositeOf(key)) };
  });
  let base: RequestFacts = {};
  for (const { wanted } of lists) base = { ...base, ...wanted[0] };
  const others = lists.flatMap(({ wanted, unwanted }) => [...wanted, ...unwanted]);
  return [base, ...others.map((one) => ({ ...base, ...one }))];
}

function textsIn({ items }: Field): readonly string[] {
  return items.map(({ text }) => text).filter((text) => text !== '');
}

/** A text that a pattern takes. */
function sample(pattern: string): string {
  return pattern.replace(/^\*|\*$/g, ANY);
}

function path(pattern: string): string {
  const whole = pattern.replaceAll(/\{\*{1,2}\}/g, ANY);
  const text = whole === '*' ? '/' : whole.replace(/^\*|\*$/g, '');
  return text.startsWith('/') ? text : `/${text}`;
}

/** `cluster.local` stands for the mesh's own trust domain. */
function principal(pattern: string, { trustDomain }: MeshConfig): string {
  const whole = pattern
    .replace(/\/ns\/([^/*]+)\/\*$/, `/ns/$1/sa/${ANY}`)
    .replace(/^(cluster\.local|\*)\//, `${trustDomain}/`);
  return sample(whole);
}

function address(range: string): string {
  return range.replace(/\/.*$/, '');
}
