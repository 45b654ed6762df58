import { Catalog } from '../../lib/manifest/catalog';
import type { Json } from '../../lib/manifest/manifest';
import { Issuers } from '../../lib/traffic/issuers';
import { objectsOf } from '../manifest/reading';

const object = (kind: string, name: string, namespace: string | undefined, spec: Json) =>
  JSON.stringify({ apiVersion: 'cert-manager.io/v1', kind, metadata: { name, namespace }, spec });

function read(...texts: string[]) {
  const catalog = new Catalog(objectsOf(texts.join('\n')));
  return { catalog, issuers: new Issuers(catalog) };
}

/** The only issuer, with this spec. */
function issuerOf(spec: Json) {
  const { catalog, issuers } = read(object('ClusterIssuer', 'ca', undefined, spec));
  return { issuers, issuer: catalog.all[0] as (typeof catalog.all)[0] };
}

describe('whom a Certificate asks', () => {
  const ISSUERS = [
    object('Issuer', 'ca', 'shop', { ca: {} }),
    object('Issuer', 'far', 'other', { ca: {} }),
    object('Issuer', 'here', 'default', { ca: {} }),
    object('ClusterIssuer', 'ca', 'oops', { acme: {} }),
  ];

  test.each<[string, string | undefined, Json, Json]>([
    ['one of its namespace', 'shop', { name: 'ca' }, ['Issuer', 'shop', 'ca', true, false]],
    ['the default namespace', undefined, { name: 'here' }, ['Issuer', 'default', 'here', true, false]],
    ['none of another namespace', 'shop', { name: 'far' }, ['Issuer', 'shop', 'far', false, false]],
    ['one of the cluster', 'shop', { name: 'ca', kind: 'ClusterIssuer' }, ['ClusterIssuer', '', 'ca', true, false]],
    ['another group', 'shop', { name: 'ca', group: 'x.io' }, ['Issuer', 'shop', 'ca', false, true]],
    ['no such kind', 'shop', { name: 'ca', kind: 'Ca' }, ['Ca', 'shop', 'ca', false, false]],
    ['nobody', 'shop', null, ['Issuer', 'shop', '', false, false]],
  ])('%s', (_, namespace, issuerRef, expected) => {
    const { catalog, issuers } = read(...ISSUERS, object('Certificate', 'c', namespace, { issuerRef }));
    const [certificate] = catalog.ofKind('Certificate.cert-manager.io');
    const found = certificate && issuers.of(certificate);

    expect(found?.path).toEqual(['spec', 'issuerRef']);
    expect([found?.kind, found?.namespace, found?.name, found?.manifest !== undefined, found?.isForeign]).toEqual(
      expected,
    );
  });
});

const acme = (server: Json) => ({ acme: { server } });

test.each<[Json, string, boolean | undefined, boolean | undefined]>([
  [{ ca: { secretName: 'x' } }, 'ca', false, true],
  [{ selfSigned: {} }, 'selfSigned', false, true],
  [{ vault: {} }, 'vault', undefined, undefined],
  [{ venafi: {} }, 'venafi', undefined, undefined],
  [acme('https://acme-v02.api.letsencrypt.org/directory'), 'acme', true, false],
  [acme('https://acme-staging-v02.api.letsencrypt.org/directory'), 'acme', true, false],
  [acme('https://ACME.zerossl.com/v2/DV90'), 'acme', true, false],
  [acme('https://acme.corp.example/directory'), 'acme', undefined, false],
  [acme('https://acme.zerossl.com.corp.example/'), 'acme', undefined, false],
  [acme('no URL'), 'acme', undefined, false],
  [acme(null), 'acme', undefined, false],
  [{ acme: null, ca: {} }, 'ca', false, true],
  [{ corp: {} }, 'other', undefined, undefined],
  [null, 'other', undefined, undefined],
  ['ca', 'other', undefined, undefined],
])('%j: type %s, public %s, knows its CA %s', (spec, type, isPublic, knowsItsCa) => {
  const { issuers, issuer } = issuerOf(spec);

  expect([issuers.type(issuer), issuers.isPublic(issuer), issuers.knowsItsCa(issuer)]).toEqual([
    type,
    isPublic,
    knowsItsCa,
  ]);
});

const http = (selector?: Json) => ({ http01: {}, ...(selector === undefined ? {} : { selector }) });
const dns = (selector?: Json) => ({ dns01: {}, ...(selector === undefined ? {} : { selector }) });

describe('solvers', () => {
  test.each<[string, Json, string, number | undefined]>([
    ['the default', [http()], 'a.example', 0],
    ['the first of equals', [http(), dns()], 'a.example', 0],
    ['an empty selector is like none', [http(), dns({})], 'a.example', 0],
    ['a zone before the default', [http(), dns({ dnsZones: ['example'] })], 'a.example', 1],
    ['the longer zone', [http({ dnsZones: ['example'] }), dns({ dnsZones: ['b', 'a.example'] })], 'x.a.example', 1],
    ['the zone itself', [http(), dns({ dnsZones: ['A.example'] })], 'a.example', 1],
    ['no zone by text alone', [http(), dns({ dnsZones: ['example'] })], 'aexample', 0],
    ['a name before a zone', [dns({ dnsZones: ['example'] }), http({ dnsNames: ['a.example'] })], 'a.example', 1],
    ['another name', [http({ dnsNames: ['b.example'] })], 'a.example', undefined],
    ['labels', [http(), dns({ matchLabels: { team: 'shop' } })], 'a.example', 1],
    ['other labels', [http(), dns({ matchLabels: { team: 'x' } })], 'a.example', 0],
    ['a wildcard only by DNS-01', [http(), dns()], '*.a.example', 1],
    ['a wildcard in its zone', [dns(), dns({ dnsZones: ['a.example'] })], '*.a.example', 1],
    ['a wildcard without DNS-01', [http({ dnsNames: ['*.a.example'] })], '*.a.example', undefined],
    ['none', [], 'a.example', undefined],
    ['null among them', [null, http()], 'a.example', 1],
    ['wrong types', ['x', { http01: {}, selector: { dnsNames: 'a', dnsZones: {}, matchLabels: [] } }], 'a.example', 0],
    ['no list', { http01: {} }, 'a.example', undefined],
  ])('%s', (_, solvers, name, expected) => {
    const { issuers, issuer } = issuerOf({ acme: { solvers } });
    const solver = issuers.solverFor(issuer, name, { team: 'shop' });

    expect(solver?.path).toEqual(expected === undefined ? undefined : ['spec', 'acme', 'solvers', expected]);
    expect(issuers.usesHttp01(issuer, name, { team: 'shop' })).toBe(solver?.get('http01').isSet);
  });

  test('issuers without ACME prove nothing over HTTP', () => {
    const { issuers, issuer } = issuerOf({ ca: {} });

    expect([issuers.usesHttp01(issuer, 'a.example'), issuers.http01Solvers(issuer)]).toEqual([false, []]);
  });

  test('those with HTTP-01', () => {
    const { issuers, issuer } = issuerOf({ acme: { solvers: [dns(), http(), null, { http01: null }] } });

    expect(issuers.http01Solvers(issuer).map(({ path }) => path)).toEqual([['spec', 'acme', 'solvers', 1]]);
  });
});
