/* What was written, so that contenders can be compared: files and bytes, and for small output what the documents say. */
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** Bytes that are parsed: reading takes longer than all that is measured. */
const SMALL = 1 << 18;

function describeOutput(folder) {
  const files = readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted(byText);
  const digest = createHash('sha256');
  let bytes = 0;
  for (const path of files) {
    const content = readFileSync(join(folder, path));
    bytes += content.length;
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  const content = bytes > 0 && bytes <= SMALL ? contentOf(files.map((path) => join(folder, path))) : undefined;
  return { files: files.length, bytes, digest: digest.digest('hex'), content };
}

/** The same for the same objects, whatever the order of objects and fields, and the way they are written. */
function contentOf(paths) {
  const { parseAllDocuments } = require('yaml');
  const objects = paths.flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')).map((each) => each.toJS()));
  const texts = objects.map((object) => JSON.stringify(sorted(object))).toSorted(byText);
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, sorted(field)])
      .toSorted(([one], [other]) => byText(one, other)),
  );
}

function byText(one, other) {
  return one < other ? -1 : Number(one > other);
}

module.exports = { describeOutput };
