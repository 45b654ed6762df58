import type { Hop, Protection } from '../request';
import type { Difference } from './change';
import type { HopsOfRole } from './hops';
import { explained } from './reasons';
import { hopTitle, type Sides } from './sides';

const ORDER: readonly Protection[] = ['plaintext', 'unknown', 'either', 'tls', 'mutual-tls'];

/** Above zero where the first protects more. */
export function compareProtection(one: Protection, other: Protection): number {
  return ORDER.indexOf(one) - ORDER.indexOf(other);
}

/**
 * Whether hops to receivers of one role protect less, or more. A receiver is compared with itself, and one that is new
 * with all that were there. Of several differences that for the worse.
 */
export function protectionDifference(sides: Sides, { was, is }: HopsOfRole): Difference | undefined {
  const found = is.flatMap((hop) => {
    const same = was.filter(({ to }) => to === hop.to);
    const before = weakest(same.length > 0 ? same : was);
    return before === undefined || before.protection === hop.protection ? [] : [{ before, hop }];
  });
  const [worst] = found.toSorted((one, other) => stepOf(one) - stepOf(other));
  return worst && difference(sides, worst.before, worst.hop);
}

/** Of the hops where anybody can get in, on each side. */
export function weakestDifference(sides: Sides, { was, is }: HopsOfRole): Difference | undefined {
  const [before, after] = [weakest(was), weakest(is)];
  if (before === undefined || after === undefined || before.protection === after.protection) return undefined;
  return difference(sides, before, after);
}

interface Step {
  readonly before: Hop;
  readonly hop: Hop;
}

function stepOf({ before, hop }: Step): number {
  return compareProtection(hop.protection, before.protection);
}

export function weakest(hops: readonly Hop[]): Hop | undefined {
  return hops.toSorted((one, other) => compareProtection(one.protection, other.protection))[0];
}

function difference(sides: Sides, was: Hop, is: Hop): Difference {
  return {
    hop: hopTitle(is),
    was: was.protection,
    is: is.protection,
    direction: compareProtection(is.protection, was.protection) < 0 ? 'weaker' : 'stronger',
    told: protectionText(was, is),
    ...explained(sides, was.decidedBy, is.decidedBy),
  };
}

function protectionText(was: Hop, is: Hop): string {
  if (is.because !== '') return is.because;
  return was.because === '' ? `${was.protection} becomes ${is.protection}` : `before, ${was.because}`;
}
