import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSources } from '../../scripts/sources';

const ISTIO = 'https://raw.githubusercontent.com/istio/istio/1.30.3/manifests/crds.yaml';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sources-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function read(config: string) {
  writeFileSync(join(root, 'cdk8s.yaml'), config);
  return readSources(root);
}

test('name and version of a typed source are those in its address', () => {
  const release = 'https://github.com/cert-manager/cert-manager/releases/download/v1.21.1/cert-manager.crds.yaml';
  expect(read(`{imports: ["${ISTIO}", "${release}"], schemas: []}`)).toEqual([
    { name: 'cert-manager', version: '1.21.1', addresses: [release], typed: true },
    { name: 'istio', version: '1.30.3', addresses: [ISTIO], typed: true },
  ]);
});

test('the version is put into the addresses of a schema source', () => {
  expect(read('{imports: [], schemas: [{name: a, version: 1.2.3, addresses: ["https://x/v{version}/y"]}]}')).toEqual([
    { name: 'a', version: '1.2.3', addresses: ['https://x/v1.2.3/y'], typed: false },
  ]);
});

test('all problems are reported, each with its place', () => {
  const config = `
imports: [https://example.com/crds.yaml]
schemas:
  - {name: ../a, version: 1.2.3, addresses: [https://x]}
  - {name: b, version: 1.2, addresses: []}
`;
  expect(() => read(config)).toThrow(
    expect.objectContaining({
      problems: [
        expect.stringMatching(
          /^cdk8s\.yaml: imports\.0: must be https:.*, not "https:\/\/example\.com\/crds\.yaml"\.$/,
        ),
        'cdk8s.yaml: schemas.0.name: must be a lower-case file name, not "../a".',
        'cdk8s.yaml: schemas.1.version: must be quoted: YAML reads it as a number, not 1.2.',
        'cdk8s.yaml: schemas.1.addresses: must list at least one address, not 0.',
      ],
    }),
  );
});

test.each([
  [
    'of one name',
    `{imports: ["${ISTIO}"], schemas: [{name: istio, version: 1.2.3, addresses: [x]}]}`,
    'istio: named twice',
  ],
  ['without a list', `{imports: "${ISTIO}", schemas: []}`, 'imports: must be a list of addresses'],
  ['not YAML', '{', 'cannot be read'],
])('sources %s are refused', (_, config, message) => {
  expect(() => read(config)).toThrow(message);
});
