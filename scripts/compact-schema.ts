import { type Json, isJson, sortKeys } from './canonical';

/** A kind at one version. */
export interface Kind {
  /** `group/version/Kind`, for the core group `version/Kind`. */
  readonly key: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly schema: Json;
}

/** A JSON Schema document: `kinds` says where in `$defs` the schema of each kind is. */
export interface SchemaDocument {
  readonly kinds: Record<string, { scope: string; status: boolean; schema: string }>;
  readonly $defs: Record<string, Json>;
}

type Definitions = Readonly<Record<string, Json>>;

/** Documentation, and what the keys of `kinds` say already. */
const DROPPED = new Set(['description', 'example', 'examples', 'externalDocs', 'x-kubernetes-group-version-kind']);
/** A shorter schema is not worth a reference. */
const SHORTEST_SHARED = 60;
const DEFINITION = '#/definitions/';

/**
 * Puts schemas into one document where equal subtrees are stored once. Without documentation, and without
 * the `status` of a kind: whether it has one is noted, controllers fill it in, manifests do not.
 */
export function compact(kinds: readonly Kind[], definitions: Definitions = {}): SchemaDocument {
  const roots = kinds.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((kind) => ({ ...kind, ...split(kind.schema) }));
  const clean = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, strip(schema)]));
  const schemas = roots.map((root) => root.schema);
  const store = new Store(clean, repeated(schemas, clean));
  const entries = roots.map(({ key, scope, status, schema }) => {
    return [key, { schema: store.add(JSON.stringify(schema), schema), scope, status }] as const;
  });
  return { $defs: store.stored, kinds: Object.fromEntries(entries) };
}

function split(root: Json): { schema: Json; status: boolean } {
  const { properties, required, ...rest } = root;
  const { status, ...others } = isJson(properties) ? properties : {};
  const needed = Array.isArray(required) ? required.filter((name) => name !== 'status') : [];
  const schema = { ...rest, properties: others, ...(needed.length > 0 && { required: needed }) };
  return { schema: strip(schema), status: status !== undefined };
}

/** Drops documentation from a schema and everything below it, but never a property that bears such a name. */
function strip(schema: Json): Json {
  const kept = Object.entries(schema).filter(([keyword]) => !DROPPED.has(keyword));
  return sortKeys(mapSubschemas(Object.fromEntries(kept), strip));
}

/** The one place that knows where schemas hold schemas. `default`, `enum` and CEL rules hold data. */
function mapSubschemas(schema: Json, change: (subschema: Json) => Json): Json {
  const one = (value: unknown): unknown => (isJson(value) ? change(value) : value);
  const nested = Object.entries(schema).map(([keyword, value]) => {
    if (['additionalProperties', 'items', 'not'].includes(keyword)) return [keyword, one(value)];
    if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value)) return [keyword, value.map(one)];
    if (keyword !== 'properties' || !isJson(value)) return [keyword, value];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, property]) => [name, one(property)]))];
  });
  return Object.fromEntries(nested);
}

/** The texts of all subtrees that occur more than once when each distinct one is written out once. */
function repeated(roots: readonly Json[], definitions: Definitions): ReadonlySet<string> {
  const seen = new Set<string>();
  const again = new Set<string>();
  const visit = (schema: Json): Json => {
    const text = JSON.stringify(schema);
    if (seen.has(text)) again.add(text);
    else {
      seen.add(text);
      mapSubschemas(schema, visit);
      visitDefinition(definitionName(schema));
    }
    return schema;
  };
  const visitDefinition = (name: string | undefined): void => {
    if (name === undefined || seen.has(name)) return;
    seen.add(name);
    mapSubschemas(definition(definitions, name), visit);
  };
  roots.forEach(visit);
  return again;
}

/** Numbers schemas in the order they are met, which is that of the sorted kinds and keys. */
class Store {
  readonly stored: Record<string, Json> = {};
  private readonly addresses = new Map<string, string>();

  constructor(
    private readonly definitions: Definitions,
    private readonly shared: ReadonlySet<string>,
  ) {}

  add(identity: string, schema: Json): string {
    const known = this.addresses.get(identity);
    if (known !== undefined) return known;
    const id = String(this.addresses.size);
    const address = `#/$defs/${id}`;
    // Known before its content is: definitions may contain themselves.
    this.addresses.set(identity, address);
    this.stored[id] = mapSubschemas(schema, (subschema) => this.place(subschema));
    return address;
  }

  private place(schema: Json): Json {
    const name = definitionName(schema);
    if (name !== undefined) return { ...schema, $ref: this.add(DEFINITION + name, definition(this.definitions, name)) };
    const text = JSON.stringify(schema);
    if (text.length >= SHORTEST_SHARED && this.shared.has(text)) return { $ref: this.add(text, schema) };
    return mapSubschemas(schema, (subschema) => this.place(subschema));
  }
}

function definitionName(schema: Json): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' && reference.startsWith(DEFINITION)
    ? reference.slice(DEFINITION.length)
    : undefined;
}

function definition(definitions: Definitions, name: string): Json {
  const found = definitions[name];
  if (found === undefined)
    throw new Error(`A schema refers to ${DEFINITION}${name}, which its source does not define.`);
  return found;
}
