import { groupBy } from '../../groups';
import type { Decider } from '../request';
import type { Difference, Direction } from './change';
import { explained } from './reasons';
import type { Sides } from './sides';

/** Something that a side configures for a hop. */
export interface Setting {
  readonly name: string;
  /** As people read it; empty for none. */
  readonly value: string;
  /** What hops say of it, where they do. */
  readonly short?: string;
  readonly decidedBy: readonly Decider[];
  /** The more, the safer. Undefined where no value is safer than another. */
  readonly strength?: number | undefined;
  /** Who is trusted, so that fewer is safer; none stands for anybody. */
  readonly trusts?: readonly string[];
  /** Sets values apart that read alike. */
  readonly content?: string;
}

export function settingDifferences(
  sides: Sides,
  hop: string,
  was: readonly Setting[],
  is: readonly Setting[],
): readonly Difference[] {
  const known = groupBy(was, ({ name }) => name);
  return is.flatMap((setting) => {
    const [previous] = known.get(setting.name) ?? [];
    if (previous === undefined || isSame(previous, setting)) return [];
    const [before, after] = [previous.value || 'none', setting.value || 'none'];
    const told =
      before === after ? `${setting.name} has another content` : `${setting.name} was ${before}, is ${after}`;
    const ends = { was: previous.short ?? before, is: setting.short ?? after };
    const why = explained(sides, previous.decidedBy, setting.decidedBy);
    return [{ hop, ...ends, direction: directionOf(previous, setting), told, ...why }];
  });
}

function isSame(one: Setting, other: Setting): boolean {
  return one.value === other.value && one.content === other.content;
}

function directionOf(was: Setting, is: Setting): Direction {
  const step = stepOf(was, is);
  if (step === 0) return 'changed';
  return step < 0 ? 'weaker' : 'stronger';
}

/** Below zero for the worse. */
function stepOf(was: Setting, is: Setting): number {
  if (was.trusts !== undefined && is.trusts !== undefined)
    return Number(isWithin(is.trusts, was.trusts)) - Number(isWithin(was.trusts, is.trusts));
  return was.strength === undefined || is.strength === undefined ? 0 : is.strength - was.strength;
}

/** Whether all that the one trusts is trusted by the other. */
function isWithin(one: readonly string[], other: readonly string[]): boolean {
  if (other.length === 0) return true;
  return one.length > 0 && one.every((name) => other.includes(name));
}

/** Names in any order. */
export function listed(names: readonly string[]): string {
  return [...new Set(names)]
    .filter((name) => name !== '')
    .toSorted((one, other) => (one < other ? -1 : 1))
    .join(', ');
}
