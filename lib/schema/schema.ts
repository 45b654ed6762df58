import type { Json } from '../manifest/manifest';
import { Pattern } from './pattern';
import type { RawRule, RawSchema, SchemaDocument } from './schema-document';

export type ValueType = 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';

/**
 * Who judges: `crd` is the API server by a CustomResourceDefinition, `native` the decoder of Kubernetes' own types,
 * which takes null for an absent field, "" for an absent enum, and keeps what is below an object without fields.
 */
export type Dialect = 'crd' | 'native';

/**
 * Fields that Kubernetes' definitions require because Go always writes them, though zero is as good as any other value:
 * `value` of a header or PriorityClass, `served` of a version, `lun` of a volume. Go cannot tell zero from absent.
 */
export const ZERO_IS_VALID: ReadonlySet<string> = new Set(['lun', 'revision', 'served', 'storage', 'value']);

/** A schema node made ready to judge values: references resolved, alternatives of type folded into `types`. */
export interface Schema {
  readonly dialect: Dialect;
  /** What a value may be; empty for anything. */
  readonly types: readonly ValueType[];
  readonly format: string | undefined;
  readonly nullable: boolean;
  readonly default: Json | undefined;
  readonly enum: readonly Json[] | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  /** Those of the properties that have a default. */
  readonly defaults: readonly (readonly [string, Schema])[];
  readonly additional: Schema | undefined;
  readonly items: Schema | undefined;
  readonly required: readonly string[];
  readonly pattern: Pattern | undefined;
  readonly allOf: readonly Schema[];
  readonly anyOf: readonly Schema[];
  readonly oneOf: readonly Schema[];
  readonly not: Schema | undefined;
  /** It has one of these four. */
  readonly hasAlternatives: boolean;
  /** It asks for nothing but fields to be there or not: most alternatives do. */
  readonly fieldsOnly: boolean;
  /** Fields that the schema does not name are kept, unseen. */
  readonly open: boolean;
  /** A whole object inside the object: `apiVersion`, `kind` and `metadata` are there without being named. */
  readonly embedded: boolean;
  readonly listType: string | undefined;
  readonly mapKeys: readonly string[];
  readonly rules: readonly RawRule[];
  /** The numeric limits: `minLength`, `maximum`, `multipleOf` and the like. */
  readonly limits: Limits;
}

type Limits = ReturnType<typeof limitsOf>;

/** Compiles the schemas of one document, each node once. */
export class SchemaCompiler {
  private readonly compiled = new WeakMap<RawSchema, Schema>();

  constructor(
    private readonly document: Pick<SchemaDocument, '$defs'>,
    private readonly dialect: Dialect,
  ) {}

  /** The compiled form of a node, or of what it refers to. */
  compile(node: RawSchema): Schema {
    const known = this.compiled.get(node);
    if (known !== undefined) return known;
    const raw = this.resolve(node);
    const shared = this.compiled.get(raw);
    if (shared !== undefined) return shared;
    const properties = new Map<string, Schema>();
    const schema = { ...this.leaf(raw), properties };
    // Known before its parts are: the schema of JSON Schema contains itself.
    this.compiled.set(node, schema);
    this.compiled.set(raw, schema);
    return Object.assign(schema, this.parts(raw, properties));
  }

  private resolve(node: RawSchema): RawSchema {
    if (node.$ref === undefined) return node;
    const target = this.document.$defs[node.$ref.replace('#/$defs/', '')];
    if (target === undefined) throw new Error(`The schema refers to ${node.$ref}, which its file does not hold.`);
    const { $ref: _, ...own } = node;
    return Object.keys(own).length === 0 ? target : { ...target, ...own };
  }

  private leaf(raw: RawSchema): Schema {
    return {
      dialect: this.dialect,
      types: typesOf(raw),
      format: raw.format ?? (this.isQuantity(raw) ? 'quantity' : undefined),
      nullable: raw.nullable === true,
      default: raw.default,
      enum: raw.enum,
      properties: new Map(),
      defaults: [],
      additional: undefined,
      items: undefined,
      required: (raw.required ?? []).filter((name) => this.dialect === 'crd' || !ZERO_IS_VALID.has(name)),
      pattern: raw.pattern === undefined ? undefined : new Pattern(raw.pattern),
      allOf: [],
      anyOf: [],
      oneOf: [],
      not: undefined,
      hasAlternatives: false,
      fieldsOnly: isFieldsOnly(raw),
      open: this.isOpen(raw),
      embedded: raw['x-kubernetes-embedded-resource'] === true,
      listType: this.dialect === 'crd' ? raw['x-kubernetes-list-type'] : undefined,
      mapKeys: raw['x-kubernetes-list-map-keys'] ?? [],
      rules: raw['x-kubernetes-validations'] ?? [],
      limits: limitsOf(raw),
    };
  }

  private parts(raw: RawSchema, properties: Map<string, Schema>): Partial<Schema> {
    for (const [name, property] of Object.entries(raw.properties ?? {})) properties.set(name, this.compile(property));
    const all = (nodes: readonly RawSchema[] = []): Schema[] => nodes.map((node) => this.compile(node));
    const folded = alternativeTypes(raw) !== undefined;
    const alternatives = {
      allOf: all(raw.allOf),
      anyOf: folded ? [] : all(raw.anyOf),
      oneOf: folded ? [] : all(raw.oneOf),
      not: raw.not && this.compile(raw.not),
    };
    return {
      ...alternatives,
      hasAlternatives: Object.values(alternatives)
        .flat()
        .some((each) => each !== undefined),
      defaults: [...properties].filter(([, property]) => property.default !== undefined),
      additional: typeof raw.additionalProperties === 'object' ? this.compile(raw.additionalProperties) : undefined,
      items: raw.items && this.compile(raw.items),
    };
  }

  private isOpen(raw: RawSchema): boolean {
    if (raw['x-kubernetes-preserve-unknown-fields'] === true || raw.additionalProperties === true) return true;
    return this.dialect === 'native' && raw.properties === undefined && raw.additionalProperties === undefined;
  }

  /** Kubernetes' definitions have no name for the format of `resources.limits`. */
  private isQuantity(raw: RawSchema): boolean {
    return this.dialect === 'native' && alternativeTypes(raw)?.join() === 'string,number';
  }
}

/** Of one shape for all schemas, which is read much faster than what they were written with. */
function limitsOf(raw: RawSchema) {
  const { minLength, maxLength, minItems, maxItems, uniqueItems, minProperties, maxProperties } = raw;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = raw;
  return {
    minLength,
    maxLength,
    minItems,
    maxItems,
    uniqueItems,
    minProperties,
    maxProperties,
    minimum,
    maximum,
    exclusiveMinimum,
    exclusiveMaximum,
    multipleOf,
  };
}

function isFieldsOnly(raw: RawSchema): boolean {
  const others = Object.keys(raw).filter((keyword) => !['anyOf', 'not', 'required'].includes(keyword));
  const parts = [...(raw.anyOf ?? []), ...(raw.not === undefined ? [] : [raw.not])];
  return others.length === 0 && parts.every(isFieldsOnly);
}

function typesOf(raw: RawSchema): readonly ValueType[] {
  if (raw['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  if (raw.type !== undefined) return [raw.type as ValueType];
  return alternativeTypes(raw) ?? [];
}

/** The types of `oneOf: [{type: string}, {type: integer}]`, which is how a schema writes "either". */
function alternativeTypes(raw: RawSchema): readonly ValueType[] | undefined {
  const alternatives = raw.oneOf ?? raw.anyOf;
  if (alternatives === undefined || alternatives.length === 0) return undefined;
  const bare = alternatives.every((each) => each.type !== undefined && Object.keys(each).length === 1);
  return bare ? alternatives.map((each) => each.type as ValueType) : undefined;
}

/** The type of a value as JSON Schema names it; a number without fraction is an integer. */
export function typeOf(value: Json): ValueType | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
      return isInteger(value) ? 'integer' : 'number';
    default:
      return 'object';
  }
}

/** Go keeps what an int64 can hold and makes everything else a float. */
function isInteger(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value <= 2 ** 63;
}
