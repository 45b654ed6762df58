import { HostIndex } from '../../lib/traffic/host-index';
import { hostsOverlap, isHostWithin } from '../../lib/traffic/hosts';

function indexOf(hosts: readonly string[]): HostIndex<string> {
  const index = new HostIndex<string>();
  for (const host of hosts) index.add(host, host);
  return index;
}

/** All hosts of up to three labels out of two, then wildcards, then odd ones. */
const HOSTS = [
  'a b a.a b.a a.b b.b a.a.a b.a.a a.b.a b.b.a a.a.b b.a.b a.b.b b.b.b',
  '* *.a *.b *.a.a *.b.a *.a.b *.b.b *.a.a.a',
  ' . .a a. ..a *. *..a constructor __proto__.a *.__proto__',
].flatMap((hosts) => hosts.split(' '));

test.each(HOSTS)('"%s" is found as if all hosts were compared', (host) => {
  const index = indexOf(HOSTS);

  expect({
    overlapping: index.overlapping(host).toSorted(),
    covering: index.covering(host).toSorted(),
    same: index.same(host),
  }).toEqual({
    overlapping: HOSTS.filter((other) => hostsOverlap(host, other)).toSorted(),
    covering: HOSTS.filter((other) => isHostWithin(host, other)).toSorted(),
    same: [host],
  });
});

test('hosts are compared without case, and items are kept as they came', () => {
  const index = indexOf(['*.Foo.com', 'a.foo.COM', 'A.foo.com']);

  expect({
    overlapping: index.overlapping('A.FOO.COM'),
    covering: index.covering('*.foo.COM'),
    same: index.same('A.Foo.Com'),
  }).toEqual({
    overlapping: ['*.Foo.com', 'a.foo.COM', 'A.foo.com'],
    covering: ['*.Foo.com'],
    same: ['a.foo.COM', 'A.foo.com'],
  });
});

test('the narrowest host comes last', () => {
  const index = indexOf(['a.b.c', '*.b.c', '*.c', '*']);

  expect([index.overlapping('a.b.c'), index.covering('a.b.c'), index.covering('*.b.c')]).toEqual([
    ['*', '*.c', '*.b.c', 'a.b.c'],
    ['*', '*.c', '*.b.c', 'a.b.c'],
    ['*', '*.c', '*.b.c'],
  ]);
});

test('an index without hosts has no answers', () => {
  const index = new HostIndex<string>();

  expect([index.overlapping('*'), index.covering('a'), index.same('a.b')]).toEqual([[], [], []]);
});
