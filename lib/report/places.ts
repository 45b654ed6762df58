import type { ResourceRef } from '../finding';
import { type Manifest, pathText } from '../manifest/manifest';
import type { Decider } from '../trace/request';
import type { Untraceable } from '../trace/requests';
import { aligned } from './columns';
import { resourceText, visible } from './text';

/** A field that decides, and where it is written. */
export interface Place {
  readonly resource: ResourceRef;
  readonly path: string;
  /** Empty for an object that is assumed, such as the gateway that Istio's installation makes. */
  readonly file: string;
  readonly line: number;
}

/**
 * Where deciding fields are written. All are looked up at once, object by object: a file is read again when another
 * object is asked about, which would take long for requests that all lead through the same few.
 */
export class Places {
  private readonly known = new Map<Manifest, Map<string, Place>>();

  constructor(deciders: Iterable<Decider>) {
    const wanted = new Map<Manifest, Map<string, Decider['path']>>();
    for (const { manifest, path } of deciders) {
      const paths = wanted.get(manifest) ?? new Map<string, Decider['path']>();
      wanted.set(manifest, paths.set(pathText(path), path));
    }
    for (const [manifest, paths] of wanted) {
      this.known.set(manifest, new Map(Array.from(paths, ([text, path]) => [text, placeOf(manifest, text, path)])));
    }
  }

  /** In their order, each once. */
  of(deciders: readonly Decider[]): readonly Place[] {
    return [...new Set(deciders.flatMap(({ manifest, path }) => this.known.get(manifest)?.get(pathText(path)) ?? []))];
  }
}

function placeOf(manifest: Manifest, path: string, at: Decider['path']): Place {
  const { apiVersion, kind, namespace, name, origin } = manifest;
  return { resource: { apiVersion, kind, namespace, name }, path, file: origin.file, line: origin.locate(at).line };
}

/** A line for each, in aligned columns. */
export function placeLines(places: readonly Place[]): string[] {
  return aligned(places.map((place) => [spot(place), visible(resourceText(place.resource)), visible(place.path)]));
}

/** A line for each part of the input that was not traced, and why. */
export function untracedLines(untraced: readonly Untraceable[]): string[] {
  const places = new Places(untraced);
  const rows = untraced.flatMap((each) =>
    places
      .of([each])
      .map((place) => [spot(place), visible(`${resourceText(place.resource)} ${each.why} (${place.path})`)]),
  );
  return aligned(rows);
}

function spot({ file, line }: Place): string {
  return file === '' ? '(assumed)' : visible(`${file}:${line}`);
}
