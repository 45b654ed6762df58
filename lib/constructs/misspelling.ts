/**
 * Types let props be spread from wider objects, so not every property that is not among `keys` is one. It is when it
 * is a key all the same (of another member of a union), and when it looks like one that is not given.
 */
export function isMistaken(stray: string, keys: readonly string[], value: object): boolean {
  const near = (key: string) => !(key in value) && distance(stray, key) <= Math.min(2, stray.length / 4);
  return keys.some((key) => key === stray || near(key));
}

/** How many letters were changed, added or left out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) {
    const next = [(row[0] ?? 0) + 1];
    for (let at = 0; at < other.length; at++) {
      const [above = 0, left = 0, aslant = 0] = [row[at + 1], next[at], row[at]];
      next.push(Math.min(above + 1, left + 1, aslant + (other[at] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
