const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const MILLISECOND = 1_000_000n;
const DURATION = /^[+-]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;
const PART = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;
/** What 64 bits hold, some 292 years. */
const MOST = 2n ** 63n;

/** The nanoseconds of a duration as Go writes it (`1h30m`, `1.5s`, `-1s`, `0`), or nothing when it is none. */
export function parseDuration(text: string): bigint | undefined {
  if (/^[+-]?0$/.test(text)) return 0n;
  if (!DURATION.test(text)) return undefined;
  const size = [...text.matchAll(PART)].reduce((sum, [, whole = '', fraction = '', unit = '']) => {
    const factor = NANOSECONDS[unit] ?? 0n;
    return sum + BigInt(whole) * factor + (BigInt(fraction) * factor) / 10n ** BigInt(fraction.length);
  }, 0n);
  if (size >= MOST) return undefined;
  return text.startsWith('-') ? -size : size;
}

/** What is wrong with a duration of Istio's configuration, as the end of a sentence that begins with it. */
export function durationFault(text: string): string | undefined {
  const size = parseDuration(text);
  if (size === undefined) return 'is not a duration such as 1h, 1m30s, 1.5s or 10ms';
  if (size < MILLISECOND) return 'is shorter than 1 ms, the least that Istio takes';
  return size % MILLISECOND === 0n ? undefined : 'is not a whole number of milliseconds';
}
