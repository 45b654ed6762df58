import { append } from '../../groups';
import type { Mesh } from '../../traffic/mesh';
import { meshRequests } from '../mesh-requests';
import { publicRequests } from '../public-requests';
import type { Client, TracedRequest } from '../request';
import { trace } from '../trace';
import type { Sides } from './sides';

/** A request, as both sides have it. */
export interface Pair {
  readonly client: Client;
  readonly was: Traced;
  readonly is: Traced;
}

export interface Traced {
  readonly ways: readonly TracedRequest[];
  /** Whether the side itself lets in, or speaks of, such a request. */
  readonly isListed: boolean;
}

/** The requests of either side, each traced on both. */
export function pairsOf(sides: Sides): readonly Pair[] {
  const [was, is] = [requestsOf(sides.was), requestsOf(sides.is)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    matched(was.get(key) ?? [], is.get(key) ?? []).map(([before, after]) => pairOf(sides, before, after)),
  );
}

function requestsOf(mesh: Mesh): ReadonlyMap<string, readonly Client[]> {
  const found = new Map<string, Client[]>();
  for (const client of [...publicRequests(mesh), ...meshRequests(mesh)]) append(found, keyOf(client), client);
  return found;
}

/** Where it comes in may have another name on the other side. */
function keyOf(client: Client): string {
  return JSON.stringify({ ...client, entry: client.entry?.kind });
}

type Match = readonly [Client | undefined, Client | undefined];

/** Those that come in at the same object, and the rest in their order. */
function matched(was: readonly Client[], is: readonly Client[]): readonly Match[] {
  const after = new Map(is.map((client) => [JSON.stringify(client.entry), client]));
  const found: Match[] = [];
  const left: Client[] = [];
  for (const client of was) {
    const key = JSON.stringify(client.entry);
    const same = after.get(key);
    if (same === undefined) left.push(client);
    else found.push([client, same]);
    after.delete(key);
  }
  const right = [...after.values()];
  const rest = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index): Match => [left[index], right[index]],
  );
  return [...found, ...rest];
}

function pairOf(sides: Sides, before: Client | undefined, after: Client | undefined): Pair {
  const client = after ?? before;
  if (client === undefined) throw new TypeError('a pair has a request');
  return { client, was: traced(sides, sides.was, before, client), is: traced(sides, sides.is, after, client) };
}

/** What a side does not list comes in at the same object, else wherever it would by itself. */
function traced(sides: Sides, mesh: Mesh, own: Client | undefined, client: Client): Traced {
  const entry = client.entry && sides.has(mesh, client.entry) ? client.entry : undefined;
  return { ways: trace(mesh, own ?? { ...client, entry }), isListed: own !== undefined };
}
