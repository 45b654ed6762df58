import { Catalog } from '../manifest/catalog';
import { worldsOf } from '../manifest/worlds';
import { Mesh } from '../traffic/mesh';
import { meshConfigIn } from '../traffic/mesh-config';
import { type Change, diffTraces, type Direction } from './diff';
import { untracedChanges } from './diff/untraced';
import type { Untraceable } from './requests';
import type { TraceInput } from './trace-worlds';

export interface DiffInput extends TraceInput {
  /** How a file is called on both sides: its path below the folder that was given. */
  readonly nameOf: (file: string) => string;
}

export interface Diffed {
  readonly change: Change;
  /** Where files define the same objects differently: those with which it is so. Empty where it is so with all. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface Comparison {
  readonly changes: readonly Diffed[];
  /** Of the new set, what was not compared. */
  readonly untraced: readonly Untraceable[];
}

/**
 * Compares everything that can be on one cluster together: of files that exclude each other, each alternative with the
 * one of the same files before. What is the same each time is told once.
 */
export function diffWorlds(old: DiffInput, now: DiffInput): Comparison {
  const found = matched(worldsIn(old), worldsIn(now)).map(({ was, is, files, isTold }) => {
    const [before, after] = [was.mesh(), is.mesh()];
    const changes = diffTraces(before, after).filter(({ direction }) => isTold(direction));
    return { files, changes, untraced: untracedChanges(before, after) };
  });
  const untraced = new Map(found.flatMap((each) => each.untraced).map((part) => [part.manifest, part]));
  return { changes: united(found), untraced: [...untraced.values()] };
}

interface World {
  /** Those that exclude others; none where all files are for one cluster. */
  readonly files: readonly string[];
  readonly name: string;
  readonly mesh: () => Mesh;
}

function worldsIn({
  objects,
  context,
  meshConfig = meshConfigIn([...objects, ...context]),
  nameOf,
}: DiffInput): readonly World[] {
  const { worlds, alternatives } = worldsOf(objects);
  return worlds.map((world, index) => {
    const files = alternatives[index] ?? [];
    const name = JSON.stringify(files.map(nameOf).toSorted());
    return { files, name, mesh: () => new Mesh(new Catalog(world, { context }), meshConfig) };
  });
}

interface Match {
  readonly was: World;
  readonly is: World;
  readonly files: readonly string[];
  readonly isTold: (direction: Direction) => boolean;
}

/**
 * Those of the same files, then the rest in their order. One that has no other is compared with the first of the other
 * side, which tells its own hosts from those that are there anyway, and no more.
 */
function matched(was: readonly World[], is: readonly World[]): readonly Match[] {
  const [firstWas, firstIs] = [was[0], is[0]];
  if (firstWas === undefined || firstIs === undefined) return [];
  const before = new Map(was.map((world) => [world.name, world]));
  const after = new Set(is.map(({ name }) => name));
  const left = was.filter(({ name }) => !after.has(name));
  const pairs = is.map((world) => ({ was: before.get(world.name) ?? left.shift(), is: world }));
  return [
    ...pairs.map((pair) =>
      pair.was === undefined
        ? { was: firstWas, is: pair.is, files: pair.is.files, isTold: isAddition }
        : { was: pair.was, is: pair.is, files: pair.is.files, isTold: () => true },
    ),
    ...left.map((world) => ({ was: world, is: firstIs, files: world.files, isTold: isRemoval })),
  ];
}

function isAddition(direction: Direction): boolean {
  return direction === 'added';
}

function isRemoval(direction: Direction): boolean {
  return direction === 'removed';
}

function united(
  found: readonly { readonly files: readonly string[]; readonly changes: readonly Change[] }[],
): readonly Diffed[] {
  const known = new Map<string, { change: Change; files: (readonly string[])[] }>();
  for (const { files, changes } of found) {
    for (const change of changes) {
      const key = JSON.stringify({ ...change, decidedBy: undefined });
      const same = known.get(key);
      if (same === undefined) known.set(key, { change, files: [files] });
      else same.files.push(files);
    }
  }
  return Array.from(known.values(), ({ change, files }) => ({
    change,
    alternatives: files.length === found.length ? [] : files.filter((each) => each.length > 0),
  }));
}
