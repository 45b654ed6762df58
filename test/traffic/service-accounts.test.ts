import { Catalog } from '../../lib/manifest/catalog';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { ServiceAccounts } from '../../lib/traffic/service-accounts';
import { objectsOf } from '../manifest/reading';

const INPUT = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: v1
kind: ServiceAccount
metadata: {generateName: web-, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: {spec: {serviceAccountName: cart}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {serviceAccountName: web}
---
apiVersion: v1
kind: Pod
metadata: {name: plain, namespace: other}
spec: {serviceAccountName: [null]}
`;

const accounts = new ServiceAccounts(
  new Catalog(objectsOf(INPUT), { defaultNamespace: 'own' }),
  meshConfigOf({ trustDomain: 'td', trustDomainAliases: ['old'] }),
);
const WEB = { namespace: 'shop', name: 'web' };
const CART = { namespace: 'shop', name: 'cart' };
const OWN = { namespace: 'own', name: 'web' };
const OTHER = { namespace: 'other', name: 'default' };

test('those that are objects, and those that Pods run as', () => {
  expect(accounts.all).toEqual([WEB, CART, OWN, OTHER]);
  expect(new ServiceAccounts(new Catalog([]), meshConfigOf()).all).toEqual([]);
});

test('those of one namespace', () => {
  expect(['shop', 'own', 'other', 'gone'].map((name) => accounts.inNamespace(name))).toEqual([
    [WEB, CART],
    [OWN],
    [OTHER],
    [],
  ]);
});

test('every namespace has one called default', () => {
  const names = ['web', 'cart', 'default', 'Web', ''];
  expect(names.map((name) => accounts.exists('shop', name))).toEqual([true, true, true, false, false]);
  expect(names.map((name) => accounts.exists('gone', name))).toEqual([false, false, true, false, false]);
});

test.each([
  ['cluster.local/ns/shop/sa/web', [WEB]],
  ['td/ns/shop/sa/web', [WEB]],
  ['old/ns/shop/sa/web', [WEB]],
  ['foreign/ns/shop/sa/web', []],
  ['td/ns/shop/sa/gone', []],
  ['td/ns/gone/sa/default', [{ namespace: 'gone', name: 'default' }]],
  ['*/ns/shop/sa/web', [WEB]],
  ['td/ns/shop/sa/*', [WEB, CART]],
  ['td/ns/shop/*', [WEB, CART]],
  ['cluster.local/ns/shop/*', []],
  ['*/sa/web', [WEB, OWN]],
  ['*', [WEB, CART, OWN, OTHER]],
  ['td/ns/*', [WEB, CART, OWN, OTHER]],
  ['td/ns/gone/*', []],
  ['td/ns/*/sa/web', []],
  ['', []],
])('the principal %s stands for', (pattern, found) => {
  expect(accounts.matching(pattern)).toEqual(found);
  expect(accounts.matching(pattern)).toEqual(found);
});
