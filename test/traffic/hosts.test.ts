import {
  commonHost,
  fullHost,
  hostsOverlap,
  isHostWithin,
  serviceName,
  splitNamespacedHost,
} from '../../lib/traffic/hosts';

test.each([
  ['a.com', 'a.com'],
  ['a.com', '*.com'],
  ['a.com', '*'],
  ['*.a.com', '*.com'],
  ['*.a.com', '*'],
  ['*.a.com', '*.a.com'],
  ['b-a.com', '*-a.com'],
  ['*-a.com', '*.com'],
  ['*', '*'],
])('%s is within %s', (inner, outer) => {
  expect(isHostWithin(inner, outer)).toBe(true);
  expect([hostsOverlap(inner, outer), hostsOverlap(outer, inner)]).toEqual([true, true]);
});

test.each([
  ['*.com', 'a.com'],
  ['*', 'a.com'],
  ['*.com', '*.a.com'],
])('%s overlaps with %s without being within it', (one, other) => {
  expect(isHostWithin(one, other)).toBe(false);
  expect(hostsOverlap(one, other)).toBe(true);
});

test.each([
  ['a.com', 'b.com'],
  ['com', '*.com'],
  ['a.com', 'A.com'],
  ['*.a.com', '*.b.com'],
  ['ab.com', '*.b.com'],
  ['a.com', ''],
])('%s and %s have nothing in common', (one, other) => {
  expect([isHostWithin(one, other), hostsOverlap(one, other), hostsOverlap(other, one)]).toEqual([false, false, false]);
});

test.each([
  ['a.com', 'a.com', 'a.com'],
  ['a.com', '*.com', 'a.com'],
  ['*.com', '*.a.com', '*.a.com'],
  ['*', '*', '*'],
  ['*-a.com', 'b-a.com', 'b-a.com'],
  ['a.com', 'b.com', undefined],
  ['com', '*.com', undefined],
  ['*.a.com', '*.b.com', undefined],
  ['', '', ''],
  ['', 'a.com', undefined],
])('%s and %s have %s in common', (one, other, expected) => {
  expect([commonHost(one, other), commonHost(other, one)]).toEqual([expected, expected]);
});

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'],
  ['reviews.prod', 'reviews.prod'],
  ['reviews.prod.svc', 'reviews.prod.svc'],
  ['reviews.prod.svc.cluster.local', 'reviews.prod.svc.cluster.local'],
  ['*', '*'],
  ['*-a', '*-a'],
  ['*.com', '*.com'],
  ['', ''],
])('%s, written in namespace shop, is %s', (host, expected) => {
  expect(fullHost(host, 'shop')).toBe(expected);
});

test.each([
  ['reviews.shop.svc.cluster.local', { namespace: 'shop', name: 'reviews' }],
  ['reviews.shop', undefined],
  ['reviews.shop.svc', undefined],
  ['reviews.shop.svc.cluster.local.com', undefined],
  ['a.reviews.shop.svc.cluster.local', undefined],
  ['*.shop.svc.cluster.local', undefined],
  ['.shop.svc.cluster.local', undefined],
  ['svc.cluster.local', undefined],
  ['*', undefined],
  ['', undefined],
])('the Service that %s names', (host, expected) => {
  expect(serviceName(host)).toEqual(expected);
});

test.each([
  ['a.com', { namespace: undefined, host: 'a.com' }],
  ['./a.com', { namespace: '.', host: 'a.com' }],
  ['*/*', { namespace: '*', host: '*' }],
  ['shop/a.com/b', { namespace: 'shop', host: 'a.com/b' }],
  ['/a.com', { namespace: '', host: 'a.com' }],
  ['shop/', { namespace: 'shop', host: '' }],
  ['/', { namespace: '', host: '' }],
  ['', { namespace: undefined, host: '' }],
])('namespace and host of "%s"', (text, expected) => {
  expect(splitNamespacedHost(text)).toEqual(expected);
});
