import type { Decider, Hop, TracedRequest } from '../request';

/**
 * The hop at which a way that ends leaves one that goes on. A denial and other answers come from what has been reached;
 * other ends are where it does not get to.
 */
export function partingIndex(ending: TracedRequest | undefined): number {
  const hops: readonly Hop[] = ending?.hops ?? [];
  const { failure } = ending?.end ?? {};
  const isAnswer = failure === 'denied' || failure === 'redirect' || failure === null;
  return isAnswer ? Math.max(hops.length - 1, 0) : hops.length;
}

/** What decides as far as the ways go together with one that ends, and their own ends. */
export function decidersUntil(ways: readonly TracedRequest[], ending: TracedRequest | undefined): readonly Decider[] {
  const last = partingIndex(ending);
  const isUnrouted = ending?.end?.failure === 'no-route';
  return ways.flatMap(({ hops, end }) => [
    ...hops.slice(0, last).flatMap(({ decidedBy }) => decidedBy),
    // Of a hop to a backend, the route leads there.
    ...(hops[last]?.decidedBy ?? []).filter(({ manifest }) => !isUnrouted || manifest.kind === 'VirtualService'),
    ...(end?.decidedBy ?? []),
  ]);
}
