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
const PART = /^(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/;

/** Nanoseconds of a duration (`1h30m`, `1.5s`, `-1s`, `0`), as Go's `time.ParseDuration` reads it; undefined where it reports an error. */
export function parseDuration(text: string): bigint | undefined {
  const sign = text.startsWith('-') ? -1n : 1n;
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return undefined;
  let total = 0n;
  while (rest !== '') {
    const [part, whole = '', fraction = '', unit = ''] = PART.exec(rest) ?? [];
    const nanoseconds = NANOSECONDS[unit];
    if (part === undefined || nanoseconds === undefined || whole + fraction === '') return undefined;
    total += BigInt(whole || 0) * nanoseconds + (BigInt(fraction || 0) * nanoseconds) / 10n ** BigInt(fraction.length);
    rest = rest.slice(part.length);
  }
  const signed = sign * total;
  return signed === BigInt.asIntN(64, signed) ? signed : undefined;
}
