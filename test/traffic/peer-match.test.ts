import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { isPeerNamespace, isPeerServiceAccount, isPeerTrustDomain, isPrincipal } from '../../lib/traffic/peer-match';
import type { RequestFacts } from '../../lib/traffic/request-facts';

const config = meshConfigOf({ trustDomain: 'td' });
const WEB = { principal: 'td/ns/shop/sa/web' };
const NOBODY = { principal: '' };
const IN_SHOP = { namespace: 'shop' };
const WEB_BY_NAME = { namespace: 'shop', serviceAccount: 'web' };
/** A client whose certificate is none of the mesh. */
const CLIENT = { principal: 'CN=client' };

const PEERS: readonly RequestFacts[] = [
  WEB,
  WEB_BY_NAME,
  IN_SHOP,
  {},
  NOBODY,
  { namespace: '' },
  { serviceAccount: '' },
  CLIENT,
];
const no = false;

test.each([
  ['*', [true, true, true, undefined, no, no, no, true]],
  ['cluster.local/ns/shop/sa/web', [true, undefined, undefined, undefined, no, no, no, no]],
  ['cluster.local/ns/shop/sa/cart', [no, no, undefined, undefined, no, no, no, no]],
  ['cluster.local/ns/other/sa/web', [no, no, no, undefined, no, no, no, no]],
  ['td/ns/other/sa/*', [no, undefined, undefined, undefined, no, no, no, no]],
  ['*/sa/web', [true, undefined, undefined, undefined, no, no, no, no]],
])('the principal %s', (pattern, answers) => {
  expect(PEERS.map((peer) => isPrincipal(pattern, peer, config))).toEqual(answers);
});

test.each([
  ['shop', [true, true, true, undefined, no, no, no, no]],
  ['sho', [no, no, no, undefined, no, no, no, no]],
  ['s*p', [true, true, true, undefined, no, no, no, no]],
  ['*', [true, true, true, undefined, no, no, no, no]],
  ['Shop', [no, no, no, undefined, no, no, no, no]],
  ['*op', [true, true, true, undefined, no, no, no, no]],
  // Met by the end of "shop/sa".
  ['*a', [true, true, true, undefined, no, no, no, no]],
  ['*b', [no, no, no, undefined, no, no, no, no]],
  ['', [no, no, no, undefined, no, no, no, no]],
])('the namespace %s', (pattern, answers) => {
  expect(PEERS.map((peer) => isPeerNamespace(pattern, peer))).toEqual(answers);
});

test.each([
  ['web', 'shop', [true, true, undefined, undefined, no, no, no, no]],
  ['shop/web', 'other', [true, true, undefined, undefined, no, no, no, no]],
  ['web', 'other', [no, no, no, undefined, no, no, no, no]],
  ['shop/cart', 'shop', [no, no, undefined, undefined, no, no, no, no]],
  ['shop/*', 'shop', [no, no, undefined, undefined, no, no, no, no]],
  ['', 'shop', [no, no, undefined, undefined, no, no, no, no]],
])('the service account %s of a policy in %s', (text, policyNamespace, answers) => {
  expect(PEERS.map((peer) => isPeerServiceAccount(text, peer, policyNamespace))).toEqual(answers);
});

test.each([
  ['td', [true, undefined, undefined, undefined, no, no, no, no]],
  ['t*', [true, undefined, undefined, undefined, no, no, no, no]],
  ['cluster.local', [no, undefined, undefined, undefined, no, no, no, no]],
  ['*', [true, undefined, undefined, undefined, no, no, no, no]],
])('the trust domain %s', (pattern, answers) => {
  expect(PEERS.map((peer) => isPeerTrustDomain(pattern, peer, config))).toEqual(answers);
});
