import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Each run starts a process.
jest.setTimeout(60_000);

const cli = join(__dirname, '..', 'build', 'bundle', 'cli.js');
// Spaces and quotes, so that every path on the way has to survive them.
const base = realpathSync(mkdtempSync(join(tmpdir(), 'verify\'s "test" ')));
afterAll(() => rmSync(base, { recursive: true }));

type Files = Readonly<Record<string, string>>;
interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folders = 0;
function folder(files: Files): string {
  const path = join(base, String(folders++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const { NO_COLOR: _noColor, ...env } = process.env;

/** Runs `secure-ingress verify` among these files. */
function verify(files: Files, args: readonly string[], input = ''): Run {
  const all = [cli, 'verify', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd: folder(files),
    env,
    encoding: 'utf8',
    input,
  });
  return { code: status, stdout, stderr };
}

/** Runs a line of bash among these files, with the CLI as $verify. */
function bash(files: Files, line: string, more: Files = {}): Run {
  const variables = { ...env, ...more, node: process.execPath, cli };
  const script = `verify() { "$node" "$cli" verify "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder(files),
    env: variables,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  return { code: status, stdout, stderr };
}

// Of kinds on which no rule of the mesh has an opinion, so that each test sees what it is about.
const GOOD = `apiVersion: v1
kind: ConfigMap
metadata: { name: good, namespace: shop }
data:
  host: web
  theme: dark
`;
const ERROR = `apiVersion: v1
kind: ConfigMap
metadata:
  name: bad
  namespace: shop
  label: {}
`;
const WARNING = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, namespace: shop }\n';
const INFO = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: shop }\nspec: { open: on }\n';
const BROKEN = 'apiVersion: v1\nkind: a: b\n';
const MESSAGE =
  'metadata.label is not a field that the API has here: the API server refuses it, or drops it when validation is off';
const FIX = 'Did you mean "labels"? Rename "label", or remove it';

const errorReport = (file: string) => `${file}:6:3: error SI0001 schema-unknown-field
  ConfigMap shop/bad: ${MESSAGE}.
  Fix: ${FIX}.
     6 |   label: {}
           ^

`;
const clean = { code: 0, stdout: 'No findings in 1 object.\n', stderr: '' };
const broken = (file: string) =>
  `${file}:2:7: This is not YAML: Nested mappings are not allowed in compact mappings. ` +
  'Put the value in quotes when it contains ": ", or correct the indentation.\n';
const missing = (file: string) =>
  `${file}: This cannot be read: ENOENT: no such file or directory, stat '${file}'. Check the path and its permissions.\n`;
const nothing = (skipped: string) =>
  `There is nothing to judge${skipped}. Name files or folders with Kubernetes manifests, or - for stdin.\n`;

describe('exit code 0', () => {
  test('a file', () => {
    expect(verify({ 'a.yaml': GOOD }, ['a.yaml'])).toEqual(clean);
  });

  test('standard input', () => {
    expect(verify({}, ['-'], GOOD)).toEqual(clean);
    expect(bash({ 'a.yaml': GOOD }, '(sleep 0.5; cat a.yaml) | verify -')).toEqual(clean);
  });

  test('several files, folders and standard input', () => {
    const files = {
      'a/b/c.yml': GOOD,
      'a/d.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }),
      e: GOOD,
    };

    expect(verify(files, ['a', 'e', '-'], GOOD)).toEqual({ ...clean, stdout: 'No findings in 3 objects.\n' });
  });

  test('what is no error, with the default of --fail-on', () => {
    expect(verify({ 'a.yaml': WARNING }, ['a.yaml'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('exit code 1', () => {
  test('an error, with its place, its line and a caret', () => {
    expect(verify({ 'a b/c.yaml': ERROR }, ['a b'])).toEqual({
      code: 1,
      stdout: `${errorReport('a b/c.yaml')}1 error in 1 object.\n`,
      stderr: '',
    });
    expect(verify({}, ['-'], ERROR)).toMatchObject({ code: 1, stdout: `${errorReport('-')}1 error in 1 object.\n` });
  });

  test.each([
    ['lines that end as on Windows', ERROR.replaceAll('\n', '\r\n')],
    ['no newline at the end', ERROR.trimEnd()],
    ['a byte order mark', `\ufeff${ERROR}`],
  ])('the same with %s', (_name, text) => {
    expect(verify({ 'a.yaml': text }, ['a.yaml']).stdout).toBe(`${errorReport('a.yaml')}1 error in 1 object.\n`);
  });

  test.each([
    ['error', [1, 0, 0]],
    ['warning', [1, 1, 0]],
    ['info', [1, 1, 1]],
  ])('--fail-on %s', (level, codes) => {
    const found = [ERROR, WARNING, INFO].map((text) => verify({}, ['-', '--fail-on', level], text).code);

    expect(found).toEqual(codes);
  });

  test('--quiet: only what --fail-on names, and no totals', () => {
    const files = { 'a.yaml': ERROR, 'b.yaml': WARNING, 'c.yaml': INFO };

    expect(verify(files, ['.', '--quiet'])).toEqual({ code: 1, stdout: errorReport('a.yaml'), stderr: '' });
    const rules = verify(files, ['.', '--quiet', '--fail-on', 'warning']).stdout.match(/^[abc]\.yaml.*/gm);
    expect(rules).toEqual([
      'a.yaml:6:3: error SI0001 schema-unknown-field',
      'b.yaml:3:25: warning SI0006 schema-scope',
    ]);
    expect(verify({ 'b.yaml': WARNING }, ['.', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('exit code 2', () => {
  test('a missing file, beside a good and a bad one, which are judged all the same', () => {
    expect(verify({ 'a.yaml': ERROR, 'b.yaml': GOOD }, ['none', 'b.yaml', 'a.yaml'])).toEqual({
      code: 2,
      stdout: `${errorReport('a.yaml')}1 error in 2 objects.\nNot read: 1 problem, such as none.\n`,
      stderr: missing('none'),
    });
  });

  test('a file that is no YAML, beside a bad one', () => {
    expect(verify({ 'a.yaml': ERROR, 'b.yaml': `${GOOD}---\n${BROKEN}`, 'c.yaml': BROKEN }, ['.'])).toEqual({
      code: 2,
      stdout: `${errorReport('a.yaml')}1 error in 2 objects.\nNot read: 2 problems, such as b.yaml:9:7.\n`,
      stderr: broken('b.yaml').replace(':2:', ':9:') + broken('c.yaml'),
    });
  });

  test.each([
    ['an empty folder', {}, [], ''],
    ['no manifests', { 'README.md': '#' }, [], ''],
    ['an empty file', { 'a.yaml': '# nothing\n---\n' }, [], ''],
    [
      'only what is no manifest',
      {
        'a.yaml': 'a: b\n',
        'b.yaml': '- 1\n',
        'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1\nkind: Kustomization\n',
      },
      [
        'Skipped, kustomization: 1 document, such as kustomization.yaml:1.',
        'Skipped, no apiVersion and kind: 1 document, such as a.yaml:1.',
        'Skipped, not a map: 1 document, such as b.yaml:1.',
      ],
      ' (documents skipped: 3)',
    ],
  ])('nothing to judge: %s', (_name, files, lines, skipped) => {
    expect(verify(files, ['.'])).toEqual({
      code: 2,
      stdout: ['Nothing was judged.', ...lines, ''].join('\n'),
      stderr: nothing(skipped),
    });
  });

  test('nothing on standard input', () => {
    expect(verify({}, ['-'])).toEqual({ code: 2, stdout: 'Nothing was judged.\n', stderr: nothing('') });
  });

  test('the folder of a Helm chart: what is no template is judged', () => {
    const chart = {
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'values.yaml': 'replicas: 1\n',
      'templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
      'templates/b.yaml': '{{- if .Values.on }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n',
    };
    const skipped =
      'Skipped, no apiVersion and kind: 2 documents, such as Chart.yaml:1.\n' +
      'Skipped, template: 2 documents, such as templates/a.yaml:1.\n';

    expect(verify(chart, ['.'])).toEqual({
      code: 2,
      stdout: `Nothing was judged.\n${skipped}`,
      stderr: nothing(' (documents skipped: 4)'),
    });
    expect(verify({ ...chart, 'crds/c.yaml': GOOD }, ['.'])).toEqual({
      code: 0,
      stdout: `No findings in 1 object.\n${skipped}`,
      stderr: '',
    });
  });

  test.each([
    [[], "error: missing required argument 'path'"],
    [['a.yaml', '--bogus'], "error: unknown option '--bogus'"],
    [
      ['a.yaml', '--format', 'xml'],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif.",
    ],
    [
      ['a.yaml', '--fail-on', 'never'],
      "error: option '--fail-on <severity>' argument 'never' is invalid. Allowed choices are error, warning, info.",
    ],
    [['a.yaml', '--context'], "error: option '--context <path>' argument missing"],
  ])('arguments: %j', (args, message) => {
    expect(verify({ 'a.yaml': GOOD }, args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `${message}\n(--help lists what there is)\n`,
    });
  });
});

describe('--context', () => {
  test('is counted and not judged, several times', () => {
    const files = { 'a.yaml': GOOD, 'b.yaml': ERROR, 'c/d.yaml': ERROR, 'c/e.yaml': WARNING };

    expect(verify(files, ['a.yaml', '--context', 'b.yaml', '--context', 'c', '--fail-on', 'info'])).toEqual({
      code: 0,
      stdout: 'No findings in 1 object, beside 3 objects of context.\n',
      stderr: '',
    });
  });

  test.each([
    ['none', missing('none')],
    ['b.yaml', broken('b.yaml')],
    [
      'empty.yaml',
      'empty.yaml: No Kubernetes object is in this context. ' +
        'Name files or folders with what the cluster has already, or leave the context out.\n',
    ],
  ])('that cannot be read: 2 (%s)', (context, stderr) => {
    const files = { 'a.yaml': ERROR, 'b.yaml': BROKEN, 'empty.yaml': '' };
    const { stdout, ...result } = verify(files, ['a.yaml', '--context', context]);

    expect(result).toEqual({ code: 2, stderr });
    expect(stdout).toContain(`1 error in 1 object.\nNot read: 1 problem, such as ${context}`);
  });
});

describe('--mesh-config', () => {
  const args = ['a.yaml', '--mesh-config', 'mesh.yaml'];

  test.each([
    ['itself', 'enableAutoMtls: false\n'],
    ['as ConfigMap', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  mesh: |\n    enableAutoMtls: false\n'],
  ])('is read, and not judged: %s', (_name, text) => {
    expect(verify({ 'a.yaml': GOOD, 'mesh.yaml': text }, args)).toEqual(clean);
  });

  test.each([
    ['mesh.yaml:1:1', 'rootNamespace: 7\n', 'rootNamespace is 7, and istiod refuses that. Write a text, '],
    ['mesh.yaml:2:7', BROKEN, 'This is not YAML: '],
    ['mesh.yaml', GOOD, 'There is no mesh config of Istio in this. Give '],
    ['mesh.yaml', undefined, 'This cannot be read: ENOENT: no such file or directory, '],
  ])('that cannot be read: 2, after what is judged all the same (%s %j)', (place, text, message) => {
    const files = { 'a.yaml': ERROR, ...(text !== undefined && { 'mesh.yaml': text }) };

    expect(verify(files, args)).toEqual({
      code: 2,
      stdout: `${errorReport('a.yaml')}1 error in 1 object.\nNot read: 1 problem, such as ${place}.\n`,
      stderr: expect.stringMatching(new RegExp(`^${place}: ${message}.*\n$`)) as string,
    });
  });
});

describe('what is not judged as the rest', () => {
  const acknowledged = ERROR.replace(
    'namespace: shop',
    'namespace: shop\n  annotations: { secure-ingress/acknowledge: "schema-unknown-field: Our server has it" }',
  );

  test('acknowledged findings do not fail, and are told with the reason', () => {
    expect(verify({ 'a.yaml': acknowledged }, ['a.yaml', '--fail-on', 'info'])).toEqual({
      ...clean,
      stdout:
        'No findings in 1 object.\n' +
        'Acknowledged: 1 finding.\n' +
        '  SI0001 schema-unknown-field, ConfigMap shop/bad: Our server has it\n',
    });
    expect(verify({ 'a.yaml': acknowledged }, ['a.yaml', '--quiet'])).toEqual({ ...clean, stdout: '' });
  });

  test('files that define the same object differently', () => {
    const files = { 'a.yaml': GOOD, 'b.yaml': GOOD.replace('host: web', 'host: other'), 'c.yaml': GOOD };

    expect(verify(files, ['.'])).toEqual({
      ...clean,
      stdout:
        'No findings in 3 objects.\n' +
        'Judged one after the other, as they define the same objects differently:\n' +
        '  a.yaml, c.yaml\n' +
        '  b.yaml\n',
    });
    expect(verify(files, ['.', '--quiet'])).toEqual({ ...clean, stdout: '' });
  });

  test('in JSON', () => {
    const files = { 'a.yaml': acknowledged, 'b.yaml': GOOD.replace('name: good', 'name: bad') };
    const { code, stdout } = verify(files, ['.', '--format', 'json']);

    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        findings: [],
        coverage: expect.objectContaining({
          alternatives: [['a.yaml'], ['b.yaml']],
          notApplicable: [],
          acknowledged: [
            {
              rule: 'schema-unknown-field',
              code: 'SI0001',
              severity: 'error',
              resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'bad' },
              path: 'metadata.label',
              file: 'a.yaml',
              line: 7,
              reason: 'Our server has it',
            },
          ],
        }) as object,
      },
    ]);
  });
});

/** Exit code, number of findings, number of objects. */
function json(text: string, ...args: string[]): (number | null)[] {
  const { code, stdout } = verify({}, ['-', '--format', 'json', ...args], text);
  const { findings, coverage } = JSON.parse(stdout) as { findings: object[]; coverage: { objects: number } };
  return [code, findings.length, coverage.objects];
}

describe('--format json', () => {
  test('whole', () => {
    const files = { 'a.yaml': `${ERROR}---\n${INFO.replace('open: on', 'open: true')}---\na: b\n`, 'b.yaml': BROKEN };
    const { code, stdout } = verify(files, ['--format', 'json', '.']);

    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      {
        findings: [
          {
            rule: 'schema-unknown-field',
            code: 'SI0001',
            severity: 'error',
            resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'bad' },
            path: 'metadata.label',
            file: 'a.yaml',
            line: 6,
            column: 3,
            message: MESSAGE,
            fix: FIX,
          },
        ],
        coverage: {
          objects: 2,
          context: 0,
          withoutSchema: [{ apiVersion: 'example.com/v1', kind: 'Shop', objects: 1 }],
          alternatives: [],
          skipped: [{ file: 'a.yaml', line: 13, reason: 'no apiVersion and kind' }],
          unreadable: [
            {
              file: 'b.yaml',
              line: 2,
              column: 7,
              message: 'This is not YAML: Nested mappings are not allowed in compact mappings',
              fix: 'Put the value in quotes when it contains ": ", or correct the indentation',
            },
          ],
          notApplicable: [],
          acknowledged: [],
        },
      },
    ]);
  });

  test('exit codes and --quiet as for text', () => {
    expect([json(GOOD), json(ERROR), json(WARNING), json(''), json(`${ERROR}---\n${WARNING}`, '--quiet')]).toEqual([
      [0, 0, 1],
      [1, 1, 1],
      [0, 1, 1],
      [2, 0, 0],
      [1, 1, 2],
    ]);
  });
});

test('a Secret beside a fault on one line is not shown', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { password: 'hunter2' } };
  const items = [secret, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, dta: {} }];
  const { code, stdout } = verify({}, ['-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));

  expect([code, stdout]).toEqual([1, expect.not.stringContaining('hunter2')]);
});

test('names of files and objects cannot steer the terminal', () => {
  const files = { 'a\u001b[31m\u202e.yaml': ERROR.replace('name: bad', 'name: "\\e[2J<b>\\u202e"') };
  const { stdout } = verify(files, ['.']);

  expect(stdout).toContain('a\\u001b[31m\\u202e.yaml:6:3: error');
  expect(stdout).toContain('ConfigMap shop/\\u001b[2J<b>\\u202e');
  // oxlint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
});

describe('streams', () => {
  const many = {
    'many.yaml': Array.from({ length: 2500 }, (_, index) =>
      ERROR.replace('bad', `r${index}`).replace('kind', 'typo: 1\nkind'),
    ).join('---\n'),
  };

  test.each(['text', 'json'])('a reader that leaves early: 2, without a word (%s)', (format) => {
    const line = `verify many.yaml --format ${format} | head -1 > /dev/null; exit "\${PIPESTATUS[0]}"`;

    expect(bash(many, line)).toEqual({ code: 2, stdout: '', stderr: '' });
  });

  test('nobody who reads what could not be read: still 2', () => {
    expect(bash({}, 'verify none 2>&1 >/dev/null | true; exit "${PIPESTATUS[0]}"')).toMatchObject({ code: 2 });
  });

  test('a full disk: 2, and why', () => {
    const { code, stderr } = bash({ 'a.yaml': GOOD }, 'verify a.yaml > /dev/full');

    expect([code, stderr]).toEqual([2, 'The report cannot be written: ENOSPC: no space left on device, write\n']);
  });

  test('a large report arrives whole', () => {
    const { code, stdout } = bash(many, 'verify many.yaml | cat; exit "${PIPESTATUS[0]}"');

    expect([code, stdout.split('\n').slice(-2), stdout.match(/: error /g)?.length]).toEqual([
      1,
      ['5000 errors in 2500 objects.', ''],
      5000,
    ]);
  });
});

function onTerminal(files: Files, command: string, more: Files = {}): Run {
  const line = `script -qec '"$node" "$cli" verify ${command}' /dev/null < /dev/null`;
  return bash(files, line, { TERM: 'xterm', ...more });
}

// util-linux's script runs a command on a terminal of its own. Where it is another program there is none to try.
const hasScript = spawnSync('script', ['--version']).status === 0;

(hasScript ? describe : describe.skip)('a terminal', () => {
  test('colours', () => {
    const { code, stdout } = onTerminal({ 'a.yaml': ERROR }, 'a.yaml');

    expect([code, stdout.split('\r\n').slice(0, 4)]).toEqual([
      1,
      [
        'a.yaml:6:3: \u001b[31merror\u001b[0m SI0001 schema-unknown-field',
        `  ConfigMap shop/bad: ${MESSAGE}.`,
        `  \u001b[2mFix:\u001b[0m ${FIX}.`,
        '\u001b[2m     6 | \u001b[0m  label: {}',
      ],
    ]);
  });

  test.each<Files>([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('no colours with %j', (more) => {
    expect(onTerminal({ 'a.yaml': ERROR }, 'a.yaml', more).stdout.replaceAll('\r', '')).toBe(
      `${errorReport('a.yaml')}1 error in 1 object.\n`,
    );
  });

  test('an empty NO_COLOR says nothing', () => {
    expect(onTerminal({ 'a.yaml': ERROR }, 'a.yaml', { NO_COLOR: '' }).stdout).toContain('\u001b[31m');
  });

  test('a large file is told at once, and the line is gone before the report', () => {
    const large = { 'large.yaml': `${GOOD}---\n${'# a comment\n'.repeat(300_000)}` };

    expect(onTerminal(large, 'large.yaml').stdout).toMatch(
      // oxlint-disable-next-line no-control-regex
      /^\r\u001b\[K0 objects read, now large\.yaml \(4 MB\)(\r\u001b\[K[^\r\n]+)*\r\u001b\[KNo findings in 1 object\.\r\n$/,
    );
  });
});

describe('no terminal', () => {
  test('neither colours nor progress', () => {
    const large = { 'large.yaml': `${ERROR}---\n${'# a comment\n'.repeat(300_000)}` };
    const { stdout, stderr } = verify(large, ['large.yaml']);

    expect([stdout, stderr]).toEqual([`${errorReport('large.yaml')}1 error in 1 object.\n`, '']);
  });
});

function help(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('help', () => {
  test('of all commands', () => {
    expect(help('--help')).toBe(`Usage: secure-ingress [options] [command]

Renders cdk8s apps with secure ingress and checks what they render.

Options:
  -V, --version               output the version number
  -h, --help                  display help for command

Commands:
  synth [options]             Render the cdk8s app of this folder; the old
                              output stays as it is unless all is well.
  verify [options] <path...>  Judge each object as the API server and Istio's
                              webhook would, and all together as istioctl
                              analyze and Kiali would, without a cluster.
  trace [options] <path...>   Tell the way of a request hop by hop, and whether
                              it is encrypted; without a URL, of all there are.
  diff [options] <old> <new>  Tell what a change does to the ways of requests:
                              what is weaker, stronger, new, gone or changed.
  rules [options] [id]        List the rules of verify, or explain those that a
                              name or code means.
  help [command]              display help for command
`);
  });

  test('of synth', () => {
    expect(help('synth', '--help')).toBe(`Usage: secure-ingress synth [options]

Render the cdk8s app of this folder; the old output stays as it is unless all is
well.

Options:
  --settings <file>  settings for the app, passed as SECURE_INGRESS_SETTINGS
  --output <dir>     folder to replace (default: output in cdk8s.yaml, else
                     dist)
  -h, --help         display help for command

Exit code: 0 done, 1 the app rejects its charts, 2 could not do the job.
`);
  });

  test('of verify', () => {
    expect(help('verify', '--help')).toBe(`Usage: secure-ingress verify [options] <path...>

Judge each object as the API server and Istio's webhook would, and all together
as istioctl analyze and Kiali would, without a cluster.

Arguments:
  path                  files, folders with *.yaml, *.yml and *.json, - for
                        standard input

Options:
  --format <format>     how to report (choices: "text", "json", "sarif",
                        default: "text")
  --context <path>      what the cluster has already: referred to, not judged
                        (repeatable) (default: nothing)
  --mesh-config <file>  Istio's mesh config (default: the ConfigMap istio, if it
                        is there)
  --fail-on <severity>  exit with 1 for findings as bad as this, or worse
                        (choices: "error", "warning", "info", default: "error")
  --quiet               only findings that --fail-on names, no totals
  --require <what>      exit with 1, too, if a request from outside is not
                        certainly so (choices: "encrypted")
  -h, --help            display help for command

Exit code: 0 clean, 1 findings at or above --fail-on, 2 could not do the job:
wrong arguments, a file that cannot be read or is no YAML, nothing to judge.
`);
    expect(help('help', 'verify')).toBe(help('verify', '--help'));
  });
});
