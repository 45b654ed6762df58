import { groupBy } from '../groups';
import { identityOf } from '../manifest/identity';
import type { Manifest } from '../manifest/manifest';

/** What can be on one cluster together. */
export interface Worlds {
  /** At least one; each in the order of the input. */
  readonly worlds: readonly (readonly Manifest[])[];
  /** Parts (files) that define the same objects differently, so that each has a world of its own. */
  readonly alternatives: readonly (readonly string[])[];
  /** Objects that their own part has defined before. */
  readonly repeated: readonly Manifest[];
}

/** Where objects go that name no namespace. */
const DEFAULT_NAMESPACE = 'default';

/**
 * Tells alternatives apart. Two files that define one object differently are stages or environments of one thing: a
 * cluster gets one of them, and to judge them as if it had both would find conflicts that are none. Files without such
 * a contradiction are in every world.
 */
export function worldsOf(objects: readonly Manifest[]): Worlds {
  const { contested, repeated } = contradictions(objects);
  const parts = groupBy(objects, partOf);
  const alternatives: Alternative[] = [];
  const placeOf = new Map<string, Alternative>();
  for (const [part, members] of parts) {
    const claims = members.filter((member) => contested.has(identity(member) ?? ''));
    if (claims.length === 0) continue;
    const place = alternatives.find((world) => world.admits(claims)) ?? newAlternative(alternatives);
    place.take(part, claims);
    placeOf.set(part, place);
  }
  if (alternatives.length < 2) return { worlds: [objects], alternatives: [], repeated };
  const worlds = alternatives.map((world) =>
    objects.filter((manifest) => (placeOf.get(partOf(manifest)) ?? world) === world),
  );
  return { worlds, alternatives: alternatives.map(({ parts: names }) => names), repeated };
}

/** Parts that do not contradict each other. */
class Alternative {
  readonly parts: string[] = [];
  private readonly values = new Map<string, Manifest>();

  admits(claims: readonly Manifest[]): boolean {
    return claims.every((claim) => {
      const other = this.values.get(identity(claim) ?? '');
      return other === undefined || isSame(other, claim);
    });
  }

  take(part: string, claims: readonly Manifest[]): void {
    this.parts.push(part);
    for (const claim of claims) this.values.set(identity(claim) ?? '', claim);
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
  const seen = new Map<string, Manifest>();
  const seenInPart = new Set<string>();
  for (const manifest of objects) {
    const key = identity(manifest);
    if (key === undefined) continue;
    const inPart = `${key}\0${partOf(manifest)}`;
    if (seenInPart.has(inPart)) repeated.push(manifest);
    seenInPart.add(inPart);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, manifest);
    else if (partOf(first) !== partOf(manifest) && !isSame(first, manifest)) contested.add(key);
  }
  return { contested, repeated };
}

function partOf({ origin }: Manifest): string {
  return origin.part ?? origin.file;
}

function identity(manifest: Manifest): string | undefined {
  return identityOf(manifest, DEFAULT_NAMESPACE);
}

function isSame(one: Manifest, other: Manifest): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value);
}
