import type { Json, JsonObject } from '../manifest/manifest';
import type { Examination } from './examination';
import { type Schema, SchemaCompiler } from './schema';
import type { RawSchema } from './schema-document';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const texts = { type: 'object', additionalProperties: text };

const OWNER: RawSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'name', 'uid'],
  properties: {
    apiVersion: text,
    blockOwnerDeletion: { type: 'boolean' },
    controller: { type: 'boolean' },
    kind: text,
    name: text,
    uid: text,
  },
};

/** `ObjectMeta` of apimachinery: CustomResourceDefinitions say nothing about it, and the server decodes it all the same. */
const OBJECT_META: RawSchema = {
  type: 'object',
  properties: {
    annotations: texts,
    creationTimestamp: time,
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    deletionTimestamp: time,
    finalizers: { type: 'array', items: text },
    generateName: text,
    generation: { type: 'integer', format: 'int64' },
    labels: texts,
    managedFields: { type: 'array', items: { type: 'object' } },
    name: text,
    namespace: text,
    ownerReferences: { type: 'array', items: OWNER },
    resourceVersion: text,
    selfLink: text,
    uid: text,
  },
};

export const objectMeta: Schema = new SchemaCompiler({ $defs: {} }, 'native').compile(OBJECT_META);

const EMBEDDED: Schema = new SchemaCompiler({ $defs: {} }, 'native').compile({
  type: 'object',
  required: ['apiVersion', 'kind'],
  properties: {
    apiVersion: { type: 'string', minLength: 1 },
    kind: { type: 'string', minLength: 1 },
    metadata: OBJECT_META,
  },
});

/** Judges what every object has, of an object inside an object. */
export function checkEmbedded(
  object: JsonObject,
  examination: Examination,
  check: (value: Json, schema: Schema, examination: Examination) => void,
): void {
  const own = Object.entries(object).filter(([name]) => EMBEDDED.properties.has(name));
  check(Object.fromEntries(own), EMBEDDED, examination);
}
