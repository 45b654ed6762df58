import { parseDuration } from '../../lib/manifest/go-duration';
import { durationFault } from '../../lib/rules/istio-duration';

test.each([
  ['0', 0n],
  ['+0', 0n],
  ['-0', 0n],
  ['0s', 0n],
  ['1ns', 1n],
  ['1us', 1_000n],
  ['1µs', 1_000n],
  ['1μs', 1_000n],
  ['1ms', 1_000_000n],
  ['1.5s', 1_500_000_000n],
  ['.5s', 500_000_000n],
  ['1.s', 1_000_000_000n],
  ['+1s', 1_000_000_000n],
  ['-1s', -1_000_000_000n],
  ['1h30m', 5_400_000_000_000n],
  ['30m1h', 5_400_000_000_000n],
  ['1m1m', 120_000_000_000n],
  ['0.0000000019s', 1n],
])('the duration %s is %s nanoseconds', (text, size) => {
  expect(parseDuration(text)).toBe(size);
});

test.each([
  '',
  '-',
  '.',
  's',
  '.s',
  '1',
  '5',
  '00',
  '1 s',
  ' 1s',
  '1d',
  '1S',
  '1s-1s',
  '1e3s',
  '1,5s',
  'infinity',
  '3000000h',
])('the text %j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  ['5', 'is not a duration such as 1h, 1m30s, 1.5s or 10ms'],
  ['0s', 'is shorter than 1 ms, the least that Istio takes'],
  ['-1s', 'is shorter than 1 ms, the least that Istio takes'],
  ['999us', 'is shorter than 1 ms, the least that Istio takes'],
  ['1.5ms', 'is not a whole number of milliseconds'],
  ['1s1ns', 'is not a whole number of milliseconds'],
])('%s %s', (text, fault) => {
  expect(durationFault(text)).toBe(fault);
});

test('durations of Istio', () => {
  const right = ['1ms', '1s', '1.5s', '0.001s', '1h30m', '1000us'];
  expect(right.map((text) => durationFault(text))).toEqual(right.map(() => undefined));
});
