import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { JsonObject, Manifest } from '../../lib/manifest/manifest';
import { type Verdict, checkObject } from '../../lib/schema/check-object';
import type { Fault } from '../../lib/schema/fault';
import type { RawSchema, Scope } from '../../lib/schema/schema-document';
import { SchemaLibrary } from '../../lib/schema/schema-library';

const ROOT = join(__dirname, '../..');

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The object as the parser of manifests would hand it on. */
export function manifestOf(value: JsonObject): Manifest {
  const apiVersion = textOf(value['apiVersion']);
  const [version = '', group = ''] = apiVersion.split('/').toReversed();
  const metadata = value['metadata'] as JsonObject | undefined;
  return {
    apiVersion,
    group,
    version,
    kind: textOf(value['kind']),
    namespace: textOf(metadata?.['namespace']),
    name: textOf(metadata?.['name']),
    value,
    origin: { file: '', locate: () => ({ line: 1, column: 1 }) },
  };
}

export function judge(value: JsonObject, library?: SchemaLibrary): Verdict {
  return checkObject(manifestOf(value), library);
}

/** A library of one kind, `example.com/v1` Widget, with this schema for `spec`. */
export function widgets(spec: RawSchema, scope: Scope = 'Namespaced', source = 'widgets'): SchemaLibrary {
  const schema: RawSchema = { type: 'object', properties: { spec } };
  const kinds = { 'example.com/v1/Widget': { schema: '#/$defs/0', scope, status: true } };
  return new SchemaLibrary({ 'example.com/v1/Widget': source }, () => ({ $defs: { 0: schema }, kinds }));
}

export function widget(spec: JsonObject[string], metadata: JsonObject = { name: 'one' }): JsonObject {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata, spec };
}

/** What is found when a Widget with this schema has this `spec`. */
export function faultsOf(schema: RawSchema, spec: JsonObject[string], source?: string): readonly Fault[] {
  return judge(widget(spec), widgets(schema, 'Namespaced', source)).faults;
}

export function fault(kind: Fault['kind'], path: Fault['path'], message: string, fix: string): Fault {
  return { kind, path, message, fix };
}

/** All objects that this repository renders, and what it says the cluster has. */
export function repositoryObjects(): JsonObject[] {
  const rendered = readdirSync(join(ROOT, 'dist')).map((name) => `dist/${name}/${name}.k8s.yaml`);
  return [...rendered, 'platform.yaml'].flatMap((file) => objectsIn(readFileSync(join(ROOT, file), 'utf8')));
}

export function objectsIn(yaml: string): JsonObject[] {
  return parseAllDocuments(yaml)
    .map((document): JsonObject => document.toJS())
    .filter((value) => value !== null);
}
