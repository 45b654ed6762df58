import type { Json, JsonObject, Manifest } from '../manifest/manifest';
import { complete, setField } from './completion';
import { Examination } from './examination';
import type { Fault } from './fault';
import { checkListTypes } from './list-types';
import { checkMetadata } from './metadata';
import { checkRules } from './rules';
import { COMMON, type KindSchema, type SchemaLibrary } from './schema-library';
import { shippedSchemas } from './shipped-schemas';
import { checkStructure } from './structure';
import { findApiFault } from './unknown-api';
import { checkUnknownFields, isObject } from './unknown-fields';

/** What the API server would say to an object. */
export interface Verdict {
  /** In the order of the server's steps, within a step in that of the object. Empty: it would be taken. */
  readonly faults: readonly Fault[];
  /** True when nobody here knows the kind, so that nothing was judged: coverage to report, not a pass. */
  readonly withoutSchema: boolean;
  /** True when types, required fields, enums and sizes are as the schema says: rules can rely on them. */
  readonly wellFormed: boolean;
  /** The object as the server would keep it: with defaults, without unknown fields and meaningless nulls. */
  readonly value: JsonObject;
}

/**
 * Judges an object alone as the API server does when it is created: unknown fields, nulls, defaults, structure, list
 * types, then the CEL rules of its CustomResourceDefinition. Kubernetes' own kinds have no such rules; what their
 * hand-written validation refuses beyond structure and metadata is not known here.
 */
export function checkObject(manifest: Manifest, library: SchemaLibrary = shippedSchemas()): Verdict {
  const found = library.tryFind(manifest);
  if (found === undefined) {
    const fault = findApiFault(manifest, library);
    const faults = fault === undefined ? [] : [fault];
    return { faults, withoutSchema: fault === undefined, wellFormed: false, value: manifest.value };
  }
  const examination = new Examination();
  checkMetadata(manifest, found.scope, examination);
  const value = checkContent(manifest.value, found, examination);
  return { faults: examination.faults, withoutSchema: false, wellFormed: !examination.isMalformed, value };
}

function checkContent(written: JsonObject, { schema, status }: KindSchema, examination: Examination): JsonObject {
  const isJudged = (name: string) => !COMMON.includes(name) && !(status && name === 'status');
  const content = part(written, isJudged);
  const completed = complete(content, schema);
  // Completion leaves out unknown fields: where it changes nothing, there are none.
  if (completed !== content) checkUnknownFields(content, schema, examination);
  checkStructure(completed, schema, examination);
  checkListTypes(completed, schema, examination);
  const value =
    completed === content
      ? written
      : { ...part(written, (name) => !isJudged(name)), ...(isObject(completed) && completed) };
  if (schema.dialect === 'crd') checkRules(value, schema, examination);
  return value;
}

function part(object: JsonObject, isOf: (name: string) => boolean): JsonObject {
  const found: Record<string, Json> = {};
  for (const name of Object.keys(object)) if (isOf(name)) setField(found, name, object[name] as Json);
  return found;
}
