import type { Position, ResourceRef } from '../finding';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Keys and indexes from the object's root to a field. */
export type Path = readonly (string | number)[];

/** Where an object comes from. */
export interface Origin {
  /** As given by the user; `-` for standard input; empty for objects that never were in a file. */
  readonly file: string;
  /** The construct that rendered the object, where one did. */
  readonly construct?: string;
  /** What the object is delivered with: one file of the output. Default: `file`. */
  readonly part?: string;
  /** The place of the field's key (of the item, in a list); of the nearest parent that is there when the field is not. */
  locate(path: Path): Position;
}

/** One object of the input, read-only, in wire names, as kubectl would send it. */
export interface Manifest extends ResourceRef {
  /** The group of `apiVersion`; empty for the core group. */
  readonly group: string;
  /** The version of `apiVersion`. */
  readonly version: string;
  readonly value: JsonObject;
  readonly origin: Origin;
}

/** Kind and group, such as `Gateway.networking.istio.io`, or `Service` for the core group. All versions of a kind share it. */
export function kindKey({ kind, group }: Pick<Manifest, 'kind' | 'group'>): string {
  return group === '' ? kind : (KIND_KEYS.get(group)?.get(kind) ?? newKindKey(kind, group));
}

/** By group and kind: a text made anew for each question would have to be hashed for each look-up with it, too. */
const KIND_KEYS = new Map<string, Map<string, string>>();

function newKindKey(kind: string, group: string): string {
  const key = `${kind}.${group}`;
  const ofGroup = KIND_KEYS.get(group);
  if (ofGroup === undefined) KIND_KEYS.set(group, new Map([[kind, key]]));
  else ofGroup.set(kind, key);
  return key;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** The path as text: `spec.servers[0].hosts[1]`, `metadata.annotations["a.b/c"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!PLAIN_KEY.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
