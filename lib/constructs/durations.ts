import { Duration } from 'cdk8s';
import type { Problems } from './problems';
import { instance, method, type Shape } from './shape';

/** By its methods: two copies of cdk8s may meet in one app. */
export const DURATION: Shape<Duration> = instance('a Duration, such as Duration.hours(1)', { toMilliseconds: method });

/** The text that Go's time.ParseDuration reads, in the largest whole units: `2160h`, `1h30m`, `1500ms`. */
export function goDuration(duration: Duration): string {
  const ms = duration.toMilliseconds();
  if (ms % 1000 !== 0) return `${ms}ms`;
  const seconds = ms / 1000;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  const text = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return text.length === 0 ? '0s' : text.join('');
}

const GO_UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Reads what {@link goDuration} writes (units h, m, s, ms, whole numbers). Undefined for anything else. */
export function parseGoDuration(text: string): Duration | undefined {
  if (!/^([0-9]+(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9]+)(ms|s|m|h)/g)) {
    total += Number(amount) * GO_UNITS[unit as keyof typeof GO_UNITS];
  }
  return Duration.millis(total);
}

export function checkAtLeast(
  problems: Problems,
  path: string,
  value: Duration | undefined,
  least: Duration,
  source: string,
): void {
  problems.check(value !== undefined && value.toMilliseconds() < least.toMilliseconds(), () => ({
    path,
    value: value && goDuration(value),
    why: `${source} refuses less than ${goDuration(least)}`,
    fix: `Use ${goDuration(least)} or more`,
  }));
}
