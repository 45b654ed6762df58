import type { Path } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { durationFault } from './istio-duration';
import type { Violation } from './rule';

/** What is wrong with those of these fields below `owner` that are there: each is to be a duration. */
export function durationViolations(owner: Field, fields: readonly Path[]): readonly Violation[] {
  return fields.flatMap((steps) => {
    const { path, text, isSet } = owner.get(...steps);
    const fault = isSet ? durationFault(text) : undefined;
    if (fault === undefined) return [];
    return [{ path, message: `${path.at(-1)} "${text}" ${fault}`, fix: 'Use a duration such as "5s" or "1h30m"' }];
  });
}
