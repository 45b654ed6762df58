import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Crd, type Json, canonicalCrds, sha256, sortKeys } from './canonical';
import { ImportError, allOrProblems } from './import-error';
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
  return allOrProblems(
    sources.map(async (source) => {
      const texts = folder === undefined ? await download(source) : readCopies(source, folder);
      return toInput(source, texts);
    }),
  );
}

function download(source: Source): Promise<Text[]> {
  return allOrProblems(
    source.addresses.map(async (address) => {
      const reason = await fetch(address, { signal: AbortSignal.timeout(60_000) }).then(
        async (response) => (response.ok ? { content: await response.text() } : `answered ${response.status}`),
        (error: Error) => `cannot be reached (${error.cause instanceof Error ? error.cause.message : error.message})`,
      );
      if (typeof reason !== 'string') return { location: address, ...reason };
      throw new ImportError([
        `${source.name} ${source.version}: ${address} ${reason}. ` +
          `Check the version in ${SOURCES_FILE}, or read local copies with --crds DIR.`,
      ]);
    }),
  );
}

/** Copies are named NAME-VERSION.yaml or .json; a word may follow the version: traefik-3.7.9-serverstransport.yaml. */
function readCopies({ name, version }: Source, folder: string): Text[] {
  const copy = /^(-[a-z]+)?\.(yaml|json)$/;
  const prefix = `${name}-${version}`;
  const files = listFolder(folder).filter((file) => file.startsWith(prefix) && copy.test(file.slice(prefix.length)));
  if (files.length === 0) {
    throw new ImportError([
      `${name} ${version}: no copy in ${folder}. Put it there as ${prefix}.yaml, or leave --crds out to read upstream.`,
    ]);
  }
  return files.toSorted().map((file) => {
    const location = join(folder, file);
    return { location, content: readFileSync(location, 'utf8') };
  });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new ImportError([`--crds ${folder}: cannot be read (${(error as Error).message}). Name a readable folder.`]);
  }
}

function toInput(source: Source, texts: readonly Text[]): Input {
  const documents = texts.flatMap(parse);
  const crds = canonicalCrds(documents);
  const definitions = sortKeys(Object.assign({}, ...documents.map(definitionsOf))) as Record<string, Json>;
  const title = `${source.name} ${source.version}`;
  const names = crds.map((crd) => crd.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new ImportError([`${title}: ${twice.join(', ')} is there twice; name one file for it.`]);
  if (crds.length === 0 && Object.keys(definitions).length === 0) {
    const places = texts.map((text) => text.location).join(', ');
    throw new ImportError([
      `${title}: no CustomResourceDefinition (v1) and no definitions in ${places}. Is it the right file?`,
    ]);
  }
  return { source, crds, definitions, sha256: sha256(JSON.stringify(crds.length > 0 ? crds : definitions)) };
}

function parse({ location, content }: Text): unknown[] {
  try {
    if (location.endsWith('.json')) return [JSON.parse(content)];
    return parseAllDocuments(content).map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS() as unknown;
    });
  } catch (error) {
    throw new ImportError([`${location}: cannot be parsed: ${(error as Error).message}`]);
  }
}

function definitionsOf(document: unknown): Json {
  return ((document ?? {}) as { definitions?: Json }).definitions ?? {};
}
