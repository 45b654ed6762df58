import { type Json, type JsonObject, type Manifest, kindKey } from '../manifest/manifest';
import { complete } from './completion';
import type { Examination } from './examination';
import { type NameRule, isNameless, label, labelValue, nameRule, qualifiedName } from './name-rules';
import { objectMeta } from './object-meta';
import type { Scope } from './schema-document';
import { checkStructure } from './structure';
import { checkUnknownFields, isObject } from './unknown-fields';
import { quote } from './wording';

const LARGEST_ANNOTATIONS = 256 * 1024;

/** Judges `metadata` as the API server does for every kind, and against the scope of this one. */
export function checkMetadata(manifest: Manifest, scope: Scope, examination: Examination): void {
  const written = manifest.value['metadata'] ?? {};
  examination.enter('metadata');
  const metadata = complete(written, objectMeta);
  // Completion leaves out unknown fields: where it changes nothing, there are none.
  if (metadata !== written) checkUnknownFields(written, objectMeta, examination);
  checkStructure(metadata, objectMeta, examination);
  if (isObject(metadata)) checkContent(metadata, manifest, scope, examination);
  examination.leave();
}

function checkContent(metadata: JsonObject, manifest: Manifest, scope: Scope, examination: Examination): void {
  const kind = kindKey(manifest);
  checkName(metadata, kind, examination);
  checkNamespace(metadata['namespace'], manifest.kind, scope, examination);
  checkLabels(metadata['labels'], examination);
  checkAnnotations(metadata['annotations'], examination);
}

function checkName(metadata: JsonObject, kind: string, examination: Examination): void {
  const { name = '', generateName = '' } = metadata;
  const rule = nameRule(kind);
  if (name === '' && generateName === '' && !isNameless(kind)) {
    const message = 'metadata.name is required, and is not set: an object without a name cannot be created';
    examination.report('metadata', message, 'Set "name"', 'name');
  }
  checkText('name', name, rule, examination);
  // The server appends a random suffix: a dash at the end will not be at the end.
  checkText('generateName', generateName, (prefix) => rule(prefix.replace(/-$/, 'a')), examination);
}

function checkText(field: string, value: Json, rule: NameRule, examination: Examination): void {
  const problem = typeof value === 'string' && value !== '' ? rule(value) : undefined;
  if (problem === undefined) return;
  const message = `metadata.${field} is ${quote(value)}, and it ${problem}`;
  examination.report('metadata', message, `Change "${field}" so that the API server takes it`, field);
}

function checkNamespace(namespace: Json | undefined, kind: string, scope: Scope, examination: Examination): void {
  if (typeof namespace !== 'string' || namespace === '') return;
  checkText('namespace', namespace, label, examination);
  if (scope === 'Namespaced') return;
  examination.report(
    'scope',
    `metadata.namespace is ${quote(namespace)}, but a ${kind} is cluster-scoped: ` +
      'it lies in no namespace, and one object of this name serves all of them',
    'Remove "namespace"',
    'namespace',
  );
}

function checkLabels(labels: Json | undefined, examination: Examination): void {
  if (!isObject(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    checkKey('labels', key, key, examination);
    const problem = typeof value === 'string' ? labelValue(value) : undefined;
    if (problem === undefined) continue;
    const message = `${examination.name('labels', key)} is ${quote(value)}, and a label ${problem}`;
    examination.report('metadata', message, 'Change the value, or make it an annotation', 'labels', key);
  }
}

function checkAnnotations(annotations: Json | undefined, examination: Examination): void {
  if (!isObject(annotations)) return;
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // The server ignores the case of annotations' keys, also of their prefix.
    checkKey('annotations', key, key.toLowerCase(), examination);
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size <= LARGEST_ANNOTATIONS) return;
  const message = `metadata.annotations have ${size} bytes, and may have at most ${LARGEST_ANNOTATIONS} together`;
  examination.report('metadata', message, 'Remove annotations, or move their content to a ConfigMap', 'annotations');
}

function checkKey(field: string, key: string, folded: string, examination: Examination): void {
  const problem = qualifiedName(folded);
  if (problem === undefined) return;
  const message = `${examination.name(field, key)}: the key ${problem}`;
  examination.report('metadata', message, `Change the key ${quote(key)}`, field, key);
}
