import type { TracedRequest } from '../request';
import type { Difference, Direction } from './change';
import { isUpToPolicies, outcomes, passing } from './outcome';
import { decidersUntil, partingIndex } from './parting';
import type { Pair } from './pairs';
import { explained } from './reasons';
import { serverOf, verification } from './servers';
import { hopTitle, type Sides } from './sides';

/** Whether a request arrives on one side and does not on the other, or ends in another way. */
export function arrivalDifference(sides: Sides, pair: Pair): readonly Difference[] {
  const { was, is } = pair;
  const [before, after] = [outcomes(was.ways), outcomes(is.ways)];
  const [ended, ending] = [endingOf(was.ways), endingOf(is.ways)];
  if (before === after && answerOf(ended) === answerOf(ending)) return [];
  const parting = partingOf(pair);
  return [
    {
      hop: hopOf(pair),
      was: before === after ? answerText(ended, ending) : before,
      is: before === after ? answerText(ending, ended) : after,
      direction: directionOf(sides, pair),
      told: `${requestOf(pair)}: ${outcomeText(ended, ending)}`,
      ...explained(sides, decidersUntil(was.ways, parting), decidersUntil(is.ways, parting)),
    },
  ];
}

/** The first way that ends before a container, or may. */
function endingOf(ways: readonly TracedRequest[]): TracedRequest | undefined {
  return ways.find(({ end }) => end !== undefined);
}

/** What a gateway answers by itself. */
function answerOf(way: TracedRequest | undefined): string | undefined {
  const { end } = way ?? {};
  return end?.failure === 'redirect' || (end?.arrives === false && end.failure === null) ? end.why : undefined;
}

/** In as few words as tell it from another answer. */
function answerText(one: TracedRequest | undefined, other: TracedRequest | undefined): string {
  const status = one?.end?.status;
  return status === other?.end?.status ? (answerOf(one) ?? 'arrives') : `status ${status}`;
}

function outcomeText(was: TracedRequest | undefined, is: TracedRequest | undefined): string {
  if (is?.end !== undefined) return `now ${is.end.why}`;
  return `now arrives, before ${was?.end?.why ?? ''}`;
}

/** Which of the requests for a host and path. */
function requestOf({ client: { scheme, method, headers, certificate, from } }: Pair): string {
  const names = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `${method} over ${from === undefined ? scheme.toUpperCase() : 'the mesh'}`,
    certificate === undefined ? '' : ` with the certificate of ${certificate.namespace}/${certificate.name}`,
    names.length === 0 ? '' : ` with ${names.join(', ')}`,
  ].join('');
}

/** Where the way that ends leaves the one that goes on; else as far as either gets. */
function hopOf({ was, is, client }: Pair): string {
  const ways = [...is.ways, ...was.ways];
  const [goingOn] = passing(ways);
  const ending = partingOf({ was, is });
  const reached = ways.flatMap(({ hops }) => hops.slice(-1))[0];
  const hop = goingOn?.hops[partingIndex(ending)] ?? goingOn?.hops.at(-1) ?? reached;
  return hop === undefined ? `${client.from === undefined ? 'client' : ending?.entry} → ${client.host}` : hopTitle(hop);
}

/** The way that does not go on where the other does. */
function partingOf({ was, is }: Pick<Pair, 'was' | 'is'>): TracedRequest | undefined {
  const ways = [...is.ways, ...was.ways];
  return ways.find(({ end }) => end?.arrives === false) ?? endingOf(ways);
}

function directionOf(sides: Sides, { was, is, client }: Pair): Direction {
  const step = openness(is.ways) - openness(was.ways);
  const proof = proofStep(sides, was.ways, is.ways);
  if (step > 0 && (was.ways.some(isUpToPolicies) || proof < 0)) return 'weaker';
  if (step < 0 && (is.ways.some(isUpToPolicies) || proof > 0)) return 'stronger';
  // Clients with another certificate are none of another host or route.
  if (client.certificate !== undefined) return 'changed';
  if (step > 0 && (!was.isListed || was.ways.every(isUnrouted))) return 'added';
  if (step < 0 && (!is.isListed || is.ways.every(isUnrouted))) return 'removed';
  if (step === 0 && was.isListed !== is.isListed) return was.isListed ? 'removed' : 'added';
  return 'changed';
}

/** Above zero where clients have to prove more of themselves. */
function proofStep(sides: Sides, was: readonly TracedRequest[], is: readonly TracedRequest[]): number {
  const [before, after] = [verification(serverOf(sides.was, was)), verification(serverOf(sides.is, is))];
  return before === undefined || after === undefined ? 0 : after - before;
}

function isUnrouted({ end }: TracedRequest): boolean {
  return end?.failure === 'no-route';
}

/** How certainly it arrives. */
function openness(ways: readonly TracedRequest[]): number {
  if (ways.some(({ end }) => end === undefined)) return 2;
  return ways.some(({ end }) => end?.arrives === undefined) ? 1 : 0;
}
