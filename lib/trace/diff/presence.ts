import type { TracedRequest } from '../request';
import { verdictOf } from '../verdict';
import type { Difference } from './change';
import { isUpToPolicies, outcomeOf, passing } from './outcome';
import type { Pair, Traced } from './pairs';
import { decidersUntil } from './parting';
import { explained } from './reasons';
import type { Sides } from './sides';

/**
 * Of all requests for a host and path: what is new, or gone, as a whole. Undefined where both sides serve it; nothing
 * where neither does.
 */
export function presence(sides: Sides, pairs: readonly Pair[]): readonly Difference[] | undefined {
  const isNew = isAbsent(pairs.map(({ was }) => was));
  const isGone = isAbsent(pairs.map(({ is }) => is));
  if (!isNew && !isGone) return undefined;
  if (isNew && isGone) return [];
  const [was, is] = [likeliest(pairs.map((pair) => pair.was)), likeliest(pairs.map((pair) => pair.is))];
  if (was === undefined || is === undefined) return [];
  const ending = isNew ? was : is;
  const why = explained(sides, decidersUntil([was], ending), decidersUntil([is], ending));
  const ends = { was: outcomeOf(was), is: outcomeOf(is), ...why };
  return isNew
    ? [{ ...ends, hop: wayOf(is), direction: 'added', told: appearanceText(was, is) }]
    : [{ ...ends, hop: wayOf(was), direction: 'removed', told: `now ${is.end?.why ?? ''}` }];
}

/** No route takes it, redirects to HTTPS aside; or the side does not speak of it, and nothing of the mesh has refused it. */
function isAbsent(all: readonly Traced[]): boolean {
  const ways = all.flatMap((each) => each.ways);
  const answered = ways.filter(({ end }) => end?.failure !== 'redirect');
  if (answered.length > 0 && answered.every(({ end }) => end?.failure === 'no-route')) return true;
  return !all.some(({ isListed }) => isListed) && ways.every(isUnknownHere);
}

function isUnknownHere(way: TracedRequest): boolean {
  return way.end !== undefined && way.end.failure !== 'mtls-mismatch' && !isUpToPolicies(way);
}

/** One that arrives before others, and over TLS before others; of these one that the side speaks of. Redirects come last. */
function likeliest(all: readonly Traced[]): TracedRequest | undefined {
  const ways = [...all.filter(({ isListed }) => isListed), ...all].flatMap((each) => each.ways);
  const ended = ways.filter(({ end }) => end?.failure !== 'redirect');
  const groups = [passing(ways), ended, ways];
  const choices = groups.flatMap((group) => [group.find(({ client }) => client.scheme === 'https'), group[0]]);
  return choices.find((way) => way !== undefined);
}

/** From its sender to where it gets. */
function wayOf({ hops, entry, client }: TracedRequest): string {
  const from = hops[0]?.from ?? (client.from === undefined ? 'client' : entry);
  return `${from} → ${hops.at(-1)?.to ?? (client.from === undefined ? entry || client.host : client.host)}`;
}

function appearanceText(was: TracedRequest, is: TracedRequest): string {
  return `${verdictOf(is).replace(/\.$/, '')}; before, ${was.end?.why ?? ''}`;
}
