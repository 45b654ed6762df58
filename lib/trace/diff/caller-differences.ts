import { groupBy } from '../../groups';
import type { Answer } from '../../traffic/answer';
import type { RequestFacts } from '../../traffic/request-facts';
import type { Difference } from './change';
import { allows, fieldsOf, type Guard, guardOf } from './guard';
import { type HopsOfRole, receivers } from './hops';
import { callerText, isBeyondProbes, operationText, probesFor } from './probes';
import { explained } from './reasons';
import { hopTitle, type Sides } from './sides';
import { tokenDifferences } from './token-differences';

/** Whom the policies of receivers let in, where both sides have the receiver; a gateway stands for another. */
export function callerDifferences(sides: Sides, { role, was, is }: HopsOfRole): readonly Difference[] {
  const before = receivers(was);
  return receivers(is).flatMap((label) => {
    const other = before.includes(label) || role !== 'gateway' ? label : (before[0] ?? label);
    const hop = is.find(({ to }) => to === label);
    return hop === undefined ? [] : guardDifferences(sides, other, label, hopTitle(hop));
  });
}

/** The same, of two Pods by what hops name them. */
export function guardDifferences(sides: Sides, was: string, is: string, hop: string): readonly Difference[] {
  const [before, after] = [sides.podOf(sides.was, was), sides.podOf(sides.is, is)];
  if (before === undefined || after === undefined) return [];
  const policies = policyDifference(sides, guardOf(sides.was, before), guardOf(sides.is, after));
  return [...(policies === undefined ? [] : [{ ...policies, hop }]), ...tokenDifferences(sides, before, after, hop)];
}

type Told = Omit<Difference, 'hop'>;

/** Workloads often have the same policies. */
const known = new WeakMap<Sides, Map<string, Told | undefined>>();

function policyDifference(sides: Sides, was: Guard, is: Guard): Told | undefined {
  if (was.key === is.key || was.policies.length + is.policies.length === 0) return undefined;
  const ofSides = known.get(sides) ?? new Map<string, Told | undefined>();
  known.set(sides, ofSides);
  const key = `${was.key}\n\n${is.key}`;
  if (!ofSides.has(key)) ofSides.set(key, compared(sides, was, is));
  return ofSides.get(key);
}

/** What the policies of either side make of a request. */
interface Try {
  readonly probe: RequestFacts;
  readonly was: Answer;
  readonly is: Answer;
}

function compared(sides: Sides, was: Guard, is: Guard): Told | undefined {
  const tries = probesFor([...was.policies, ...is.policies], is.mesh.config).map(
    (probe): Try => ({ probe, was: allows(was, probe), is: allows(is, probe) }),
  );
  const opened = tries.filter((each) => openness(each.is) > openness(each.was));
  const closed = tries.filter((each) => openness(each.is) < openness(each.was));
  const [first] = opened.length > 0 ? opened : closed;
  if (first === undefined) return rewritten(sides, was, is);
  const parts = [
    ...(opened.length === 0 ? [] : [`lets in ${examples(opened, tries, is)}`]),
    ...(closed.length === 0 ? [] : [`refuses ${examples(closed, tries, is)}`]),
  ];
  const { reasons, decidedBy } = explained(sides, fieldsOf(was), fieldsOf(is));
  return {
    was: WORDS[openness(first.was)] ?? '',
    is: WORDS[openness(first.is)] ?? '',
    direction: opened.length > 0 ? 'weaker' : 'stronger',
    told: `now ${parts.join(', and ')}`,
    reasons: [...proxyReasons(was, is), ...reasons],
    decidedBy,
  };
}

const WORDS = ['denied', 'not known', 'allowed'];

function openness(allowed: Answer): number {
  if (allowed === undefined) return 1;
  return allowed ? 2 : 0;
}

function proxyReasons(was: Guard, { isEnforced, pod: { namespace, owner } }: Guard): readonly string[] {
  if (was.isEnforced === isEnforced) return [];
  const change = isEnforced
    ? 'has a proxy now that enforces AuthorizationPolicies'
    : 'has no proxy anymore that enforces AuthorizationPolicies';
  return [`${namespace}/${owner.name} ${change}`];
}

const SHOWN = 3;

/** By caller; operations are told where only some are. */
function examples(turned: readonly Try[], tries: readonly Try[], { mesh: { config } }: Guard): string {
  const callerOf = ({ probe }: Try) => callerText(probe, config);
  const all = groupBy(tries, callerOf);
  const texts = Array.from(groupBy(turned, callerOf), ([caller, some]) => {
    if (some.length === all.get(caller)?.length) return caller;
    return `${caller} for ${shortened(some.map(({ probe }) => operationText(probe)))}`;
  });
  return shortened(texts);
}

function shortened(texts: readonly string[]): string {
  const shown = texts.slice(0, SHOWN).join(', ');
  return texts.length > SHOWN ? `${shown} and ${texts.length - SHOWN} more` : shown;
}

/** Policies that decide all the same as far as could be tried, and ask for more than could be. */
function rewritten(sides: Sides, was: Guard, is: Guard): Told | undefined {
  if (![...was.policies, ...is.policies].some(({ policy }) => isBeyondProbes(policy))) return undefined;
  const told = 'AuthorizationPolicies ask for something else';
  const ends = { was: 'other policies', is: 'policies' };
  return { ...ends, direction: 'changed', told, ...explained(sides, fieldsOf(was), fieldsOf(is)) };
}
