import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Crd, type Json, canonicalCrds, isJson, sha256, sortKeys } from './canonical';
import { ImportError, allOrProblems, messageOf, withPlace } from './import-error';
import { SOURCES_FILE, type Source } from './sources';

/** The content of a source in canonical form: CRDs, or the definitions of Kubernetes' own kinds. */
export interface Input {
  readonly source: Source;
  readonly crds: readonly Crd[];
  readonly definitions: Readonly<Record<string, Json>>;
  readonly sha256: string;
}

interface Text {
  readonly location: string;
  readonly content: string;
}

/** Reads every source: local copies in `folder` when given, else from upstream. */
export function readInputs(sources: readonly Source[], folder?: string): Promise<Input[]> {
  const copies = folder === undefined ? undefined : listFolder(folder);
  return allOrProblems(
    sources.map(async (source) => {
      const title = `${source.name} ${source.version}`;
      const texts = folder === undefined ? await download(source, title) : readCopies(source, folder, copies ?? []);
      return withPlace(title, () => toInput(source, texts));
    }),
  );
}

function download({ addresses }: Source, title: string): Promise<Text[]> {
  return allOrProblems(
    addresses.map(async (address) => {
      try {
        const response = await fetch(address, { signal: AbortSignal.timeout(60_000) });
        if (!response.ok) throw new Error(`answered ${response.status} ${response.statusText}`);
        return { location: address, content: await response.text() };
      } catch (error) {
        const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
        throw new ImportError([
          `${title}: ${address}: ${messageOf(reason)}. ` +
            `Check the version in ${SOURCES_FILE} and the network, or read local copies with --crds DIR.`,
        ]);
      }
    }),
  );
}

/** Copies are named NAME-VERSION.yaml or .json; a word may follow the version: traefik-3.7.9-serverstransport.yaml. */
function readCopies({ name, version }: Source, folder: string, copies: readonly string[]): Text[] {
  const prefix = `${name}-${version}`;
  const rest = /^(-[a-z]+)?\.(yaml|json)$/;
  const files = copies.filter((file) => file.startsWith(prefix) && rest.test(file.slice(prefix.length)));
  if (files.length === 0) {
    throw new ImportError([
      `${name} ${version}: no copy in ${folder}. Put it there as ${prefix}.yaml, or leave --crds out to read upstream.`,
    ]);
  }
  return files.map((file) => ({ location: file, content: readFileSync(join(folder, file), 'utf8') }));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    throw new ImportError([`--crds ${folder}: ${messageOf(error)}. Name a folder that can be read.`]);
  }
}

function toInput(source: Source, texts: readonly Text[]): Input {
  const documents = texts.flatMap(({ location, content }) => withPlace(location, () => parse(location, content)));
  const crds = canonicalCrds(documents);
  const definitions = sortKeys(Object.fromEntries(documents.flatMap(definitionsOf)));
  const names = crds.map((crd) => crd.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`${twice.join(', ')}: there twice; name one file for it.`);
  if (crds.length === 0 && Object.keys(definitions).length === 0) {
    const places = texts.map((text) => text.location).join(', ');
    throw new Error(`no CustomResourceDefinition and no definitions in ${places}. Is it the right file?`);
  }
  return { source, crds, definitions, sha256: sha256(JSON.stringify(crds.length > 0 ? crds : definitions)) };
}

function parse(location: string, content: string): unknown[] {
  // The YAML parser takes a second for the JSON of Kubernetes' definitions.
  if (location.endsWith('.json')) return [JSON.parse(content)];
  return parseAllDocuments(content).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS();
  });
}

function definitionsOf(document: unknown): [string, Json][] {
  if (!isJson(document) || !isJson(document['definitions'])) return [];
  const schemas = Object.entries(document['definitions']);
  return schemas.flatMap(([name, schema]) => (isJson(schema) ? [[name, schema]] : []));
}
