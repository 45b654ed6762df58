import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenMeshConfig, type MeshConfigInput, readMeshConfig } from '../../lib/launcher/mesh-config-input';
import { problemLines } from '../../lib/launcher/verify-input';
import { meshConfigOf } from '../../lib/traffic/mesh-config';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'mesh-config-')));
const before = process.cwd();
beforeAll(() => process.chdir(base));
afterAll(() => {
  process.chdir(before);
  rmSync(base, { recursive: true });
});

function read(content: string | Uint8Array): MeshConfigInput {
  writeFileSync('mesh.yaml', content);
  return readMeshConfig('mesh.yaml');
}

/** What keeps a file from being read, as it is printed. */
function problemsOf(content: string | Uint8Array): string[] {
  const { config, problems } = read(content);
  expect(config === undefined).toBe(problems.length > 0);
  return problemLines(problems);
}

const PLAIN = 'enableAutoMtls: false\nrootNamespace: mesh\ndefaultConfig: { proxyMetadata: { A: "true" } }\n';
const EXPECTED = meshConfigOf({
  enableAutoMtls: false,
  rootNamespace: 'mesh',
  defaultConfig: { proxyMetadata: { A: 'true' } },
});
const indented = (spaces: number) => PLAIN.replaceAll(/^/gm, ' '.repeat(spaces)).trimEnd();
const configMap = (data: string, name = 'istio') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: istio-system }\ndata:\n${data}\n`;
const OTHER = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: istio-system }\n';

describe('the mesh config', () => {
  test.each([
    ['itself', PLAIN],
    ['itself, after a comment and a separator', `# mine\n---\n${PLAIN}`],
    ['of a ConfigMap', configMap(`  mesh: |-\n${indented(4)}\n  meshNetworks: 'networks: {}'`)],
    ['of the ConfigMap of a revision', configMap(`  mesh: |\n${indented(4)}`, 'istio-1-30')],
    ['of a ConfigMap among other objects', `${OTHER}---\n${configMap(`  mesh: |\n${indented(4)}`)}---\n${OTHER}`],
    ['of Helm values', `pilot: { env: {} }\nmeshConfig:\n${indented(2)}\n`],
    [
      'of an IstioOperator',
      `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  meshConfig:\n${indented(4)}\n`,
    ],
    [
      'of a List, as JSON',
      JSON.stringify(
        { kind: 'List', items: [{ kind: 'Secret' }, { kind: 'ConfigMap', data: { mesh: PLAIN } }] },
        undefined,
        '\t',
      ),
    ],
    ['in UTF-16', Buffer.from(`\ufeff${PLAIN}`, 'utf16le')],
  ])('%s', (_name, content) => {
    expect(read(content)).toEqual({ config: EXPECTED, problems: [] });
  });

  test.each([
    ['Helm values', 'meshConfig: {}\n'],
    ['a ConfigMap', configMap('  mesh: "{}"')],
    ['a field that nothing here depends on', 'accessLogFile: /dev/stdout\n'],
    ['fields without a value', 'rootNamespace:\ntrustDomainAliases:\ndefaultConfig:\n'],
  ])("Istio's defaults: %s", (_name, content) => {
    expect(read(content)).toEqual({ config: meshConfigOf({}), problems: [] });
  });

  test('without a path', () => {
    expect(readMeshConfig(undefined)).toEqual({ problems: [] });
  });
});

const NONE =
  'mesh.yaml: There is no mesh config of Istio in this. ' +
  'Give the ConfigMap "istio", the mesh config itself, Helm values with meshConfig or an IstioOperator.';

describe('refuses', () => {
  test.each([
    ['nothing', ''],
    ['a list', '- a\n'],
    ['a text', 'a\n'],
    ['other YAML', 'replicas: 1\n'],
    ['other Helm values', 'global: {}\nca: x\n'],
    ['other objects', OTHER],
    ['a ConfigMap with something else', configMap('  values: "{}"')],
    ['an IstioOperator without it', 'kind: IstioOperator\nspec: { profile: default }\n'],
    ['values without a value', 'meshConfig:\n'],
    ['an empty List', 'kind: List\nitems: []\n'],
    ['odd objects', 'kind: ConfigMap\ndata: 1\n---\nkind: [ConfigMap]\n---\nkind: List\nitems: [1, null]\n'],
  ])('what has no mesh config: %s', (_name, content) => {
    expect(problemsOf(content)).toEqual([NONE]);
  });

  test('several', () => {
    expect(problemsOf(`${PLAIN}---\nmeshConfig: {}\n`)).toEqual([
      'mesh.yaml:5:1: This is the second mesh config of 2, and a mesh has one. Keep the one of the mesh that is judged.',
    ]);
  });

  test('what cannot be read', () => {
    mkdirSync('folder');

    expect(['none.yaml', 'folder'].map((path) => problemLines(readMeshConfig(path).problems))).toEqual([
      [expect.stringMatching(/^none\.yaml: This cannot be read: .*ENOENT.* Check the path and its permissions\.$/)],
      [expect.stringMatching(/^folder: This cannot be read: .*EISDIR.* Check the path and its permissions\.$/)],
    ]);
  });

  test('what is no YAML, all of it', () => {
    const fault =
      'This is not YAML: Nested mappings are not allowed in compact mappings. ' +
      'Put the value in quotes when it contains ": ", or correct the indentation.';

    expect(problemsOf(`a: b: c\n---\n${PLAIN}---\nrootNamespace: b: c\n`)).toEqual([
      `mesh.yaml:1:4: ${fault}`,
      `mesh.yaml:7:16: ${fault}`,
    ]);
    expect(problemsOf(configMap('  mesh: |\n    trustDomain: a\n    rootNamespace: b: c'))).toEqual([
      `mesh.yaml:5:3: data.mesh, line 2: ${fault}`,
    ]);
    expect(problemsOf(Uint8Array.of(0x61, 0xff))).toEqual([
      'mesh.yaml:1:2: The byte 0xff at offset 1 is not UTF-8. Save the file as UTF-8.',
    ]);
  });

  const FLAG = 'Write true or false, without quotes.';
  const TEXT = 'Write a text, in quotes where it could be something else.';

  test.each([
    ['enableAutoMtls: "false"', 1, `enableAutoMtls is "false", and istiod refuses that. ${FLAG}`],
    ['rootNamespace: 7', 1, `rootNamespace is 7, and istiod refuses that. ${TEXT}`],
    ['trustDomain: []', 1, `trustDomain is a list, and istiod refuses that. ${TEXT}`],
    ['trustDomainAliases: a', 1, 'trustDomainAliases is "a", and istiod refuses that. Write a list of texts.'],
    ['trustDomainAliases: [a, {}]', 25, `trustDomainAliases[1] is a map, and istiod refuses that. ${TEXT}`],
    [
      'ingressControllerMode: off',
      1,
      'ingressControllerMode is false, and istiod refuses that. Write one of UNSPECIFIED, OFF, DEFAULT, STRICT.',
    ],
    [
      'outboundTrafficPolicy: { mode: REGISTRY }',
      26,
      'outboundTrafficPolicy.mode is "REGISTRY", and istiod refuses that. Write one of REGISTRY_ONLY, ALLOW_ANY.',
    ],
    [
      'outboundTrafficPolicy: REGISTRY_ONLY',
      1,
      'outboundTrafficPolicy is "REGISTRY_ONLY", and istiod refuses that. Write a map.',
    ],
    [
      'defaultConfig: { proxyMetadata: { A: true } }',
      35,
      `defaultConfig.proxyMetadata.A is true, and istiod refuses that. ${TEXT}`,
    ],
  ])('a value of the wrong type: %s', (content, column, line) => {
    expect(problemsOf(`# first line\n${content}\n`)).toEqual([`mesh.yaml:2:${column}: ${line}`]);
  });

  test('wrong types, with the name that the field has in the file', () => {
    expect(problemsOf('meshConfig:\n  enableAutoMtls: "false"\n  trustDomain: 1\n')).toEqual([
      `mesh.yaml:2:3: meshConfig.enableAutoMtls is "false", and istiod refuses that. ${FLAG}`,
      `mesh.yaml:3:3: meshConfig.trustDomain is 1, and istiod refuses that. ${TEXT}`,
    ]);
    expect(problemsOf(configMap('  mesh: |\n    trustDomain: a\n    enableAutoMtls: "false"'))).toEqual([
      `mesh.yaml:5:3: data.mesh, line 2: enableAutoMtls is "false", and istiod refuses that. ${FLAG}`,
    ]);
  });

  test.each([
    [
      'meshConfig: "{}"\n',
      'mesh.yaml:1:1: meshConfig is "{}", and a mesh config is a map. Write the fields of the mesh config.',
    ],
    [
      configMap('  mesh: "[]"'),
      'mesh.yaml:5:3: data.mesh, line 1: this is a list, and a mesh config is a map. Write the fields of the mesh config.',
    ],
    [
      configMap('  mesh: ""'),
      'mesh.yaml:5:3: data.mesh, line 1: this is null, and a mesh config is a map. Write the fields of the mesh config.',
    ],
    [
      configMap('  mesh: { trustDomain: a }'),
      'mesh.yaml:5:3: data.mesh is a map, and a ConfigMap holds texts. Write the mesh config as a text, below "mesh: |".',
    ],
  ])('a mesh config that is no map: %j', (content, line) => {
    expect(problemsOf(content)).toEqual([line]);
  });
});

describe('an object', () => {
  test.each([
    ['itself', { enableAutoMtls: false, rootNamespace: 'mesh', defaultConfig: { proxyMetadata: { A: 'true' } } }],
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh: PLAIN } }],
  ])('%s', (_name, object) => {
    expect(givenMeshConfig('meshConfig', object)).toEqual({ config: EXPECTED, problems: [] });
  });

  test.each([
    [
      { enableAutoMtls: 'false' },
      'meshConfig: enableAutoMtls is "false", and istiod refuses that. Write true or false, without quotes.',
    ],
    [{}, NONE.replace('mesh.yaml', 'meshConfig')],
    [[], NONE.replace('mesh.yaml', 'meshConfig')],
  ])('refused: %j', (object, line) => {
    expect(problemLines(givenMeshConfig('meshConfig', object).problems)).toEqual([line]);
  });
});
