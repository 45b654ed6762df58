import { groupBy } from '../groups';
import type { Diffed } from '../trace/diff-worlds';

/** A change that is the same for several paths of one host. */
export interface FoldedChange extends Diffed {
  /** At least one, in their order. */
  readonly paths: readonly string[];
}

/** What differs in its path alone is told once. */
export function folded(changes: readonly Diffed[]): readonly FoldedChange[] {
  const groups = groupBy(changes, ({ change: { host, hop, was, is, direction, why }, alternatives }) =>
    JSON.stringify([host, hop, was, is, direction, why, alternatives]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, paths: [first, ...others].map(({ change }) => change.path) }],
  );
}

/** Of more paths, some stand for all. */
const SHOWN = 3;

/** `shop.example.com/api`, with the number of further paths; the host alone where any path is meant. */
export function placeText({ change: { host }, paths, alternatives }: FoldedChange): string {
  const [first = '', ...others] = paths;
  const shown = others.slice(0, SHOWN - 1);
  const more = others.length - shown.length;
  const names = [first === '*' ? host : `${host}${first}`, ...shown].join(', ');
  const files = alternatives.map((each) => each.join(', ')).join(' | ');
  return `${names}${more > 0 ? ` and ${more} more paths` : ''}${files === '' ? '' : ` [${files}]`}`;
}
