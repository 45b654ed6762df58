import { isObject } from './fields';
import type { Json, JsonObject, Manifest, Origin } from './manifest';

/** There are no lines: the construct says where. */
const NOWHERE = { line: 1, column: 1 };

/**
 * A manifest of an object that was never in a file, as kubectl would send it: as JSON, so without undefined fields.
 * @param source the construct that rendered it, by its path, and the part of the output that it goes to
 */
export function fromObject(object: object, source: Pick<Origin, 'construct' | 'part'> = {}): Manifest {
  const value: JsonObject = JSON.parse(JSON.stringify(object));
  return manifestOf(value, { file: '', locate: () => NOWHERE, ...source });
}

/** The value with its identity. What is missing there, or no text, is empty. */
export function manifestOf(value: JsonObject, origin: Origin): Manifest {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const apiVersion = textOf(value['apiVersion']);
  const slash = apiVersion.indexOf('/');
  return {
    apiVersion,
    kind: textOf(value['kind']),
    namespace: textOf(metadata['namespace']),
    name: textOf(metadata['name']),
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    value,
    origin,
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
