import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../lib/manifest/manifest';
import { ZERO_IS_VALID } from '../../lib/schema/schema';
import type { RawSchema, SchemaDocument } from '../../lib/schema/schema-document';
import { COMMON } from '../../lib/schema/schema-library';
import { shippedDocument } from './shipped-rules';

/** What Ajv says about an object of a kind: by its structure, and which fields it does not know (as JSON pointers). */
export interface SecondOpinion {
  structure(value: JsonObject): readonly ErrorObject[];
  unknownFields(value: JsonObject): string[];
}

const BASE64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;
const IPV4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$/;

function newAjv(native: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  ajv.addFormat('byte', (text: string) => (native || text !== '') && BASE64(text));
  ajv.addFormat('date-time', (text: string) => /\dT\d/.test(text) && !Number.isNaN(Date.parse(text)));
  ajv.addFormat('ipv4', IPV4);
  ajv.addFormat('ipv6', (text: string) => URL.canParse(`http://[${text}]`));
  ajv.addFormat('int32', {
    type: 'number',
    validate: (value: number) => value === Math.trunc(value) && (value | 0) === value,
  });
  ajv.addFormat('int64', { type: 'number', validate: () => true });
  ajv.addFormat('double', { type: 'number', validate: () => true });
  ajv.addFormat('quantity', /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/);
  return ajv;
}

/** Ajv knows JSON Schema: what the dialect of Kubernetes says otherwise is written in its words. */
class Translation {
  constructor(
    private readonly native: boolean,
    private readonly closed: boolean,
  ) {}

  schema(raw: RawSchema, structural = true): object {
    const { nullable, type, enum: allowed, properties, anyOf, ...rest } = raw;
    const either = raw['x-kubernetes-int-or-string'] === true;
    const types = either
      ? ['integer', 'string']
      : type === undefined
        ? undefined
        : nullable === true
          ? [type, 'null']
          : type;
    const additional = this.additional(raw, structural);
    return {
      ...rest,
      ...(raw.required !== undefined && { required: this.required(raw.required) }),
      ...(types !== undefined && { type: types }),
      ...(allowed !== undefined && { enum: this.native ? [...allowed, ''] : allowed }),
      ...(properties !== undefined && { properties: this.all(properties) }),
      ...(additional !== undefined && { additionalProperties: additional }),
      ...(raw.items !== undefined && { items: this.schema(raw.items) }),
      ...(anyOf !== undefined && !either && { anyOf: anyOf.map((each) => this.schema(each, false)) }),
      ...(raw.oneOf !== undefined && { oneOf: this.oneOf(raw.oneOf) }),
      ...(raw.allOf !== undefined && { allOf: raw.allOf.map((each) => this.schema(each, false)) }),
      ...(raw.not !== undefined && { not: this.schema(raw.not, false) }),
    };
  }

  all(schemas: Readonly<Record<string, RawSchema>>): Record<string, object> {
    return Object.fromEntries(Object.entries(schemas).map(([name, each]) => [name, this.schema(each)]));
  }

  private additional(raw: RawSchema, structural: boolean): object | boolean | undefined {
    const { additionalProperties: given } = raw;
    if (typeof given === 'object') return this.schema(given);
    const open = given === true || raw['x-kubernetes-preserve-unknown-fields'] === true;
    const free = raw.properties === undefined && (this.native || raw.type !== 'object');
    return this.closed && structural && !open && !free ? false : undefined;
  }

  private required(names: readonly string[]): readonly string[] {
    return names.filter((name) => !this.native || !ZERO_IS_VALID.has(name));
  }

  private oneOf(alternatives: readonly RawSchema[]): object[] {
    const quantity = this.native && alternatives.map((each) => each.type).join() === 'string,number';
    return alternatives.map((each) => ({
      ...this.schema(each, false),
      ...(quantity && each.type === 'string' && { format: 'quantity' }),
    }));
  }
}

function compile(document: SchemaDocument, key: string, native: boolean, closed: boolean): ValidateFunction {
  const translation = new Translation(native, closed);
  const { schema, status } = document.kinds[key] ?? { schema: '', status: false };
  const root = document.$defs[schema.replace('#/$defs/', '')] ?? {};
  const own = Object.entries(root.properties ?? {}).filter(([name]) => !COMMON.includes(name));
  const required = (root.required ?? []).filter((name) => !COMMON.includes(name));
  const ends = [...COMMON, ...(status ? ['status'] : [])].map((name) => [name, {}] as const);
  const properties = Object.fromEntries([...own, ...ends]);
  // No two places may share a path, or Ajv reports a shared schema once.
  return newAjv(native).compile({
    ...translation.schema({ ...root, properties, required }),
    $defs: translation.all(document.$defs),
  });
}

/** Ajv's opinion on a kind, such as `networking.istio.io/v1/Gateway`, of a source. */
export function secondOpinion(source: string, key: string): SecondOpinion {
  const document = shippedDocument(source);
  const native = source === 'kubernetes';
  const [open, closed] = [compile(document, key, native, false), compile(document, key, native, true)];
  return {
    structure: (value) => (open(value) ? [] : (open.errors ?? [])),
    unknownFields: (value) => {
      closed(value);
      const unknown = (closed.errors ?? []).filter(({ keyword }) => keyword === 'additionalProperties');
      return unknown.map(({ instancePath, params }) => `${instancePath}/${pointer(params['additionalProperty'])}`);
    },
  };
}

export function pointer(step: string | number): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}
