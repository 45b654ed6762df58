import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { exposedHosts } from '../report/exposed-hosts';
import type { FileSummary } from '../report/synth-summary';
import { Failure, messageOf } from '../failure';

/** A line for a rendered file. @throws Failure when it is no YAML */
export function readSummary(folder: string, path: string): FileSummary {
  const documents = parseAllDocuments(readFileSync(join(folder, path), 'utf8'));
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error) throw new Failure(2, `the app wrote ${path}, which is no YAML: ${messageOf(error)}.`);
  const objects = documents.map((document): unknown => document.toJS()).filter((object) => object !== null);
  return { path, objects: objects.length, hosts: exposedHosts(objects), verdict: '' };
}
