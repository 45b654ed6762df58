import { chunks } from '../manifest/chunks';
import { decode } from '../manifest/decode';
import { Field } from '../manifest/field';
import { isList, isObject } from '../manifest/fields';
import { type Json, type JsonObject, type Path, pathText } from '../manifest/manifest';
import { FileOrigin } from '../manifest/place';
import type { Fault, FileProblem } from '../manifest/problem';
import { Source } from '../manifest/source';
import { readYamlDocument } from '../manifest/yaml-document';
import { type MeshConfig, meshConfigOf } from '../traffic/mesh-config';
import { isMeshConfigField, misfits } from './mesh-config-fields';
import { readOne } from './read-input';

/** Istio's mesh config, or what keeps it from being read. */
export interface MeshConfigInput {
  readonly config?: MeshConfig;
  readonly problems: readonly FileProblem[];
}

/** Something that may hold a mesh config, and where its fields stand. */
interface Holder {
  readonly value: Json;
  readonly place: (path: Path) => Pick<FileProblem, 'line' | 'column'>;
  readonly name: (path: Path) => string;
}

/**
 * Reads a file with Istio's mesh config: the ConfigMap `istio`, the mesh config itself, Helm values with `meshConfig`
 * or an IstioOperator. Without a path there is nothing to read. Never throws.
 */
export function readMeshConfig(path: string | undefined): MeshConfigInput {
  if (path === undefined) return { problems: [] };
  const entry = readOne(path);
  if ('message' in entry) return { problems: [entry] };
  const { text, fault } = decode(entry.bytes);
  const source = new Source(path, text);
  const problems: FileProblem[] = fault === undefined ? [] : [problemAt(source, 0, fault)];
  const holders: Holder[] = [];
  for (const { start, end } of fault === undefined ? chunks(text) : []) {
    const read = readYamlDocument(text.slice(start, end));
    if ('fault' in read) problems.push(problemAt(source, start, read.fault));
    else holders.push(holderAt(source, start, end, read.value));
  }
  return problems.length > 0 ? { problems } : inputOf(path, holders.flatMap(itemsOf));
}

/** As above, for what a file would hold. `name` stands for the file in problems. */
export function givenMeshConfig(name: string, object: object): MeshConfigInput {
  const value: Json = JSON.parse(JSON.stringify(object));
  return inputOf(name, itemsOf({ value, place: () => ({}), name: pathText }));
}

function problemAt(source: Source, start: number, { offset, message, fix }: Fault): FileProblem {
  return { file: source.file, ...source.position(start + offset), message, fix };
}

function holderAt(source: Source, start: number, end: number, value: Json): Holder {
  const origin = new FileOrigin({ source, start, end, json: false });
  return { value, place: (path) => origin.locate(path), name: pathText };
}

/** Of a list as `kubectl get` gives it, its items. */
function itemsOf(holder: Holder): Holder[] {
  const { value } = holder;
  if (!isObject(value) || value['kind'] !== 'List' || !isList(value['items'])) return [holder];
  return value['items'].map((_, index) => below(holder, ['items', index]));
}

function below(holder: Holder, at: Path): Holder {
  return {
    value: Field.of(holder.value).get(...at).value ?? null,
    place: (path) => holder.place([...at, ...path]),
    name: (path) => holder.name([...at, ...path]),
  };
}

function inputOf(file: string, holders: readonly Holder[]): MeshConfigInput {
  const found = holders.flatMap((holder) => meshConfigBelow(holder) ?? []);
  const [first, second] = found;
  if (first === undefined) {
    const fix = 'Give the ConfigMap "istio", the mesh config itself, Helm values with meshConfig or an IstioOperator';
    return { problems: [{ file, message: 'There is no mesh config of Istio in this', fix }] };
  }
  if (second !== undefined) {
    const message = `This is the second mesh config of ${found.length}, and a mesh has one`;
    return { problems: [{ file, ...second.place([]), message, fix: 'Keep the one of the mesh that is judged' }] };
  }
  return first.isText ? configInText(file, first) : configIn(file, first);
}

function meshConfigBelow(holder: Holder): (Holder & { readonly isText: boolean }) | undefined {
  const path = isObject(holder.value) ? pathIn(holder.value) : undefined;
  if (path === undefined || !Field.of(holder.value).get(...path).isSet) return undefined;
  return { ...below(holder, path), isText: path === IN_CONFIG_MAP };
}

const IN_CONFIG_MAP = ['data', 'mesh'];

/** Where a document of this form has its mesh config; undefined for other documents. */
function pathIn(document: JsonObject): Path | undefined {
  if (document['kind'] === 'ConfigMap') return IN_CONFIG_MAP;
  if (document['kind'] === 'IstioOperator') return ['spec', 'meshConfig'];
  if (document['kind'] !== undefined) return undefined;
  if (Object.hasOwn(document, 'meshConfig')) return ['meshConfig'];
  return Object.keys(document).some(isMeshConfigField) ? [] : undefined;
}

/** The text of a ConfigMap has lines of its own, which are told beside the place of the text. */
function configInText(file: string, { value, place, name }: Holder): MeshConfigInput {
  const at = place([]);
  if (typeof value !== 'string') {
    const message = `${name([])} is ${shown(value)}, and a ConfigMap holds texts`;
    return { problems: [{ file, ...at, message, fix: 'Write the mesh config as a text, below "mesh: |"' }] };
  }
  const source = new Source(file, value);
  const read = readYamlDocument(value);
  if ('fault' in read) {
    const { message, fix, offset } = read.fault;
    const line = `${name([])}, line ${source.position(offset).line}`;
    return { problems: [{ file, ...at, message: `${line}: ${message}`, fix }] };
  }
  const inner = holderAt(source, 0, value.length, read.value);
  const nameOf = (path: Path) => `${name([])}, line ${inner.place(path).line}: ${pathText(path) || 'this'}`;
  return configIn(file, { value: read.value, place: () => at, name: nameOf });
}

function configIn(file: string, { value, place, name }: Holder): MeshConfigInput {
  if (!isObject(value)) {
    const message = `${name([])} is ${shown(value)}, and a mesh config is a map`;
    return { problems: [{ file, ...place([]), message, fix: 'Write the fields of the mesh config' }] };
  }
  const problems = misfits(Field.of(value)).map(({ field, expected }) => {
    const message = `${name(field.path)} is ${shown(field.value)}, and istiod refuses that`;
    return { file, ...place(field.path), message, fix: `Write ${expected}` };
  });
  return problems.length > 0 ? { problems } : { config: meshConfigOf(value), problems };
}

function shown(value: Json | undefined): string {
  if (isList(value)) return 'a list';
  return isObject(value) ? 'a map' : JSON.stringify(value ?? null);
}
