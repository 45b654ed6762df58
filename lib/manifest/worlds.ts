import { groupBy } from '../groups';
import { canonical } from './canonical';
import { identityOf } from './identity';
import type { Manifest } from './manifest';

/** What can be on one cluster together. */
export interface Worlds {
  /** At least one; each in the order of the input. */
  readonly worlds: readonly (readonly Manifest[])[];
  /** Of the parts (files) that define the same objects differently, those of each world. */
  readonly alternatives: readonly (readonly string[])[];
  /** Objects that their own part has defined before. */
  readonly repeated: readonly Manifest[];
}

/** Where objects go that name no namespace. */
export const DEFAULT_NAMESPACE = 'default';

/**
 * Tells alternatives apart. Two files that define one object differently are stages or environments of one thing: a
 * cluster gets one of them, and to judge them as if it had both would find conflicts that are none. Files without such
 * a contradiction are in every world, and each of the others is in one at least.
 */
export function worldsOf(objects: readonly Manifest[]): Worlds {
  const { contested, repeated } = contradictions(objects);
  const claims = claimsOf(objects, contested);
  const alternatives: Alternative[] = [];
  for (const [part, claimed] of claims) {
    const place = alternatives.find((world) => world.admits(claimed)) ?? newAlternative(alternatives);
    place.take(part, claimed);
  }
  if (alternatives.length < 2) return { worlds: [objects], alternatives: [], repeated };
  // A world without any of several stages would lack what every cluster has.
  for (const world of alternatives) {
    for (const [part, claimed] of claims) if (world.admits(claimed)) world.take(part, claimed);
  }
  return {
    worlds: alternatives.map(({ parts }) =>
      objects.filter((manifest) => parts.has(partOf(manifest)) || !claims.has(partOf(manifest))),
    ),
    alternatives: alternatives.map(({ parts }) => [...claims.keys()].filter((part) => parts.has(part))),
    repeated,
  };
}

/** What one part says of contested objects: each one's content, by its identity. */
type Claims = ReadonlyMap<string, string>;

/** Of the parts that make any. */
function claimsOf(objects: readonly Manifest[], contested: ReadonlySet<string>): ReadonlyMap<string, Claims> {
  const claims = new Map<string, Map<string, string>>();
  for (const manifest of objects) {
    const key = identity(manifest);
    if (key === undefined || !contested.has(key)) continue;
    const ofPart = claims.get(partOf(manifest)) ?? new Map<string, string>();
    claims.set(partOf(manifest), ofPart.set(key, canonical(manifest.value)));
  }
  return claims;
}

/** Parts that do not contradict each other. */
class Alternative {
  readonly parts = new Set<string>();
  private readonly contents = new Map<string, string>();

  admits(claims: Claims): boolean {
    return [...claims].every(([key, content]) => (this.contents.get(key) ?? content) === content);
  }

  take(part: string, claims: Claims): void {
    this.parts.add(part);
    for (const [key, content] of claims) this.contents.set(key, content);
  }
}

function newAlternative(alternatives: Alternative[]): Alternative {
  const alternative = new Alternative();
  alternatives.push(alternative);
  return alternative;
}

/** Identities that several parts define differently, and objects that one part defines twice. */
function contradictions(objects: readonly Manifest[]) {
  const contested = new Set<string>();
  const repeated: Manifest[] = [];
  for (const [key, definitions] of groupBy(withNamesakes(objects), identity)) {
    if (key === undefined || definitions.length < 2) continue;
    const last = new Map<string, Manifest>();
    for (const manifest of definitions) {
      if (last.has(partOf(manifest))) repeated.push(manifest);
      last.set(partOf(manifest), manifest);
    }
    const contents = new Set(Array.from(last.values(), ({ value }) => canonical(value)));
    if (contents.size > 1) contested.add(key);
  }
  return { contested, repeated };
}

/** Of most objects there is no other of the same name: a cheaper question than which of them are the same. */
function withNamesakes(objects: readonly Manifest[]): readonly Manifest[] {
  const kinds = new Map<string, Map<string, number>>();
  for (const { kind, name } of objects) {
    const names = kinds.get(kind) ?? new Map<string, number>();
    if (names.size === 0) kinds.set(kind, names);
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  return objects.filter(({ kind, name }) => (kinds.get(kind)?.get(name) ?? 0) > 1);
}

function partOf({ origin }: Manifest): string {
  return origin.part ?? origin.file;
}

function identity(manifest: Manifest): string | undefined {
  return identityOf(manifest, DEFAULT_NAMESPACE);
}
