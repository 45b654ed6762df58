import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { titleOf } from './manifests';
import { type Manifest, ROOT } from './rendering';

type Schema = Readonly<Record<string, unknown>>;
type Scope = 'Namespaced' | 'Cluster';

interface SchemaFile {
  readonly $defs: Readonly<Record<string, Schema>>;
  /** By group, version and kind; for the core group by version and kind. */
  readonly kinds: Readonly<Record<string, { readonly schema: string; readonly scope: Scope }>>;
}

interface Kind {
  readonly scope: Scope;
  readonly validate: ValidateFunction;
}

/** Whose kinds the scenarios render. */
const SOURCES = ['cert-manager', 'external-secrets', 'istio', 'kubernetes', 'traefik'];
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf', 'not'];

/** Formats of Kubernetes schemas. That a number is whole, its type says. */
export const FORMATS = {
  int32: { type: 'number', validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: { type: 'number', validate: (value: number) => Number.isSafeInteger(value) },
  double: { type: 'number', validate: (value: number) => Number.isFinite(value) },
  byte: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
} as const;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: FORMATS });
const files = new Map(SOURCES.map((source) => [source, read(source)]));
const kinds = new Map<string, Kind | undefined>();
const validateMetadata = ajv.compile({ $ref: `kubernetes${metadataAddress()}` });

/** What an API server would say of the object's structure, unknown fields included, and of its namespace. */
export function schemaProblems(object: Manifest): string[] {
  const kind = kindOf(object);
  if (!kind) return [`${titleOf(object)}: there is no schema of ${object.apiVersion} ${object.kind}`];
  const namespaced = object.metadata.namespace !== undefined;
  return [
    ...(namespaced === (kind.scope === 'Namespaced') ? [] : [`scope ${kind.scope}, namespace given: ${namespaced}`]),
    ...errorsOf(kind.validate, object, ''),
    ...errorsOf(validateMetadata, object.metadata, '/metadata'),
  ].map((problem) => `${titleOf(object)}: ${problem}`);
}

function errorsOf(validate: ValidateFunction, value: unknown, place: string): string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${place}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function kindOf({ apiVersion, kind }: Manifest): Kind | undefined {
  const key = `${apiVersion}/${kind}`;
  if (!kinds.has(key)) {
    const [file = '', content] = [...files].find(([, { kinds: listed }]) => key in listed) ?? [];
    const entry = content?.kinds[key];
    kinds.set(key, entry && { scope: entry.scope, validate: compile(file, entry.schema) });
  }
  return kinds.get(key);
}

/** Schemas of custom resources leave out what all objects have; the metadata is looked at by itself. */
function compile(file: string, address: string): ValidateFunction {
  const root = JSON.stringify(strict(files.get(file)?.$defs[idOf(address)] ?? {}));
  const schema = JSON.parse(root.replaceAll('"#/', `"${file}#/`));
  return ajv.compile({ ...schema, properties: { ...schema.properties, apiVersion: true, kind: true, metadata: true } });
}

function metadataAddress(): string {
  const { $defs = {}, kinds: listed = {} } = files.get('kubernetes') ?? {};
  const { properties } = ($defs[idOf(listed['v1/Namespace']?.schema)] ?? {}) as Root;
  return `#/strict/${idOf(properties?.metadata?.$ref)}`;
}

interface Root {
  readonly properties?: { readonly metadata?: { readonly $ref?: string } };
}

function idOf(address = ''): string {
  return address.replace('#/$defs/', '');
}

function read(file: string): SchemaFile {
  const content: SchemaFile = JSON.parse(readFileSync(join(ROOT, `imports/schemas/${file}.json`), 'utf8'));
  ajv.addSchema({ $defs: content.$defs, strict: each(content.$defs) }, file);
  return content;
}

/**
 * The schema without room for unknown fields, which the API server refuses or drops. Alternatives (`anyOf` and the
 * like) stay as they are: they only add conditions to fields that the schema around them lists.
 */
function strict(schema: Schema): Schema {
  const changed = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === '$ref') return [keyword, `#/strict/${idOf(String(value))}`];
    if (ALTERNATIVES.includes(keyword) || !isSchema(value)) return [keyword, value];
    if (keyword === 'items' || keyword === 'additionalProperties') return [keyword, strict(value)];
    return [keyword, keyword === 'properties' ? each(value) : value];
  });
  return { ...Object.fromEntries(changed), ...closed(schema), ...intOrString(schema) };
}

function each(schemas: Schema): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema as Schema)]));
}

function closed(schema: Schema): Schema {
  const open = 'additionalProperties' in schema || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return 'properties' in schema && !open ? { additionalProperties: false } : {};
}

function intOrString(schema: Schema): Schema {
  return schema['x-kubernetes-int-or-string'] === true ? { type: ['integer', 'string'] } : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The formats that the schemas speak of. */
export function formatsInUse(): string[] {
  const found = [...files.values()].flatMap(({ $defs }) => [...JSON.stringify($defs).matchAll(/"format":"([^"]+)"/g)]);
  return [...new Set(found.map(([, format]) => format ?? ''))].toSorted();
}
