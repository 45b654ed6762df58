import type { Hop, TracedRequest } from '../request';

/** By what a hop leads to, so that those of two ways can be matched. */
export const ROLES = ['ingress', 'gateway', 'backend'] as const;

export type Role = (typeof ROLES)[number];

/** The hops of several ways to receivers of one role. */
export interface HopsOfRole {
  readonly role: Role;
  readonly was: readonly Hop[];
  readonly is: readonly Hop[];
}

/** Matched by their receivers' role, in the order of a way; roles without a hop are left out. */
export function hopsByRole(was: readonly TracedRequest[], is: readonly TracedRequest[]): readonly HopsOfRole[] {
  const [before, after] = [was.flatMap(({ hops }) => hops), is.flatMap(({ hops }) => hops)];
  return ROLES.map((role) => ({
    role,
    was: before.filter((hop) => roleOf(hop) === role),
    is: after.filter((hop) => roleOf(hop) === role),
  })).filter((hops) => hops.was.length + hops.is.length > 0);
}

function roleOf({ to }: Hop): Role {
  const [kind] = to.split(' ', 1);
  return kind === 'ingress' || kind === 'gateway' ? kind : 'backend';
}

export function receivers(hops: readonly Hop[]): readonly string[] {
  return [...new Set(hops.map(({ to }) => to))];
}
