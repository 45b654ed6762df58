import { meshConfigOf } from '../../lib/traffic/mesh-config';
import {
  foreignTrustDomain,
  matchesPrincipal,
  matchesTrustDomain,
  parsePrincipal,
  principalOf,
  serviceAccountNamed,
} from '../../lib/traffic/principals';

const plain = meshConfigOf();
const renamed = meshConfigOf({ trustDomain: 'new.com', trustDomainAliases: ['old.com', 'older.org'] });

test('identities are of five parts', () => {
  expect(parsePrincipal('a.b/ns/c/sa/d')).toEqual({ trustDomain: 'a.b', namespace: 'c', serviceAccount: 'd' });
  expect(parsePrincipal(principalOf('c', 'd', renamed))).toEqual({
    trustDomain: 'new.com',
    namespace: 'c',
    serviceAccount: 'd',
  });
  const others = ['', 'a', 'a/ns/c', 'a/ns/c/sa/', '/ns/c/sa/d', 'a/NS/c/sa/d', 'a/sa/d/ns/c', 'spiffe://a/ns/c/sa/d'];
  expect(others.map(parsePrincipal)).toEqual(others.map(() => undefined));
});

test('a service account without a namespace is in that of the policy', () => {
  expect(['a', 'b/a', 'b/a/c', '/a', 'b/', ''].map((text) => serviceAccountNamed(text, 'own'))).toEqual([
    { namespace: 'own', name: 'a' },
    { namespace: 'b', name: 'a' },
    { namespace: 'b', name: 'a/c' },
    { namespace: '', name: 'a' },
    { namespace: 'b', name: '' },
    { namespace: 'own', name: '' },
  ]);
});

const IDENTITIES = [
  'cluster.local/ns/a/sa/x',
  'new.com/ns/a/sa/x',
  'old.com/ns/a/sa/x',
  'older.org/ns/a/sa/x',
  'other.com/ns/a/sa/x',
  'new.com/ns/a/sa/y',
  'new.com/ns/b/sa/x',
  '',
];
const OF_MESH = ['new.com/ns/a/sa/x', 'old.com/ns/a/sa/x', 'older.org/ns/a/sa/x'];

test.each([
  ['cluster.local/ns/a/sa/x', OF_MESH],
  ['new.com/ns/a/sa/x', OF_MESH],
  ['old.com/ns/a/sa/x', OF_MESH],
  ['other.com/ns/a/sa/x', ['other.com/ns/a/sa/x']],
  ['cluster.local/ns/a/sa/*', [...OF_MESH, 'new.com/ns/a/sa/y']],
  ['new.com/ns/a/*', ['new.com/ns/a/sa/x', 'new.com/ns/a/sa/y']],
  ['cluster.local/ns/a/*', ['cluster.local/ns/a/sa/x']],
  ['*/ns/a/sa/x', IDENTITIES.slice(0, 5)],
  ['*.com/ns/a/sa/x', [...OF_MESH, 'other.com/ns/a/sa/x']],
  ['*', IDENTITIES.slice(0, 7)],
  ['*/sa/y', ['new.com/ns/a/sa/y']],
  ['spiffe://new.com/ns/a/sa/x', []],
  ['new.com/ns/*/sa/x', []],
  ['', []],
])('with aliases, the principal %s', (pattern, matching) => {
  expect(IDENTITIES.filter((identity) => matchesPrincipal(pattern, identity, renamed))).toEqual(matching);
});

test('without aliases, each identity is its own', () => {
  const pattern = 'cluster.local/ns/a/sa/x';
  expect(IDENTITIES.filter((identity) => matchesPrincipal(pattern, identity, plain))).toEqual([pattern]);
});

test.each([
  ['cluster.local/ns/a/sa/x', undefined],
  ['old.com/ns/a/sa/x', undefined],
  ['*/ns/a/sa/x', undefined],
  ['*.com/ns/a/sa/x', undefined],
  ['*.net/ns/a/sa/x', '*.net'],
  ['ne*/ns/a/sa/x', undefined],
  ['other.com/ns/a/sa/x', 'other.com'],
  ['other.com/ns/a/*', undefined],
  ['*', undefined],
  ['', undefined],
])('the foreign trust domain of %s', (pattern, trustDomain) => {
  expect(foreignTrustDomain(pattern, renamed)).toBe(trustDomain);
});

test.each([
  ['new.com', ['new.com', 'old.com', 'older.org']],
  ['old.com', ['new.com', 'old.com', 'older.org']],
  ['other.com', ['other.com']],
  ['*.com', ['new.com', 'old.com', 'other.com']],
  ['old*', ['old.com', 'older.org']],
  ['*', ['cluster.local', 'new.com', 'old.com', 'older.org', 'other.com']],
  ['cluster.local', ['cluster.local']],
  ['', []],
])('the trust domain %s', (pattern, matching) => {
  const all = ['cluster.local', 'new.com', 'old.com', 'older.org', 'other.com', ''];
  expect(all.filter((trustDomain) => matchesTrustDomain(pattern, trustDomain, renamed))).toEqual(matching);
});
