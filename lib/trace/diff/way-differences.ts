import type { Hop, TracedRequest } from '../request';
import { callerDifferences } from './caller-differences';
import type { Difference } from './change';
import { clientTlsDifferences } from './client-tls-differences';
import { controllerDifferences } from './controller-differences';
import { type HopsOfRole, hopsByRole, receivers } from './hops';
import { arriving, decidersOf } from './outcome';
import { compareProtection, protectionDifference, weakest, weakestDifference } from './protection-difference';
import { explained } from './reasons';
import { listed } from './settings';
import { hopTitle, type Sides } from './sides';

/** Ways of both sides that arrive. */
type Ways = readonly TracedRequest[];

/** What differs between ways that arrive, hop by hop. */
export function wayDifferences(sides: Sides, was: Ways, is: Ways): readonly Difference[] {
  const roles = hopsByRole(was, is);
  const all = { was: roles.flatMap((hops) => hops.was), is: roles.flatMap((hops) => hops.is) };
  // What is not known to arrive may go on as before.
  const isWhole = [...was, ...is].every(({ end }) => end === undefined);
  const backend = isWhole ? backendDifference(sides, was, is) : undefined;
  const moved = roles.filter(({ role }) => backend === undefined || role !== 'backend');
  return [
    ...(backend === undefined ? [] : [backend]),
    ...moved.flatMap((hops) => receiverDifferences(sides, hops)),
    ...roles.flatMap((hops) => hopDifferences(sides, hops, isWhole ? all : NONE)),
    ...controllerDifferences(sides, was, is),
  ];
}

/** Of ways that certainly arrive: whether the weakest way in of either side protects less, or more, on any hop. */
export function weakestDifferences(sides: Sides, was: Ways, is: Ways): readonly Difference[] {
  return hopsByRole(arriving(was), arriving(is)).flatMap((hops) => weakestDifference(sides, hops) ?? []);
}

const NONE: BothHops = { was: [], is: [] };

type BothHops = Pick<HopsOfRole, 'was' | 'is'>;

function hopDifferences(sides: Sides, hops: HopsOfRole, all: BothHops): readonly Difference[] {
  const { was, is } = hops;
  if (was.length === 0 || is.length === 0) return appearance(sides, hops, all);
  const protection = protectionDifference(sides, hops);
  return [
    ...(protection === undefined ? proofDifferences(sides, hops) : [protection]),
    ...clientTlsDifferences(sides, hops),
    ...noteDifferences(sides, hops),
    ...callerDifferences(sides, hops),
  ];
}

/** A hop that ways of one side only have: the weakest hop of the other side tells whether that is for the worse. */
function appearance(sides: Sides, { was, is }: BothHops, all: BothHops): readonly Difference[] {
  const [before, after] = [weakest(was), weakest(is)];
  const [hop, other] = [after ?? before, weakest(after === undefined ? all.is : all.was)];
  if (hop === undefined || other === undefined) return [];
  const isWorse = compareProtection(hop.protection, other.protection) < 0;
  const common = {
    hop: hopTitle(hop),
    was: before?.protection ?? 'none',
    is: after?.protection ?? 'none',
    ...explained(sides, before?.decidedBy ?? [], after?.decidedBy ?? []),
  };
  return after === undefined
    ? [{ ...common, direction: isWorse ? 'stronger' : 'changed', told: 'the hop is gone' }]
    : [{ ...common, direction: isWorse ? 'weaker' : 'changed', told: 'the hop is new' }];
}

function changed(sides: Sides, { was, is }: BothHops, before: string, after: string, told: string): Difference[] {
  const why = explained(sides, was.flatMap(decidersAt), is.flatMap(decidersAt));
  const ends = { was: before || 'none', is: after || 'none' };
  return is.slice(0, 1).map((hop) => ({ hop: hopTitle(hop), ...ends, direction: 'changed', told, ...why }));
}

function decidersAt({ decidedBy }: Hop): Hop['decidedBy'] {
  return decidedBy;
}

/** Identities of the mesh, and who proves itself to an Ingress controller. Servers of Gateways tell more of theirs. */
function proofDifferences(sides: Sides, hops: HopsOfRole): readonly Difference[] {
  const [before, after] = [listed(hops.was.map(({ proves }) => proves)), listed(hops.is.map(({ proves }) => proves))];
  if (before === after || hops.role === 'gateway') return [];
  if (receivers(hops.was).join() !== receivers(hops.is).join()) return [];
  return changed(sides, hops, before, after, `proof was ${before || 'none'}, is ${after || 'none'}`);
}

function receiverDifferences(sides: Sides, hops: HopsOfRole): readonly Difference[] {
  const [before, after] = [listed(receivers(hops.was)), listed(receivers(hops.is))];
  if (before === after || before === '' || after === '') return [];
  return changed(sides, hops, before, after, `goes to ${after} and not to ${before}`);
}

/** Rewrites, timeouts, mirrors and faults. */
function noteDifferences(sides: Sides, hops: HopsOfRole): readonly Difference[] {
  const [before, after] = [listed(hops.was.flatMap(notesOf)), listed(hops.is.flatMap(notesOf))];
  if (before === after) return [];
  return changed(sides, hops, before, after, noteText(before, after));
}

function noteText(before: string, after: string): string {
  if (after === '') return `without ${before}`;
  return before === '' ? `with ${after}` : `${after} and not ${before}`;
}

function notesOf({ notes }: Hop): readonly string[] {
  return notes;
}

/** Service, port and share of the requests. */
function backendDifference(sides: Sides, was: Ways, is: Ways): Difference | undefined {
  const [before, after] = [listed(was.flatMap(backendOf)), listed(is.flatMap(backendOf))];
  const [hop] = [...is, ...was].flatMap(({ hops }) => hops.slice(-1));
  if (before === after || hop === undefined) return undefined;
  return {
    hop: hopTitle(hop),
    was: before || 'none',
    is: after || 'none',
    direction: 'changed',
    told: `goes to ${after || 'no Service'} and not to ${before || 'a Service'}`,
    ...explained(sides, was.flatMap(decidersOf), is.flatMap(decidersOf)),
  };
}

function backendOf({ backend, weight }: TracedRequest): readonly string[] {
  if (backend === undefined) return [];
  const { namespace, service, port } = backend;
  return [`${namespace}/${service}:${port}${weight === undefined ? '' : ` (${weight} %)`}`];
}
