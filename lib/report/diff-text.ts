import type { Direction } from '../trace/diff';
import type { Comparison } from '../trace/diff-worlds';
import { type FoldedChange, folded, placeText } from './folded-changes';
import { placeLines, Places, untracedLines } from './places';
import { type Paint, paintOf } from './request-text';
import { sentence, visible } from './text';

export interface DiffTextOptions {
  /** Whether to colour, as terminals understand it. */
  readonly isTerminal: boolean;
}

/** As terminals understand them. */
const COLOR: Readonly<Record<Direction, string>> = {
  weaker: '31',
  stronger: '32',
  removed: '33',
  added: '36',
  changed: '33',
};

const DIM = '2';

/** Each change with what it was and is, why, and where the fields are that make it so; then how many there are. */
export function diffText({ changes, untraced }: Comparison, { isTerminal }: DiffTextOptions): string {
  const paint = paintOf(isTerminal);
  const all = folded(changes);
  const places = new Places(all.flatMap(({ change: { decidedBy } }) => [...decidedBy.was, ...decidedBy.is]));
  const rest = untracedLines(untraced).map((line) => `  ${line}`);
  return [
    ...all.flatMap((each) => [...changeLines(each, places, paint), '']),
    summary(all),
    ...(rest.length === 0 ? [] : ['Not compared:', ...rest]),
    '',
  ].join('\n');
}

function changeLines(each: FoldedChange, places: Places, paint: Paint): string[] {
  const { hop, was, is, direction, why, decidedBy } = each.change;
  return [
    `${paint(COLOR[direction], direction)}: ${visible(placeText(each))}`,
    `  ${visible(hop)}`,
    `  ${visible(`${was} → ${is}`)}`,
    `  ${sentence(why)}`,
    ...placeLines(places.of(decidedBy.was)).map((line) => `    ${paint(DIM, `was ${line}`)}`),
    ...placeLines(places.of(decidedBy.is)).map((line) => `    ${paint(DIM, `is  ${line}`)}`),
  ];
}

/** Such as "3 changes: 2 weaker, 1 added." */
export function summary(changes: readonly FoldedChange[]): string {
  if (changes.length === 0) return 'No request takes another way, and none is protected otherwise.';
  const counts = Object.keys(COLOR).map((direction) => ({
    direction,
    count: changes.filter(({ change }) => change.direction === direction).length,
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ direction, count }) => `${count} ${direction}`);
  return `${changes.length} change${changes.length === 1 ? '' : 's'}: ${told.join(', ')}.`;
}
