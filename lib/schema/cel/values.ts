import type { CelInput } from '@bufbuild/cel';
import { create, fromJson } from '@bufbuild/protobuf';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import type { Json, JsonObject } from '../../manifest/manifest';
import { type Schema, typeOf } from '../schema';
import { isObject } from '../unknown-fields';
import { parseDuration } from '../../manifest/go-duration';
import { durationParts } from './durations';

const RESERVED = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return var ' +
    'void while'
  ).split(' '),
);

/** Makes CEL values of JSON, by schema, and every list and object once. */
export class ValueMaker {
  private readonly made = new Map<object, { readonly schema: Schema | undefined; readonly value: CelInput }>();

  /**
   * The value as rules see it: integers and doubles are told apart by the schema's type, fields have names that CEL
   * can write, unknown and null fields are not there.
   */
  make(value: Json, schema: Schema | undefined): CelInput {
    if (typeof value !== 'object' || value === null) return scalar(value, schema);
    const known = this.made.get(value);
    // A YAML alias puts one object in two places, which may have two schemas.
    if (known !== undefined && known.schema === schema) return known.value;
    const made = isObject(value) ? this.object(value, schema) : this.list(value, schema);
    this.made.set(value, { schema, value: made });
    return made;
  }

  private list(list: readonly Json[], schema: Schema | undefined): CelInput {
    return list.map((item) => this.make(item, schema?.items));
  }

  private object(object: JsonObject, schema: Schema | undefined): CelInput {
    const result = new Map<string, CelInput>();
    const fields = schema?.properties;
    for (const [name, value] of Object.entries(object)) {
      const known = fields?.get(name);
      if (known !== undefined) {
        if (value !== null) result.set(escapeName(name), this.make(value, known));
      } else if (fields === undefined || fields.size === 0) {
        result.set(name, this.make(value, schema?.additional));
      } else if (name === 'apiVersion' || name === 'kind') result.set(name, value);
      else if (name === 'metadata' && isObject(value)) result.set(name, visibleMetadata(value));
    }
    return result;
  }
}

/** Of the metadata, rules see the names. */
function visibleMetadata(metadata: JsonObject): CelInput {
  const result = new Map<string, CelInput>();
  for (const name of ['name', 'generateName']) {
    const value = metadata[name];
    if (typeof value === 'string') result.set(name, value);
  }
  return result;
}

function scalar(value: string | number | boolean | null, schema: Schema | undefined): CelInput {
  if (typeof value === 'string') return text(value, schema?.format);
  if (typeof value !== 'number') return value;
  return typeOf(value) === 'integer' && schema?.types[0] !== 'number' ? BigInt(value) : value;
}

function text(value: string, format: string | undefined): CelInput {
  switch (format) {
    case 'byte':
      return Uint8Array.from(Buffer.from(value, 'base64'));
    case 'date':
      return fromJson(TimestampSchema, `${value}T00:00:00Z`);
    case 'date-time':
      return fromJson(TimestampSchema, value);
    case 'duration':
      return create(DurationSchema, durationParts(parseDuration(value) ?? 0n));
    default:
      return value;
  }
}

/** The name by which CEL reaches a field, as the API server writes names that CEL cannot. */
export function escapeName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  return name.replaceAll(/__|\.|-|\//g, (part) => ESCAPES[part] ?? part);
}

const ESCAPES: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};
