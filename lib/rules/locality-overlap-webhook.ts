import type { Field } from '../manifest/field';
import type { ObjectRule, Violation } from './rule';
import { settingsOf } from './traffic-policy';
import { refused } from './webhook-rule';

function partsOf(locality: string): readonly string[] {
  const [region = '', zone, ...rest] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(rest.length === 0 ? [] : [rest.join('/')])];
}

function formFault(locality: string): string | undefined {
  if (partsOf(locality).includes('')) return 'has an empty part';
  return locality.slice(0, -1).includes('*') ? 'has a "*" that is not at its end' : undefined;
}

/** True when the webhook, which reads in order, finds the later one within the earlier one, or the other way round. */
function overlaps(earlier: string, later: string): boolean {
  const [first, second] = [partsOf(earlier), partsOf(later)];
  for (const [index, part] of first.slice(0, second.length).entries()) {
    if (part === '*') return true;
    if (part !== second[index]) return false;
  }
  return true;
}

/** A locality as it is written, and the field that has it as key or value. */
type Written = readonly [string, Field];

function faultAt(index: number, localities: readonly Written[], ordered: boolean): string | undefined {
  const text = localities[index]?.[0] ?? '';
  const form = formFault(text);
  if (form !== undefined) return form;
  const other = localities
    .slice(0, index)
    .map(([earlier]) => earlier)
    .find(
      (earlier) =>
        formFault(earlier) === undefined && (overlaps(earlier, text) || (!ordered && overlaps(text, earlier))),
    );
  return other === undefined ? undefined : `overlaps with "${other}", so that it is open which weights count`;
}

/** `ordered`: as in a list. The keys of a map may be read in any order. */
function violations(localities: readonly Written[], ordered: boolean): Violation[] {
  return localities.flatMap(([text, { path }], index) => {
    const fault = faultAt(index, localities, ordered);
    const fix = 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*';
    return fault === undefined ? [] : [{ path, message: `Locality "${text}" ${fault}`, fix }];
  });
}

const localityOverlap = refused({
  id: 'locality-overlap',
  kinds: ['DestinationRule.networking.istio.io'],
  about: ['localityLbSetting'],
  summary: 'Localities are REGION/ZONE/SUBZONE or the beginning of that, and do not overlap.',
  check(manifest, report) {
    for (const lb of settingsOf(manifest).map((settings) => settings.get('loadBalancer', 'localityLbSetting'))) {
      const distribute = lb.get('distribute').items;
      // Beside failover the webhook does not look at them.
      if (lb.get('failover').items.length > 0) continue;
      const from = distribute.map((item) => item.get('from')).map((field) => [field.text, field] as const);
      violations(from, true).forEach(report);
      for (const item of distribute) violations(item.get('to').entries, false).forEach(report);
    }
  },
});

export const LOCALITY_OVERLAP_WEBHOOK_RULES: readonly ObjectRule[] = [localityOverlap];
