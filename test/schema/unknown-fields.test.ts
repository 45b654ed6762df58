import type { RawSchema } from '../../lib/schema/schema-document';
import { suggest } from '../../lib/suggestion';
import { fault, faultsOf, judge } from './objects';

const REFUSED = 'is not a field that the API has here: the API server refuses it, or drops it when validation is off';
const text: RawSchema = { type: 'string' };
const schema: RawSchema = {
  type: 'object',
  required: ['hosts'],
  properties: {
    hosts: { type: 'array', items: { type: 'object', properties: { clusterIP: text, jwks_uri: text } } },
    port: { type: 'object', properties: {} },
    labels: { type: 'object', additionalProperties: text },
    config: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: { type: 'object' } } },
    template: { type: 'object', 'x-kubernetes-embedded-resource': true },
  },
};

function unknown(name: string, fix: string, ...path: (string | number)[]) {
  return fault('unknown-field', ['spec', ...path], `${name} ${REFUSED}`, fix);
}

test('known fields, keys of free maps, fields that are kept unseen and those of every object', () => {
  const template = { apiVersion: 'v1', kind: 'A', metadata: {} };
  const spec = { hosts: [{ clusterIP: '' }], labels: { any: '' }, config: { any: { thing: 1 }, known: {} }, template };
  expect(faultsOf(schema, spec)).toEqual([]);
});

test('a misspelt field is one fault: that the right one is missing is none', () => {
  expect(faultsOf(schema, { host: [] })).toEqual([
    unknown('spec.host', 'Did you mean "hosts"? Rename "host", or remove it', 'host'),
  ]);
});

test('a field that is there is not what another one was meant to be', () => {
  expect(faultsOf(schema, { hosts: [], host: [] })).toEqual([
    unknown(
      'spec.host',
      'Remove "host", or move it to where it belongs: the fields here are hosts, port, labels, config and template',
      'host',
    ),
  ]);
});

test('the names of generated classes', () => {
  expect(faultsOf(schema, { hosts: [{ clusterIp: '', jwksUri: '' }] })).toEqual([
    unknown(
      'spec.hosts[0].clusterIp',
      'Did you mean "clusterIP"? Rename "clusterIp", or remove it',
      'hosts',
      0,
      'clusterIp',
    ),
    unknown('spec.hosts[0].jwksUri', 'Did you mean "jwks_uri"? Rename "jwksUri", or remove it', 'hosts', 0, 'jwksUri'),
  ]);
});

test('a field that is like no other', () => {
  expect(faultsOf(schema, { hosts: [{ something: '' }], port: { x: 1 }, config: { known: { x: 1 } } })).toEqual([
    unknown(
      'spec.hosts[0].something',
      'Remove "something", or move it to where it belongs: the fields here are clusterIP and jwks_uri',
      'hosts',
      0,
      'something',
    ),
    unknown('spec.port.x', 'Remove "x": nothing can be set here', 'port', 'x'),
    unknown('spec.config.known.x', 'Remove "x": nothing can be set here', 'config', 'known', 'x'),
  ]);
});

test('a field that belongs one level deeper', () => {
  const tls: RawSchema = { type: 'object', properties: { credentialName: text } };
  const servers: RawSchema = { type: 'array', items: { type: 'object', properties: { tls } } };
  const gateway: RawSchema = { type: 'object', properties: { servers } };
  expect(faultsOf(gateway, { servers: [{ credentialName: 'a' }], tls: {} })).toEqual([
    unknown(
      'spec.servers[0].credentialName',
      'Move "credentialName" into "tls", or remove it',
      'servers',
      0,
      'credentialName',
    ),
    unknown('spec.tls', 'Move "tls" into "servers", or remove it', 'tls'),
  ]);
});

test('many fields are not listed', () => {
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field-number-${index}`, text]));
  expect(faultsOf({ type: 'object', properties }, { x: 1 })).toEqual([
    unknown('spec.x', 'Remove "x", or move it to where it belongs', 'x'),
  ]);
});

test('a status is taken where the kind has one, unseen', () => {
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: {} };
  expect(judge({ ...policy, status: {} }).faults.map(({ path }) => path)).toEqual([['status']]);
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: {} };
  expect(judge({ ...service, status: { any: 'thing' } }).faults).toEqual([]);
});

test.each([
  ['hots', 'hosts'],
  ['ohsts', 'hosts'],
  ['HOSTS', 'hosts'],
  ['credentialname', 'credentialName'],
  ['tIs', 'tls'],
  ['x', undefined],
  ['entirelyOther', undefined],
])('%s: did you mean %s?', (name, meant) => {
  expect(suggest(name, ['hosts', 'credentialName', 'tls'])).toBe(meant);
});
