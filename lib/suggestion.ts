/** The known name that the writer of `name` most likely meant, if one is near enough. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  const wanted = fold(name);
  let best: string | undefined;
  let least = Math.floor(wanted.length / 3) + 1;
  for (const candidate of known) {
    const far = distance(wanted, fold(candidate), least);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** Generated classes write `clusterIp` for `clusterIP` and `jwksUri` for `jwks_uri`; people mix the two. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[_\-.]/g, '');
}

/** Edits (insert, delete, replace, swap neighbours) from one text to the other, or `limit` when it takes that many. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(!same));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return Math.min(row[other.length] ?? limit, limit);
}
