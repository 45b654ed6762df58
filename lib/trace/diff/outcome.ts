import type { Decider, TracedRequest } from '../request';

/** `arrives`, why it does not, `unknown`, or the status of an answer that comes from a gateway itself. */
export function outcomeOf({ end }: TracedRequest): string {
  if (end === undefined) return 'arrives';
  if (end.failure !== null) return end.failure;
  return end.arrives === undefined ? 'unknown' : `status ${end.status}`;
}

/** Of several ways, all outcomes. */
export function outcomes(ways: readonly TracedRequest[]): string {
  return [...new Set(ways.map(outcomeOf))].toSorted((one, other) => (one < other ? -1 : 1)).join(', ');
}

/** Those that reach a container, or may. */
export function passing(ways: readonly TracedRequest[]): readonly TracedRequest[] {
  return ways.filter(({ end }) => end?.arrives !== false);
}

/** Those that certainly reach a container. */
export function arriving(ways: readonly TracedRequest[]): readonly TracedRequest[] {
  return ways.filter(({ end }) => end === undefined);
}

/** Whether AuthorizationPolicies keep it from arriving, or may. */
export function isUpToPolicies({ end }: TracedRequest): boolean {
  return end?.failure === 'denied' || (end?.decidedBy.some(({ manifest }) => isPolicy(manifest.kind)) ?? false);
}

function isPolicy(kind: string): boolean {
  return kind === 'AuthorizationPolicy';
}

/** All that decides a way. */
export function decidersOf({ hops, end }: TracedRequest): readonly Decider[] {
  return [...hops.flatMap(({ decidedBy }) => decidedBy), ...(end?.decidedBy ?? [])];
}
