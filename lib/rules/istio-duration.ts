import { parseDuration } from '../manifest/go-duration';

const MILLISECOND = 1_000_000n;

/** What is wrong with a duration of Istio's configuration, as the end of a sentence that begins with it. */
export function durationFault(text: string): string | undefined {
  const size = parseDuration(text);
  if (size === undefined) return 'is not a duration such as 1h, 1m30s, 1.5s or 10ms';
  if (size < MILLISECOND) return 'is shorter than 1 ms, the least that Istio takes';
  return size % MILLISECOND === 0n ? undefined : 'is not a whole number of milliseconds';
}
