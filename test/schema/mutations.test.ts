import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { type JsonObject, type Path, pathText } from '../../lib/manifest/manifest';
import type { Verdict } from '../../lib/schema/check-object';
import type { Fault } from '../../lib/schema/fault';
import { RULE_CASES } from './cel-rule-cases';
import { mutate, randomFrom } from './mutations';
import { judge, manifestOf, objectsIn, repositoryObjects } from './objects';
import { type SecondOpinion, pointer, secondOpinion } from './second-opinion';

/** More for a longer run: see bench/fuzz-schema.js. */
const COUNT = Number(process.env['MUTATIONS'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? 1);

const INDEX: Record<string, string> = JSON.parse(
  readFileSync(join(__dirname, '../../imports/schemas/index.json'), 'utf8'),
);
const documents = objectsIn(readFileSync(join(__dirname, 'documents.yaml'), 'utf8'));
const fromRules = RULE_CASES.map(({ on, valid }): JsonObject => {
  const [kind = '', ...apiVersion] = on.split('/').toReversed();
  return { apiVersion: apiVersion.toReversed().join('/'), kind, metadata: { name: 'one' }, spec: valid };
});
const originals = [...documents, ...documents, ...documents, ...fromRules, ...repositoryObjects()];

const random = randomFrom(SEED);
const pick = (): JsonObject => originals[Math.floor(random() * originals.length)] ?? {};
/** One fault each in half of them; in the others, faults that meet. */
const mutants = Array.from({ length: COUNT }, (_, index) => {
  const times = index % 2 === 0 ? 1 : 3;
  return Array.from({ length: times }).reduce((object: JsonObject) => mutate(object, random), pick());
});

const opinions = new Map<string, SecondOpinion>();

function ajvOn(object: JsonObject): SecondOpinion {
  const { apiVersion, kind } = manifestOf(object);
  const key = `${apiVersion}/${kind}`;
  const known = opinions.get(key) ?? secondOpinion(INDEX[key] ?? '', key);
  opinions.set(key, known);
  return known;
}

function pointerOf(path: Path): string {
  return path.map((step) => `/${pointer(step)}`).join('');
}

function contentFaults({ faults }: Verdict, kind: Fault['kind']): Fault[] {
  return faults.filter((fault) => fault.kind === kind && fault.path[0] !== 'metadata');
}

/** A missing field that a misspelt one stands for is no fault of its own here. */
function isExcused({ keyword, instancePath, params }: ErrorObject, unknown: readonly Fault[]): boolean {
  if (keyword !== 'required') return false;
  return unknown.some(({ path, fix }) => {
    return (
      pointerOf(path.slice(0, -1)) === instancePath && fix.startsWith(`Did you mean "${params['missingProperty']}"?`)
    );
  });
}

test('what mutations start from is valid', () => {
  expect(originals.flatMap((object) => judge(object).faults)).toEqual([]);
});

test(`${COUNT} mutations: every message names its field`, () => {
  const silent = mutants
    .flatMap((object) => judge(object).faults)
    .filter(({ path, message }) => !message.includes(pathText(path) || 'the object'));
  expect(silent).toEqual([]);
}, 600_000);

test(`${COUNT} mutations: enough of them are refused, by every step`, () => {
  const kinds = mutants.flatMap((object) => [...new Set(judge(object).faults.map(({ kind }) => kind))]);
  for (const kind of ['unknown-field', 'structure', 'metadata', 'cel', 'list-type']) expect(kinds).toContain(kind);
  expect(kinds.length).toBeGreaterThan(COUNT / 3);
}, 600_000);

test(`${COUNT} mutations: Ajv finds the same unknown fields`, () => {
  const differ = mutants.flatMap((object) => {
    const ours = contentFaults(judge(object), 'unknown-field').map(({ path }) => pointerOf(path));
    const theirs = new Set(ajvOn(object).unknownFields(object));
    return JSON.stringify(ours.toSorted()) === JSON.stringify([...theirs].toSorted()) ? [] : [{ object, ours, theirs }];
  });
  expect(differ).toEqual([]);
}, 600_000);

test(`${COUNT} mutations: Ajv refuses the same ones by their structure`, () => {
  const differ = mutants.flatMap((object) => {
    const verdict = judge(object);
    const unknown = contentFaults(verdict, 'unknown-field');
    const ours = contentFaults(verdict, 'structure');
    const theirs = ajvOn(object)
      .structure(verdict.value)
      .filter((error) => !isExcused(error, unknown));
    return ours.length > 0 === theirs.length > 0 ? [] : [{ object, ours, theirs }];
  });
  expect(differ).toEqual([]);
}, 600_000);
