import { groupBy } from '../groups';
import type { Mesh } from '../traffic/mesh';
import { arrivalDifference } from './diff/arrival';
import { byWeight, type Change, type Difference, merged } from './diff/change';
import { passing } from './diff/outcome';
import { type Pair, pairsOf } from './diff/pairs';
import { presence } from './diff/presence';
import { serverDifferences } from './diff/server-differences';
import { Sides } from './diff/sides';
import { wayDifferences, weakestDifferences } from './diff/way-differences';
import { workloadChanges } from './diff/workload-differences';

export type { Change, Direction } from './diff/change';

/**
 * What a new set of manifests does to the ways of requests: for each host, path and hop at most one change. All
 * requests that either side lets in from outside, or speaks of inside the mesh, are traced on both; workloads that none
 * of them comes to are compared by what they take. Ordered by host, path and weight.
 */
export function diffTraces(old: Mesh, now: Mesh): readonly Change[] {
  const sides = new Sides(old, now);
  const units = groupBy(pairsOf(sides), ({ client: { hostHeader, path, from } }) =>
    JSON.stringify([hostHeader, path, from]),
  );
  const found = [...units.values()].flatMap((pairs) => changesOf(sides, pairs));
  const told = new Set(found.flatMap(toldWorkload));
  return [...found, ...workloadChanges(sides, told)].toSorted(compare);
}

/** Of all requests for one host and path, from one sender. */
function changesOf(sides: Sides, pairs: readonly Pair[]): readonly Change[] {
  const [first] = pairs;
  if (first === undefined) return [];
  const { hostHeader: host, path } = first.client;
  const found = presence(sides, pairs) ?? servedDifferences(sides, pairs);
  return merged({ host, path }, found);
}

/** Each request is compared with itself; where some arrive on one side only, so are the weakest ways in of each side. */
function servedDifferences(sides: Sides, pairs: readonly Pair[]): readonly Difference[] {
  const compared = pairs.map(({ was, is }) => ({ was: passing(was.ways), is: passing(is.ways) }));
  const all = { was: compared.flatMap(({ was }) => was), is: compared.flatMap(({ is }) => is) };
  const both = compared.filter(({ was, is }) => was.length > 0 && is.length > 0);
  const pooled = both.length === 0 ? wayDifferences : weakestDifferences;
  return [
    ...both.flatMap(({ was, is }) => wayDifferences(sides, was, is)),
    ...(all.was.length > 0 && all.is.length > 0 && both.length < compared.length ? pooled(sides, all.was, all.is) : []),
    ...pairs.flatMap(({ was, is }) => serverDifferences(sides, was.ways, is.ways)),
    ...pairs.flatMap((pair) => arrivalDifference(sides, pair)),
  ];
}

/** The workload at the end of a hop that is told to protect more or less, or to have other policies. */
function toldWorkload({ direction, hop, decidedBy }: Change): string[] {
  const isPolicy = [...decidedBy.was, ...decidedBy.is].some(({ manifest }) => POLICIES.has(manifest.kind));
  return direction === 'weaker' || direction === 'stronger' || isPolicy ? [hop.slice(hop.indexOf('→') + 2)] : [];
}

const POLICIES: ReadonlySet<string> = new Set(['AuthorizationPolicy', 'RequestAuthentication']);

function compare(one: Change, other: Change): number {
  return (
    order(one.host, other.host) ||
    order(one.path, other.path) ||
    byWeight(one, other) ||
    order(one.hop, other.hop) ||
    order(one.why, other.why)
  );
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
