import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { familyOf } from '../alternatives';
import { append } from '../groups';

/** Where a construct claims a thing: the construct and the place in its props, for the message. */
interface Claim {
  readonly owner: IConstruct;
  readonly place: string;
}

interface Ledger {
  readonly claims: Map<string, Claim[]>;
  readonly facts: Map<string, IConstruct[]>;
  readonly checks: (() => string[])[];
}

const ledgers = new WeakMap<IConstruct, Ledger>();

/** One ledger a tree, validated once at its root: problems that only the whole tree shows are reported together. */
function ledgerOf(scope: IConstruct): Ledger {
  const root = scope.node.root;
  const known = ledgers.get(root);
  if (known) return known;
  const ledger: Ledger = { claims: new Map(), facts: new Map(), checks: [] };
  ledgers.set(root, ledger);
  root.node.addValidation({
    validate: () => {
      const claims = [...ledger.claims].flatMap(([what, owners]) => conflicts(what, owners));
      const problems = [...claims, ...ledger.checks.flatMap((check) => check())];
      return [...new Set(problems)];
    },
  });
  return ledger;
}

/**
 * Claims what only one construct of an app may own, such as a host and port of a gateway workload.
 * @param what noun phrase that is unique for the thing
 * @param place where in the owner's props it is claimed
 */
export function claim(owner: IConstruct, what: string, place: string): void {
  append(ledgerOf(owner).claims, what, { owner, place });
}

/** The constructs that claimed the thing and can be deployed together with `asker`. */
export function whoClaimed(asker: IConstruct, what: string): IConstruct[] {
  const owners = (ledgerOf(asker).claims.get(what) ?? []).map(({ owner }) => owner);
  return owners.filter((owner) => !exclude(owner, asker));
}

/** Notes a fact that a check of another construct may ask for. */
export function note(owner: IConstruct, fact: string): void {
  append(ledgerOf(owner).facts, fact, owner);
}

/** The constructs that noted the fact and can be deployed together with `asker`. */
export function whoNoted(asker: IConstruct, fact: string): IConstruct[] {
  return (ledgerOf(asker).facts.get(fact) ?? []).filter((owner) => !exclude(owner, asker));
}

/** Runs the check when the whole tree is validated. */
export function checkTree(owner: IConstruct, check: () => string[]): void {
  ledgerOf(owner).checks.push(check);
}

function conflicts(what: string, claims: readonly Claim[]): string[] {
  // One comparison a claim, with the first of its chart, else with the first of all: linear however many there are.
  const firstOfChart = new Map<Chart | undefined, Claim>();
  const [first] = claims;
  return claims.flatMap((claimed) => {
    const chart = chartOf(claimed.owner);
    const rival = firstOfChart.get(chart) ?? (first && !exclude(first.owner, claimed.owner) ? first : undefined);
    if (!firstOfChart.has(chart)) firstOfChart.set(chart, claimed);
    if (rival === undefined || rival === claimed) return [];
    return [
      `${what} is claimed twice: by ${rival.owner.node.path} (${rival.place}) and by ${claimed.owner.node.path} (${claimed.place}). ` +
        'Keep one of the two, or give one of them another name or host.',
    ];
  });
}

/** Stages of one family are never deployed together, so they may own the same things. */
function exclude(one: IConstruct, other: IConstruct): boolean {
  const family = familyOf(one);
  return family !== undefined && family === familyOf(other) && chartOf(one) !== chartOf(other);
}

/** The nearest: each chart is deployed on its own, also one that lies in another. */
function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.filter((scope) => Chart.isChart(scope)).at(-1);
}
