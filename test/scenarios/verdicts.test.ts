import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromObject } from '../../lib/manifest/from-object';
import { verify } from '../../lib/verify';
import { COMBINATIONS, together } from './combinations';
import { FURTHER } from './further-context';
import { OUTPUTS, SECOND_SETTINGS } from './outputs';
import { type Manifest, objectsIn, ROOT, SETTINGS } from './rendering';

const read = (path: string) => objectsIn(readFileSync(path, 'utf8'));
const PLATFORM = read(join(ROOT, 'platform.yaml'));
const SECOND_PLATFORM = read(join(__dirname, 'second-platform.yaml'));

function judge(objects: readonly Manifest[], context: readonly Manifest[]) {
  return verify({ objects: manifestsOf(objects), context: manifestsOf(context) });
}

function manifestsOf(objects: readonly Manifest[]) {
  return objects.map((object) => fromObject(object));
}

test.each(OUTPUTS)('$name: no finding, every kind known', ({ name, objects }) => {
  const platform = name.endsWith('second settings') ? SECOND_PLATFORM : PLATFORM;
  const { findings, coverage } = judge(objects, [...platform, ...objectsIn(FURTHER[name] ?? '')]);

  expect(findings).toEqual([]);
  expect(coverage).toMatchObject({ objects: objects.length, withoutSchema: [], alternatives: [] });
});

test.each(OUTPUTS.filter(({ name }) => name.endsWith('sample settings')))('$name: nothing left open', ({ objects }) => {
  expect(judge(objects, PLATFORM).coverage.notApplicable).toEqual([]);
});

describe.each(COMBINATIONS)('%s and %s with all single scenarios', (...stages) => {
  test.each([
    ['sample settings', SETTINGS, PLATFORM],
    ['second settings', SECOND_SETTINGS, SECOND_PLATFORM],
  ])('%s: no finding', (_, settings, platform) => {
    expect(judge(together(stages, settings), platform).findings).toEqual([]);
  });
});

test('everything together, alternatives told apart: no finding', () => {
  const files = OUTPUTS.filter(({ name }) => name.endsWith('sample settings'));
  const objects = files.flatMap(({ scenario, objects: own }) =>
    own.map((object) => fromObject(object, { part: scenario })),
  );
  const { findings, coverage } = verify({ objects, context: PLATFORM.map((object) => fromObject(object)) });

  expect(findings).toEqual([]);
  expect(coverage.alternatives).toEqual([
    ['articles-locked', 'hipstershop-dedicated-gateway'],
    ['articles-secure', 'hipstershop-http'],
    ['articles-locked', 'hipstershop-https'],
  ]);
});
