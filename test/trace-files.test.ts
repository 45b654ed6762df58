import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Each run starts a process.
jest.setTimeout(60_000);

const cli = join(__dirname, '..', 'build', 'bundle', 'cli.js');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'trace\'s "test" ')));
afterAll(() => rmSync(base, { recursive: true }));

type Files = Readonly<Record<string, string>>;

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

function run(files: Files, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder(files),
    env,
    encoding: 'utf8',
    input,
  });
  return { code: status, stdout, stderr };
}

const trace = (files: Files, args: readonly string[], input?: string) => run(files, ['trace', ...args], input);

/** Exit code, verdicts, and what is said on stderr. */
function verdicts(files: Files, args: readonly string[], input?: string) {
  const { code, stdout, stderr } = trace(files, ['--format', 'json', ...args], input);
  const { requests }: { requests: { url: string; why: string }[] } = JSON.parse(stdout);
  return { code, told: requests.map(({ url, why }) => `${url}: ${why}`), stderr };
}

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 8443, name: https, protocol: HTTPS }
      hosts: [shop/shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop }
`;
const SERVER_80 = `    - port: { number: 8080, name: http, protocol: HTTP }
      hosts: [shop/shop.example.com]
`;
const REST = `---
apiVersion: v1
kind: Secret
metadata: { name: shop, namespace: istio-system }
type: kubernetes.io/tls
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [public]
  http:
    - match: [{ uri: { prefix: /api } }]
      route: [{ destination: { host: web } }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, sidecar.istio.io/inject: "true" } }
    spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;
const SHOP = GATEWAY + REST;
const OPEN = GATEWAY + SERVER_80 + REST;
const URL = 'https://shop.example.com/api';
const IN_THE_CLEAR = 'http://shop.example.com/api';
const ENCRYPTED = 'Encrypted on every hop.';
const PLAINTEXT =
  'Plaintext on hop 1 (client → gateway istio-system/istio-ingressgateway) because plain HTTP comes in.';
const REFUSED =
  'Does not arrive: connection refused, no Gateway has a server on port 8080 of gateway istio-system/istio-ingressgateway.';

describe('one request', () => {
  test('as a drawing, from files, folders and standard input', () => {
    const expected = {
      code: 0,
      stdout: expect.stringMatching(/^GET https:.*\n\nclient\n.*\n\nEncrypted on every hop\.\n$/s),
      stderr: '',
    };

    expect(trace({ 'a.yaml': SHOP }, ['a.yaml', URL])).toEqual(expected);
    expect(trace({ 'a/b.yaml': GATEWAY, 'a/c.yaml': REST }, ['a', URL])).toEqual(expected);
    expect(trace({ 'a.yaml': GATEWAY }, ['a.yaml', '-', URL], REST)).toEqual(expected);
    expect(trace({ 'a.yaml': GATEWAY, 'b.yaml': REST }, ['a.yaml', '--context', 'b.yaml', URL])).toEqual(expected);
  });

  test('as a picture, and as JSON', () => {
    expect(trace({ 'a.yaml': SHOP }, ['a.yaml', '--format', 'mermaid', URL])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^flowchart LR\n {2}n0\["client"\]\n/),
      stderr: '',
    });
    expect(verdicts({ 'a.yaml': SHOP }, ['a.yaml', URL])).toEqual({
      code: 0,
      told: [`${URL}: ${ENCRYPTED}`],
      stderr: '',
    });
  });

  test.each([
    [[URL], ENCRYPTED],
    [[IN_THE_CLEAR], REFUSED],
    [['https://shop.example.com/'], 'Does not arrive: 404, no route of VirtualService shop/web takes GET /.'],
    [['--host', 'other.example.com', URL], expect.stringMatching(/^Does not arrive: 404, no VirtualService/)],
    [['--header', 'Host: other.example.com', URL], expect.stringMatching(/^Does not arrive: 404, no VirtualService/)],
    [['--sni', 'other.example.com', URL], expect.stringMatching(/^Does not arrive: TLS reset, .* server name other/)],
    [['--no-sni', URL], expect.stringMatching(/^Does not arrive: TLS reset, .*without a server name/)],
    [['--sni', 'shop.example.com', '--host', 'shop.example.com', 'https://203.0.113.7/api'], ENCRYPTED],
    [['--entry', 'Service/istio-system/istio-ingressgateway', URL], ENCRYPTED],
    [['--from', 'shop/web', 'http://web/api'], ENCRYPTED],
    [['--client-cert', 'shop/none', '--method', 'POST', '--header', 'a: b', '--header', 'c: d', URL], ENCRYPTED],
  ])('options: %j', (options, verdict) => {
    const { code, told, stderr } = verdicts({ 'a.yaml': SHOP }, ['a.yaml', ...options]);

    expect([code, told, stderr]).toEqual([0, [expect.any(String)], '']);
    expect(told[0]?.slice(`${options.at(-1)}: `.length)).toEqual(verdict);
  });

  test('the mesh config of a file', () => {
    const files = { 'a.yaml': SHOP.replace('STRICT', 'PERMISSIVE'), 'mesh.yaml': 'enableAutoMtls: false\n' };

    expect(verdicts(files, ['a.yaml', '--mesh-config', 'mesh.yaml', URL]).told).toEqual([
      expect.stringContaining('Plaintext on hop 2 '),
    ]);
    expect(verdicts(files, ['a.yaml', URL]).told).toEqual([expect.stringContaining('not enforced on hop 2 ')]);
  });
});

describe('every request', () => {
  test('as a table', () => {
    const { code, stdout, stderr } = trace({ 'a.yaml': OPEN }, ['a.yaml']);

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^REQUEST +CLIENT CERTIFICATE +WAY +VERDICT\n/);
    expect(stdout).toMatch(/^GET http:\/\/shop\.example\.com\/api +- +plaintext → .* {2}Plaintext on hop 1 /m);
    expect(stdout).toMatch(/^GET https:\/\/shop\.example\.com\/api +- +TLS → .* {2}Encrypted on every hop\.$/m);
    expect(stdout).toMatch(/\n\n\d requests: /);
  });

  test('files that define the same objects differently', () => {
    const { told } = verdicts({ 'a.yaml': GATEWAY, 'b.yaml': GATEWAY + SERVER_80, 'c.yaml': REST }, [
      '.',
      IN_THE_CLEAR,
    ]);

    expect(told).toEqual([`${IN_THE_CLEAR}: ${REFUSED}`, `${IN_THE_CLEAR}: ${PLAINTEXT}`]);
  });
});

test('what is not traced is told, and is not known to be encrypted', () => {
  const files = { 'a.yaml': GATEWAY.replace('ingressgateway', 'none') };
  const stdout = 'Not traced:\n  a.yaml:5  Gateway shop/public selects no Pod of the input (spec.selector)\n';

  expect(trace(files, ['a.yaml'])).toEqual({ code: 0, stdout, stderr: '' });
  expect(trace(files, ['a.yaml', '--require', 'encrypted'])).toEqual({ code: 1, stdout, stderr: '' });
  expect(run(files, ['verify', 'a.yaml', '--require', 'encrypted'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('error not traced, so not certainly encrypted\n  a.yaml:5  Gateway shop/public '),
  });
});

function required(text: string, ...args: string[]) {
  return trace({ 'a.yaml': text }, ['a.yaml', '--require', 'encrypted', ...args]).code;
}

function verified(...args: string[]): object {
  return JSON.parse(run({ 'a.yaml': OPEN }, ['verify', 'a.yaml', '--format', 'json', ...args]).stdout);
}

describe('--require encrypted', () => {
  test('of one request', () => {
    expect(required(SHOP, URL)).toBe(0);
    expect(required(OPEN, URL)).toBe(0);
    expect(required(OPEN, IN_THE_CLEAR)).toBe(1);
    expect(required(SHOP, IN_THE_CLEAR)).toBe(0);
    expect(required(SHOP.replace('STRICT', 'PERMISSIVE'), URL)).toBe(1);
    expect(required(SHOP.replace('STRICT', 'PERMISSIVE'), '--from', 'shop/web', 'http://web/')).toBe(1);
    expect(
      required(OPEN.replace('protocol: HTTP }', 'protocol: HTTP }\n      tls: { httpsRedirect: true }'), IN_THE_CLEAR),
    ).toBe(0);
  });

  test('of every request from outside', () => {
    expect([required(SHOP), required(OPEN)]).toEqual([0, 1]);
    expect(required(SHOP.replace('sidecar.istio.io/inject: "true"', 'a: b'))).toBe(1);
  });

  test('in verify', () => {
    const verify = (...args: string[]) => run({ 'a.yaml': OPEN }, ['verify', 'a.yaml', '--quiet', ...args]);
    const { code, stdout, stderr } = verify('--require', 'encrypted');

    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^GET http:\/\/shop\.example\.com\/api: error not certainly encrypted on every hop$/m);
    expect(stdout).toContain(`\n  ${PLAINTEXT}\n`);
    expect(stdout).not.toContain('GET https:');
    expect(verify()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(run({ 'a.yaml': SHOP }, ['verify', 'a.yaml', '--quiet', '--require', 'encrypted'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('in the JSON of verify', () => {
    expect(Object.keys(verified())).toEqual(['findings', 'coverage']);
    expect(Object.keys(verified('--require', 'encrypted'))).toEqual(['findings', 'coverage', 'requests', 'untraced']);
    expect(verified('--require', 'encrypted')).toMatchObject({
      requests: [{ url: IN_THE_CLEAR, encrypted: false, why: PLAINTEXT }],
    });
  });
});

function nothing(hint = ''): string {
  return `There is nothing to trace${hint}. Name files or folders with Kubernetes manifests, or - for stdin.\n`;
}

describe('could not do the job: 2', () => {
  const HINT = '\n(--help lists what there is)\n';

  test.each<[readonly string[], string]>([
    [[], `error: missing required argument 'path'${HINT}`],
    [
      ['a.yaml', '--format', 'xml'],
      `error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, mermaid.${HINT}`,
    ],
    [
      ['a.yaml', '--require', 'mtls'],
      `error: option '--require <what>' argument 'mtls' is invalid. Allowed choices are encrypted.${HINT}`,
    ],
    [[URL], 'Name the files or folders with Kubernetes manifests before the URL, or - for stdin.\n'],
    [
      ['a.yaml', '--header', 'x', '--entry', 'web', URL],
      '`--header` "x" is not of the form "Name: value".\n' +
        '`--entry` "web" is not of the form KIND/NAMESPACE/NAME, such as Service/istio-system/istio-ingressgateway.\n',
    ],
    [['a.yaml', '--method', 'GET'], '`--method` is for one request: name its URL, as the last argument.\n'],
    [
      ['a.yaml', '--entry', 'Service/shop/nobody', URL],
      '`--entry` Service/shop/nobody: the input and its context have no such object.\n',
    ],
  ])('arguments: %j', (args, stderr) => {
    expect(trace({ 'a.yaml': SHOP }, args)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('what could be read is traced all the same', () => {
    const files = { 'a.yaml': SHOP, 'b.yaml': 'kind: a: b\n', 'c.yaml': '' };
    const args = ['a.yaml', 'b.yaml', 'none', '--context', 'c.yaml', '--mesh-config', 'no-mesh', URL];
    const { code, told, stderr } = verdicts(files, args);

    expect([code, told]).toEqual([2, [`${URL}: ${ENCRYPTED}`]]);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^b\.yaml:1:\d+: This is not YAML: /),
      expect.stringMatching(/^none: This cannot be read: /),
      expect.stringMatching(/^c\.yaml: No Kubernetes object is in this context\. /),
      expect.stringMatching(/^no-mesh: This cannot be read: /),
      '',
    ]);
  });

  test.each([
    ['', nothing()],
    ['a: b\n', nothing(' (documents skipped: 1)')],
  ])('no objects: %j', (text, stderr) => {
    expect(trace({ 'a.yaml': text }, ['a.yaml', URL])).toEqual({ code: 2, stdout: '', stderr });
    expect(trace({ 'a.yaml': text }, ['a.yaml', '--format', 'json'])).toEqual({
      code: 2,
      stdout: '{\n  "requests": [],\n  "untraced": []\n}\n',
      stderr,
    });
  });

  test('no requests', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
    const stderr =
      'There is nothing to trace: no Gateway, Ingress or AuthorizationPolicy of the input says which requests there are. ' +
      'Name a URL, as the last argument.\n';

    expect(trace({ 'a.yaml': text }, ['a.yaml'])).toEqual({ code: 2, stdout: '', stderr });
  });
});

function onTerminal(more: Files): string {
  const { stdout } = spawnSync(
    'bash',
    ['-c', `script -qec '"$node" "$cli" trace a.yaml ${IN_THE_CLEAR}' /dev/null < /dev/null`],
    {
      cwd: folder({ 'a.yaml': OPEN }),
      env: { ...env, TERM: 'xterm', node: process.execPath, cli, ...more },
      encoding: 'utf8',
    },
  );
  return stdout;
}

// util-linux's script runs a command on a terminal of its own. Where it is another program there is none to try.
const hasScript = spawnSync('script', ['--version']).status === 0;

(hasScript ? describe : describe.skip)('a terminal', () => {
  test('locks and colours', () => {
    expect(onTerminal({})).toContain('  │  🔓 \u001b[31mhop 1: plaintext\u001b[0m\r\n');
  });

  test.each<Files>([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('words with %j', (more) => {
    expect(onTerminal(more)).toContain('  |  hop 1: plaintext\r\n');
  });
});

test('help', () => {
  expect(run({}, ['trace', '--help'])).toEqual({
    code: 0,
    stdout: `Usage: secure-ingress trace [options] <path...> [url]

Tell the way of a request hop by hop, and whether it is encrypted; without a
URL, of all there are.

Arguments:
  path                              files, folders with *.yaml, *.yml and
                                    *.json, - for standard input; last the URL,
                                    if any

Options:
  --format <format>                 how to report (choices: "text", "json",
                                    "mermaid", default: "text")
  --context <path>                  what the cluster has already (repeatable)
                                    (default: nothing)
  --mesh-config <file>              Istio's mesh config (default: the ConfigMap
                                    istio, if it is there)
  --require <what>                  exit with 1 if a request is not certainly so
                                    on every hop (choices: "encrypted")
  --method <method>                 of the request (default: GET)
  --header <header>                 'Name: value' (repeatable)
  --host <name>                     header Host (default: the URL's host)
  --sni <name>                      server name in TLS (default: the URL's host)
  --no-sni                          the client sends no server name
  --client-cert <namespace/secret>  whose certificate the client shows (default:
                                    none)
  --from <namespace/workload>       who calls, for a call inside the mesh
  --entry <kind/namespace/name>     where the request comes in, when several
                                    objects could take it
  -h, --help                        display help for command

Exit code: 0 traced, 1 not as required, 2 could not do the job: wrong arguments,
a file that cannot be read or is no YAML, nothing to trace.
`,
    stderr: '',
  });
});
