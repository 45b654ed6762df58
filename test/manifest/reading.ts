import { type ParsedFile, parse } from '../../lib/manifest/parse';

/** An object of the least that makes one. */
export const head = (name = 'a') => `apiVersion: v1\nkind: Foo\nmetadata:\n  name: ${name}\n`;

/** What `head` makes. */
export const object = (name: string) => ({ apiVersion: 'v1', kind: 'Foo', metadata: { name } });

export function read(text: string) {
  return plain(parse('a.yaml', text));
}

/** The result as plain data: objects by their values, the file left out. */
export function plain(file: ParsedFile) {
  return {
    objects: file.objects.map(({ value }) => value),
    notes: file.notes.map((note) => ({ ...note, manifest: note.manifest.name })),
    problems: file.problems.map(({ line, column, message, fix }) => ({ line, column, message, fix })),
    skipped: file.skipped,
  };
}

/** The field `data` of an object with the text below its head; the problems where there are any. */
export function data(text: string) {
  const { objects, problems } = read(`${head()}${text}\n`);
  return problems.length > 0 ? problems : objects[0]?.['data'];
}

/** The only problem of an object's head with the text below it. */
export function problemOf(text: string) {
  const { objects, problems } = read(`${head()}${text}\n`);
  return objects.length === 0 && problems.length === 1 ? problems[0] : { objects, problems };
}

export function objectsOf(text: string) {
  return parse('a.yaml', text).objects;
}
