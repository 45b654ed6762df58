import { type Field, specOf } from '../manifest/field';
import { parseDuration } from '../manifest/go-duration';
import { CERTIFICATE } from '../traffic/kinds';
import type { MeshRule, Violation } from './rule';

const MINUTE = 60_000_000_000n;
const HOUR = 60n * MINUTE;
/** cert-manager's own. */
const DEFAULT_DURATION = 2160n * HOUR;

/** Undefined where nothing is written; reports what is no duration. */
function read(field: Field, report: (violation: Violation) => void): bigint | undefined {
  if (field.text === '') return undefined;
  const duration = parseDuration(field.text);
  if (duration !== undefined) return duration;
  const message = `${field.path.at(-1)} "${field.text}" is no duration, and cert-manager refuses the Certificate`;
  report({ path: field.path, message, fix: 'Use hours, minutes and seconds, such as "2160h": there are no days' });
  return undefined;
}

function tooShort(field: Field, least: string): Violation {
  const message = `${field.path.at(-1)} "${field.text}" is less than ${least}, and cert-manager refuses the Certificate`;
  return { path: field.path, message, fix: `Use at least "${least}"` };
}

export const certificateDuration: MeshRule = {
  id: 'certificate-duration',
  code: 'SI0134',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'A Certificate lasts an hour at least, and is renewed within that time.',
  check(manifest, { report }) {
    const spec = specOf(manifest);
    const [duration, before, percentage] = [
      spec.get('duration'),
      spec.get('renewBefore'),
      spec.get('renewBeforePercentage'),
    ];
    const lasts = read(duration, report);
    const renewed = read(before, report);
    if (lasts !== undefined && lasts < HOUR) report(tooShort(duration, '1h'));
    if (renewed !== undefined && renewed < 5n * MINUTE) report(tooShort(before, '5m'));
    if (renewed !== undefined && percentage.isSet) {
      const message = 'renewBefore and renewBeforePercentage are both set, and cert-manager refuses the Certificate';
      return report({ path: percentage.path, message, fix: 'Keep one of the two' });
    }
    const isUnread = duration.text !== '' && lasts === undefined;
    if (renewed === undefined || isUnread || renewed < (lasts ?? DEFAULT_DURATION)) return;
    const life = duration.text === '' ? 'the default duration "2160h"' : `duration "${duration.text}"`;
    const message = `renewBefore "${before.text}" is not less than ${life}, and cert-manager refuses the Certificate`;
    report({ path: before.path, message, fix: 'Use a third of the duration, or renewBeforePercentage' });
  },
};
