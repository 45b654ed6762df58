import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLock } from '../../scripts/lock';
import { type Source, readSources } from '../../scripts/sources';
import { generatorVersion } from '../../scripts/typed-classes';

const ROOT = join(__dirname, '../..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'lock-'));
  cpSync(join(ROOT, 'imports'), join(copy, 'imports'), { recursive: true });
});

afterEach(() => rmSync(copy, { recursive: true }));

function check(root: string, sources: readonly Source[] = readSources(ROOT), generator = generatorVersion()): string[] {
  return checkLock(root, sources, generator);
}

test('the committed files are those of the lock, made from the sources that cdk8s.yaml names', () => {
  expect(check(ROOT)).toEqual([]);
});

test('every edited, missing and added file is reported', () => {
  appendFileSync(join(copy, 'imports/schemas/istio.json'), ' ');
  rmSync(join(copy, 'imports/telemetry.istio.io.ts'));
  writeFileSync(join(copy, 'imports/mine.ts'), '');
  expect(check(copy)).toEqual([
    'imports/mine.ts: not generated. Move it elsewhere: the import replaces the folder.',
    'imports/schemas/istio.json: differs from what was generated. Never edit it; run `npm run import`.',
    'imports/telemetry.istio.io.ts: missing. Run `npm run import`.',
  ]);
});

test('an edited version that was not imported is reported', () => {
  const sources = readSources(ROOT).map((source) =>
    source.name === 'istio' ? { ...source, version: '9.9.9' } : source,
  );
  expect(check(copy, sources)).toEqual([
    expect.stringMatching(/^cdk8s\.yaml: not imported yet: istio 9\.9\.9 from .* Run `npm run import`\.$/),
    expect.stringMatching(/^imports\/lock\.json: no longer in cdk8s\.yaml: istio .* Run `npm run import`\.$/),
  ]);
});

test('another version of the generator is reported', () => {
  expect(check(copy, readSources(ROOT), 'cdk8s-cli 9.9.9')).toEqual([
    expect.stringMatching(/^imports\/lock\.json: made by cdk8s-cli .*, but cdk8s-cli 9\.9\.9 is installed\./),
  ]);
});

test.each([
  ['missing', () => rmSync(join(copy, 'imports/lock.json'))],
  ['broken', () => writeFileSync(join(copy, 'imports/lock.json'), '{')],
  ['of another shape', () => writeFileSync(join(copy, 'imports/lock.json'), '{}')],
])('a lock that is %s is refused', (_, spoil) => {
  spoil();
  expect(() => check(copy)).toThrow(/^imports\/lock\.json: cannot be read \(.*\)\. Run `npm run import`\.$/s);
});
