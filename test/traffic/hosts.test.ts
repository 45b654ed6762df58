import { hostsOverlap, isHostWithin } from '../../lib/traffic/hosts';

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
