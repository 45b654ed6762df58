import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(__dirname, '..');
const main = join(repository, 'build', 'main.js');

const base = mkdtempSync(join(tmpdir(), 'main test '));
afterAll(() => rmSync(base, { recursive: true }));

type Files = Readonly<Record<string, string>>;

const OLD: Files = { 'out/old/old.k8s.yaml': 'old: true\n', 'out/mesh-strict/mesh-strict.k8s.yaml': 'old: true\n' };

let folders = 0;

/** A folder with these files, and what the app made of it: with the name of the settings file, if one is given. */
function run(files: Files, settings?: string, outdir: string | undefined = 'out') {
  const cwd = join(base, String(folders++));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  const { SECURE_INGRESS_SETTINGS: _, CDK8S_OUTDIR: __, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...(settings !== undefined && { SECURE_INGRESS_SETTINGS: settings.replace('FOLDER', cwd) }),
    ...(outdir !== '' && { CDK8S_OUTDIR: outdir }),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], { cwd, env, encoding: 'utf8' });
  return { code: status, stdout, stderr, files: filesIn(cwd) };
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** With nothing changed. */
function refused(files: Files, code: number, stderr: string) {
  return { code, stdout: '', stderr: `${stderr}\n`, files };
}

describe('done', () => {
  const settings = readFileSync(join(repository, 'settings.yaml'), 'utf8');
  const platform = readFileSync(join(repository, 'platform.yaml'), 'utf8');

  test('0, without a word, with a folder for each scenario', () => {
    expect(run({ 'settings.yaml': settings, 'platform.yaml': platform })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
      files: {
        'settings.yaml': settings,
        'platform.yaml': platform,
        ...Object.fromEntries(
          Object.entries(filesIn(join(repository, 'dist'))).map(([path, content]) => [`out/${path}`, content]),
        ),
      },
    });
  });

  test('to dist, unless CDK8S_OUTDIR names another folder', () => {
    const { code, files } = run({ 'settings.yaml': 'mesh-strict:\n' }, undefined, '');

    expect({ code, files: Object.keys(files) }).toEqual({
      code: 0,
      files: ['dist/mesh-strict/mesh-strict.k8s.yaml', 'settings.yaml'],
    });
  });

  test.each(['other.yaml', 'FOLDER/other.yaml'])('from the file that SECURE_INGRESS_SETTINGS names (%s)', (name) => {
    const { code, files } = run({ 'other.yaml': 'mesh-strict:\n', 'settings.yaml': 'wrong: 1\n' }, name);

    expect({ code, files: Object.keys(files) }).toEqual({
      code: 0,
      files: ['other.yaml', 'out/mesh-strict/mesh-strict.k8s.yaml', 'settings.yaml'],
    });
  });
});

describe('2: the settings cannot be used', () => {
  test('a missing file', () => {
    expect(run(OLD)).toEqual(
      refused(
        OLD,
        2,
        "settings.yaml: cannot be read (ENOENT: no such file or directory, open 'settings.yaml'). " +
          'Name another file with --settings.',
      ),
    );
  });

  test.each(['my/other.yaml', 'FOLDER/my/other.yaml'])('a missing file of another name (%s)', (name) => {
    expect(run(OLD, name)).toEqual(
      refused(
        OLD,
        2,
        "my/other.yaml: cannot be read (ENOENT: no such file or directory, open 'my/other.yaml'). " +
          'Name another file with --settings.',
      ),
    );
  });

  test('a folder', () => {
    expect(run(OLD, 'out')).toEqual(
      refused(
        OLD,
        2,
        'out: cannot be read (EISDIR: illegal operation on a directory, read). Name another file with --settings.',
      ),
    );
  });

  test('wrong values, all of them, by file, line and column', () => {
    const files = { ...OLD, 'my.yaml': 'mesh-strict:\n  clients: none\nfoocorp:\n  strict: maybe\n' };

    expect(run(files, 'FOLDER/my.yaml')).toEqual(
      refused(
        files,
        2,
        'my.yaml:2:3: mesh-strict.clients "none": expected one of explicit, auto\n' +
          'my.yaml:4:3: foocorp.strict "maybe": expected true or false',
      ),
    );
  });

  test('no YAML', () => {
    const files = { ...OLD, 'settings.yaml': 'foocorp: [\n' };

    expect(run(files)).toMatchObject({ code: 2, stdout: '', files });
  });
});

describe('1: the charts cannot be rendered', () => {
  test('props that a construct refuses', () => {
    const replicas = 'dedicatedGateway: { replicas: { min: 3, max: 1 } }';
    const files = {
      ...OLD,
      'settings.yaml': `mesh-strict:\nhipstershop-dedicated-gateway: { ingressIp: 203.0.113.20, ${replicas} }\n`,
    };

    expect(run(files)).toEqual(
      refused(
        files,
        1,
        'DedicatedGateway hipstershop-dedicated-gateway/ingressgateway:\n' +
          '  `replicas` {"min":3,"max":1}: an autoscaler needs whole numbers with 1 <= min <= max. ' +
          'Use for instance { min: 2, max: 5 }.',
      ),
    );
  });

  test('charts that do not go together', () => {
    const issuer = '{ type: acme, name: letsencrypt, solver: { type: http01 } }';
    const files = {
      ...OLD,
      'settings.yaml': `mesh-strict:\nhipstershop-https: { ingressIp: 203.0.113.10, issuer: ${issuer} }\n`,
    };

    expect(run(files)).toEqual(
      refused(
        files,
        1,
        'Nothing was synthesized because of 1 problem:\n' +
          '  mesh-strict/mutual-tls makes clients send mTLS to Services of the mesh, and hipstershop-https/issuer has ' +
          'HTTP-01 challenges solved there by pods that have random names and no sidecar: they would fail. ' +
          "Use clients: 'auto', or a DNS-01 issuer.",
      ),
    );
  });
});
