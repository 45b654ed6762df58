import { groupBy } from '../../groups';
import { type Manifest, pathText } from '../../manifest/manifest';
import type { Decider } from '../request';

/** From the one that a reviewer has to know most. */
export const DIRECTIONS = ['weaker', 'stronger', 'removed', 'added', 'changed'] as const;

/**
 * `weaker`: more can be read on the way, or more callers get in; `stronger`: the reverse. `added` and `removed`: hosts
 * and routes. `changed`: neither, such as another backend or certificate.
 */
export type Direction = (typeof DIRECTIONS)[number];

/** What a new set of manifests changes on one hop. */
export interface Difference {
  /** `SENDER → RECEIVER`, as in traces. */
  readonly hop: string;
  /** A protection, an end of the way, or a value, in as few words as can be. */
  readonly was: string;
  readonly is: string;
  readonly direction: Direction;
  /** What is so now, in words; without a full stop. */
  readonly told: string;
  /** The objects and fields that make it so, as either side has them. */
  readonly reasons: readonly string[];
  readonly decidedBy: { readonly was: readonly Decider[]; readonly is: readonly Decider[] };
}

/** A difference for the requests for a host and path. */
export interface Change extends Omit<Difference, 'told' | 'reasons'> {
  readonly host: string;
  /** `*` for what is true of any path. */
  readonly path: string;
  /** What is told of it, and the reasons; without a full stop. */
  readonly why: string;
}

export function byWeight(one: Pick<Difference, 'direction'>, other: Pick<Difference, 'direction'>): number {
  return DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction);
}

/** One change a hop: of several differences the weightiest, with all that is told of the others. */
export function merged(place: Pick<Change, 'host' | 'path'>, differences: readonly Difference[]): readonly Change[] {
  return [...groupBy(differences, ({ hop }) => hop).values()].flatMap((all) => {
    const sorted = all.toSorted(byWeight);
    const [first] = sorted;
    return first === undefined ? [] : [changeOf(place, first, sorted)];
  });
}

function changeOf(
  { host, path }: Pick<Change, 'host' | 'path'>,
  { hop, was, is, direction }: Difference,
  all: readonly Difference[],
): Change {
  const told = [...new Set(all.map((each) => each.told))].join('; ');
  const reasons = [...new Set(all.flatMap((each) => each.reasons))].join('; ');
  const decidedBy = {
    was: distinct(all.flatMap((each) => each.decidedBy.was)),
    is: distinct(all.flatMap((each) => each.decidedBy.is)),
  };
  return { host, path, hop, was, is, direction, why: reasons === '' ? told : `${told}: ${reasons}`, decidedBy };
}

/** Each field once. */
function distinct(deciders: readonly Decider[]): readonly Decider[] {
  const known = new Map<Manifest, Set<string>>();
  return deciders.filter(({ manifest, path }) => {
    const paths = known.get(manifest) ?? new Set();
    const { size } = paths;
    known.set(manifest, paths.add(pathText(path)));
    return paths.size > size;
  });
}
