import { Duration } from 'cdk8s';
import { checkAtLeast, goDuration, parseGoDuration } from '../../lib/constructs/durations';
import { Problems } from '../../lib/constructs/problems';

describe('what Go reads', () => {
  test.each([
    [Duration.millis(0), '0s'],
    [Duration.millis(1), '1ms'],
    [Duration.millis(1500), '1500ms'],
    [Duration.millis(2000), '2s'],
    [Duration.seconds(59), '59s'],
    [Duration.seconds(60), '1m'],
    [Duration.seconds(61), '1m1s'],
    [Duration.minutes(90), '1h30m'],
    [Duration.seconds(3601), '1h1s'],
    [Duration.days(90), '2160h'],
    [Duration.days(3650), '87600h'],
    [Duration.millis(3_600_001), '3600001ms'],
  ])('%#: %s', (duration, text) => {
    expect(goDuration(duration)).toBe(text);
    expect(parseGoDuration(text)?.toMilliseconds()).toBe(duration.toMilliseconds());
  });
});

describe('what is read', () => {
  test.each([
    ['90m', 5_400_000],
    ['1h0m30s', 3_630_000],
    ['1s500ms', 1500],
    ['007s', 7000],
  ])('%s', (text, ms) => {
    expect(parseGoDuration(text)?.toMilliseconds()).toBe(ms);
  });

  test.each(['', '0', '90', 'h', '1d', '1.5h', '-1h', '1h ', '1H', '1µs', 'PT1H', '1h30'])('not %j', (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });
});

const check = (value: Duration | undefined) => () => {
  const problems = new Problems('subject');
  checkAtLeast(problems, 'timeout', value, Duration.seconds(5), 'Envoy');
  problems.finish();
};

describe('at least', () => {
  test('the least, more, or nothing', () => {
    for (const value of [Duration.seconds(5), Duration.hours(1), undefined]) expect(check(value)).not.toThrow();
  });

  test('not less', () => {
    expect(check(Duration.millis(4999))).toThrow(
      new Error('subject:\n  `timeout` "4999ms": Envoy refuses less than 5s. Use 5s or more.'),
    );
  });
});
