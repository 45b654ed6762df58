/** The vertices in order, or the members of a cycle, each of which waits for the next and the last for the first. */
export type Order = { readonly order: readonly number[] } | { readonly cycle: readonly number[] };

interface Frame {
  readonly vertex: number;
  readonly before: readonly number[];
  next: number;
}

const OPEN = 1;
const DONE = 2;

/**
 * The roots in the order given and all that they wait for, except that what a vertex waits for comes before it.
 * Each vertex and edge is looked at once, and without recursion, so that neither chains nor diamonds cost more.
 * @param before what a vertex waits for; asked once a vertex
 */
export function topologicalOrder(roots: Iterable<number>, before: (vertex: number) => readonly number[]): Order {
  const states: number[] = [];
  const order: number[] = [];
  const path: Frame[] = [];
  const open = (vertex: number): void => {
    states[vertex] = OPEN;
    path.push({ vertex, before: before(vertex), next: 0 });
  };
  for (const root of roots) {
    if (states[root] === undefined) open(root);
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const next = frame.before[frame.next++];
      if (next === undefined) {
        states[frame.vertex] = DONE;
        order.push(frame.vertex);
        path.pop();
      } else if (states[next] === OPEN) {
        const members = path.map(({ vertex }) => vertex);
        return { cycle: members.slice(members.indexOf(next)) };
      } else if (states[next] !== DONE) open(next);
    }
  }
  return { order };
}

/** How many of those that count come before each vertex, on the longest way. */
export function levels(
  order: readonly number[],
  before: (vertex: number) => readonly number[],
  counts: (vertex: number) => boolean,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const vertex of order) {
    const level = before(vertex).reduce(
      (high, one) => Math.max(high, (found.get(one) ?? 0) + (counts(one) ? 1 : 0)),
      0,
    );
    found.set(vertex, level);
  }
  return found;
}
