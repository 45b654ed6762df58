import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';

/**
 * The solver of an ACME issuer that cert-manager takes for a name: one of those whose `selector` admits it, by
 * `dnsNames`, then by the longest of `dnsZones`, then by most `matchLabels`; the first of equals. HTTP-01 cannot prove
 * a wildcard, so its solvers are left out for one. Source: selection of cert-manager's acmeorders controller.
 * @param labels of the Certificate
 */
export function solverFor(issuer: Manifest, dnsName: string, labels: Labels): Field | undefined {
  const name = dnsName.toLowerCase();
  let best: { readonly solver: Field; readonly weight: Weight } | undefined;
  for (const solver of solversOf(issuer)) {
    const weight = canSolve(solver, name) ? weightOf(solver.get('selector'), name, labels) : undefined;
    if (weight !== undefined && (best === undefined || isHeavier(weight, best.weight))) best = { solver, weight };
  }
  return best?.solver;
}

/** The solvers of an ACME issuer without null ones. */
export function solversOf(issuer: Manifest): readonly Field[] {
  return specOf(issuer)
    .get('acme', 'solvers')
    .items.filter(({ isSet }) => isSet);
}

/** How closely a selector names something: by name, by labels of the zone, by labels of the object. */
type Weight = readonly [name: number, zone: number, labels: number];

function canSolve(solver: Field, name: string): boolean {
  return !name.startsWith('*.') || solver.get('dns01').isSet;
}

function weightOf(selector: Field, name: string, labels: Labels): Weight | undefined {
  const names = selector.get('dnsNames').items;
  const zones = selector.get('dnsZones').items;
  const wanted = selector.get('matchLabels').entries;
  const isNamed = names.some(({ text }) => text.toLowerCase() === name);
  const zone = zones.reduce((most, { text }) => Math.max(most, labelsInCommon(text.toLowerCase(), name)), 0);
  if (names.length > 0 && !isNamed) return undefined;
  if (zones.length > 0 && zone === 0) return undefined;
  if (wanted.some(([key, { text }]) => labels[key] !== text)) return undefined;
  return [isNamed ? 1 : 0, zone, wanted.length];
}

/** The number of the zone's labels when the name is in it, else 0. */
function labelsInCommon(zone: string, name: string): number {
  return zone !== '' && (name === zone || name.endsWith(`.${zone}`)) ? zone.split('.').length : 0;
}

function isHeavier(one: Weight, other: Weight): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}
