import { append } from '../groups';
import type { Manifest, Path } from '../manifest/manifest';
import { decide, isDryRun } from '../traffic/authorization-match';
import { isAssumed } from '../traffic/default-gateway';
import type { Mesh } from '../traffic/mesh';
import { type PublicArrival, publicArrivals } from '../traffic/public-arrivals';
import type { RequestFacts } from '../traffic/request-facts';
import { actionOf, rulesOf } from './authorization-policy';

/** Public requests that a policy refuses, whatever else they have. */
export interface Lockout {
  readonly request: PublicArrival;
  readonly action: 'ALLOW' | 'DENY';
  /** The rule that denies; all of them where none allows. */
  readonly path: Path;
}

interface Lockouts {
  readonly denied: readonly Lockout[];
  /** Whether some would be refused if the gateway, which is only assumed, had the one ServiceAccount and not the other. */
  readonly isOpen: boolean;
}

interface Index {
  readonly denied: Map<Manifest, Lockout[]>;
  readonly open: Set<Manifest>;
}

const INDEXES = new WeakMap<Mesh, Index>();

export function lockoutsOf(policy: Manifest, mesh: Mesh): Lockouts {
  const { denied, open } = INDEXES.get(mesh) ?? indexOf(mesh);
  return { denied: denied.get(policy) ?? [], isOpen: open.has(policy) };
}

function indexOf(mesh: Mesh): Index {
  const index: Index = { denied: new Map(), open: new Set() };
  INDEXES.set(mesh, index);
  for (const request of publicArrivals(mesh)) {
    const policies = mesh.authorization.policiesFor(request.at).filter((policy) => !isDryRun(policy));
    if (policies.length > 0) judge(request, policies, mesh, index);
  }
  return index;
}

function judge(request: PublicArrival, policies: readonly Manifest[], mesh: Mesh, { denied, open }: Index): void {
  for (const { policy, ...lockout } of refusals(request.facts, policies, mesh)) {
    append(denied, policy, { ...lockout, request });
  }
  const isBehindAssumed = isAssumed(request.gateway.owner) && request.at.owner !== request.gateway.owner;
  if (!isBehindAssumed || request.facts.principal !== undefined) return;
  // Someone whom no policy names.
  const stranger = { ...request.facts, principal: 'td/ns//sa/' };
  for (const { policy } of refusals(stranger, policies, mesh)) open.add(policy);
}

interface Refusal {
  readonly policy: Manifest;
  readonly action: 'ALLOW' | 'DENY';
  readonly path: Path;
}

/** Each policy that denies; else, where none allows, the one that is most likely meant to. */
function refusals(facts: RequestFacts, policies: readonly Manifest[], mesh: Mesh): readonly Refusal[] {
  const decisionOf = (some: readonly Manifest[]) =>
    decide(some, facts, mesh.config, (policy) => mesh.catalog.namespaceOf(policy));
  const denials = policies.flatMap((policy): readonly Refusal[] => {
    const { allowed, path } = decisionOf(actionOf(policy) === 'DENY' ? [policy] : []);
    return allowed === false && path !== undefined ? [{ policy, action: 'DENY', path }] : [];
  });
  const allowing = policies.filter((policy) => actionOf(policy) === 'ALLOW');
  if (denials.length > 0 || decisionOf(allowing).allowed !== false) return denials;
  const [policy] = allowing.toSorted((one, other) => compare(rankOf(one, mesh), rankOf(other, mesh)));
  return policy === undefined ? [] : [{ policy, action: 'ALLOW', path: ['spec', 'rules'] }];
}

/** Judged ones first, then those that allow something, then by name. */
function rankOf(policy: Manifest, { catalog }: Mesh): string {
  const ranks = [catalog.isJudged(policy), rulesOf(policy).length > 0].map((is) => (is ? '0' : '1'));
  return [...ranks, policy.name, catalog.namespaceOf(policy)].join('/');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
