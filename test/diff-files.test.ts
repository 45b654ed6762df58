import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SHOP, shopWith } from './trace/shop';

// Each run starts a process.
jest.setTimeout(60_000);

const cli = join(__dirname, '..', 'build', 'bundle', 'cli.js');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'diff\'s "test" ')));
afterAll(() => rmSync(base, { recursive: true }));

const { NO_COLOR: _noColor, ...env } = process.env;
const WEAKER = shopWith('mode: STRICT', 'mode: PERMISSIVE');
const MOVED = SHOP.replaceAll('shop.example.com', 'moved.example.com');

const files: Readonly<Record<string, string>> = {
  'old.yaml': SHOP,
  'weaker.yaml': WEAKER,
  'moved.yaml': MOVED,
  'old/a/shop.yaml': SHOP,
  'new/a/shop.yaml': WEAKER,
  'broken.yaml': 'a: [',
  'empty/readme.txt': 'Nothing is here.',
  'mesh.yaml': 'enableAutoMtls: false\n',
  'odd-mesh.yaml': 'enableAutoMtls: 1\n',
  'regex.yaml': shopWith('prefix: /api', 'regex: "/(?=api)"'),
};

beforeAll(() => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), content);
  }
});

function diff(args: readonly string[], input = '') {
  const options = { cwd: base, env, encoding: 'utf8', input } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'diff', ...args], options);
  return { code: status, stdout, stderr };
}

/** Exit code and how many changes there are, by their direction. */
function counted(args: readonly string[], input?: string) {
  const { code, stdout } = diff(args, input);
  return [code, stdout.trimEnd().split('\n').at(-1)];
}

const SAME = 'No request takes another way, and none is protected otherwise.';

test('files, folders and standard input are sides', () => {
  expect(counted(['old.yaml', 'weaker.yaml'])).toEqual([0, '3 changes: 3 weaker.']);
  expect(counted(['old', 'new/'])).toEqual([0, '3 changes: 3 weaker.']);
  expect(counted(['./old', 'old.yaml'])).toEqual([0, SAME]);
  expect(counted(['-', 'weaker.yaml'], SHOP)).toEqual([0, '3 changes: 3 weaker.']);
  expect(counted(['old.yaml', '-'], SHOP)).toEqual([0, SAME]);
});

test('one side may be empty', () => {
  expect(counted(['empty', 'old.yaml'])).toEqual([0, '3 changes: 3 added.']);
  expect(counted(['old.yaml', 'empty'])).toEqual([0, '3 changes: 3 removed.']);
});

test.each([
  ['weaker', 'weaker.yaml', 1],
  ['weaker', 'old.yaml', 0],
  ['changed', 'old.yaml', 0],
  ['changed', 'moved.yaml', 1],
  ['weaker', 'moved.yaml', 0],
  // What could not be compared may be weaker.
  ['weaker', 'regex.yaml', 1],
])('--fail-on %s, %s', (direction, file, code) => {
  expect(diff(['old.yaml', file, '--fail-on', direction]).code).toBe(code);
});

test('the exit code is the same for every format', () => {
  for (const format of ['text', 'json', 'markdown']) {
    expect(diff(['old.yaml', 'weaker.yaml', '--fail-on', 'weaker', '--format', format])).toMatchObject({
      code: 1,
      stderr: '',
    });
  }
});

test('JSON has the keys of the contract first, with files and lines', () => {
  const { changes } = JSON.parse(diff(['old', 'new', '--format', 'json']).stdout);

  expect(changes[1]).toMatchObject({
    host: 'shop.example.com',
    path: '/',
    hop: 'gateway istio-ingress/gateway → workload shop/web',
    was: 'mutual-tls',
    is: 'either',
    direction: 'weaker',
    decidedBy: { was: [{ file: 'old/a/shop.yaml', line: 95 }], is: [{ file: 'new/a/shop.yaml', line: 95 }] },
  });
});

test('context and mesh config are for both sides', () => {
  expect(counted(['old.yaml', 'weaker.yaml', '--mesh-config', 'mesh.yaml'])).toEqual([
    0,
    expect.stringMatching(/^\d+ changes: /),
  ]);
  expect(counted(['empty', 'old.yaml', '--context', 'old.yaml'])).toEqual([0, SAME]);
});

describe('what cannot be done', () => {
  test.each([
    [['old.yaml'], "missing required argument 'new'"],
    [['old.yaml', 'weaker.yaml', 'moved.yaml'], 'too many arguments'],
    [['old.yaml', 'weaker.yaml', '--fail-on', 'stronger'], 'Allowed choices are weaker, changed'],
    [['-', '-'], 'Standard input can be one of the two sides, and not both.'],
    [['empty', 'empty'], 'There is nothing to compare.'],
    [['old.yaml', 'nowhere.yaml'], 'nowhere.yaml: This cannot be read'],
    [['broken.yaml', 'old.yaml'], 'broken.yaml:'],
    [['old.yaml', 'old.yaml', '--context', 'empty'], 'No Kubernetes object is in this context'],
    [['old.yaml', 'old.yaml', '--mesh-config', 'odd-mesh.yaml'], 'odd-mesh.yaml:'],
  ])('%j', (args, message) => {
    expect(diff(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
