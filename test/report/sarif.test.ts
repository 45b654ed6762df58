import type { Finding } from '../../lib/finding';
import { sarifReport } from '../../lib/report/sarif';
import { ruleBook } from '../../lib/rule-book';

const finding: Finding = {
  rule: 'gateway-credential-missing',
  code: 'IST0101',
  severity: 'error',
  resource: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'shop', name: 'web' },
  path: 'spec.servers[0].tls.credentialName',
  file: 'dist/a b/shop.yaml',
  line: 12,
  column: 7,
  message: 'There is no Secret "x"',
  fix: 'Give one',
};
const rules = ruleBook().flatMap((chapter) => chapter.rules);

function read(findings: readonly Finding[], acknowledged: Parameters<typeof sarifReport>[0]['acknowledged'] = []) {
  const { version, runs } = JSON.parse(sarifReport({ version: '1.2.3', findings, acknowledged, rules }));
  return { version, ...runs[0] };
}

test('a finding, whole', () => {
  const { version, tool, results, columnKind } = read([finding]);

  expect([version, columnKind, tool.driver.name, tool.driver.version]).toEqual([
    '2.1.0',
    'utf16CodeUnits',
    'cdk8s-secure-ingress',
    '1.2.3',
  ]);
  expect(results).toEqual([
    {
      ruleId: 'gateway-credential-missing',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'Gateway shop/web: There is no Secret "x". Give one.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'dist/a%20b/shop.yaml' },
            region: { startLine: 12, startColumn: 7 },
          },
          logicalLocations: [
            { fullyQualifiedName: 'Gateway shop/web spec.servers[0].tls.credentialName', kind: 'object' },
          ],
        },
      ],
      partialFingerprints: {
        'object/v1':
          'IST0101 gateway-credential-missing networking.istio.io/v1 Gateway shop/web spec.servers[0].tls.credentialName',
      },
    },
  ]);
});

test('rules that are found are described, each once and no others', () => {
  const others = [
    { ...finding, line: 20 },
    { ...finding, rule: 'schema-scope', code: 'SI0006', severity: 'warning' },
  ] as const;
  const { tool, results } = read([finding, ...others]);

  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['schema-scope', 'gateway-credential-missing']);
  expect(results.map(({ ruleIndex, level }: { ruleIndex: number; level: string }) => [ruleIndex, level])).toEqual([
    [1, 'error'],
    [1, 'error'],
    [0, 'warning'],
  ]);
  expect(Object.keys(tool.driver.rules[1])).toEqual([
    'id',
    'name',
    'shortDescription',
    'fullDescription',
    'help',
    'helpUri',
    'defaultConfiguration',
  ]);
});

test('what is acknowledged is suppressed, with its reason', () => {
  const { results } = read(
    [],
    [
      { ...finding, reason: 'Known' },
      { ...finding, reason: '' },
    ],
  );

  expect(results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
    [{ kind: 'inSource', justification: 'Known' }],
    [{ kind: 'inSource' }],
  ]);
});

test.each([
  ['/etc/a b.yaml', 'file:///etc/a%20b.yaml'],
  ['../x#y.yaml', '../x%23y.yaml'],
])('%s', (file, uri) => {
  expect(read([{ ...finding, file }]).results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test.each(['', '-'])('%j is no file', (file) => {
  expect(Object.keys(read([{ ...finding, file }]).results[0].locations[0])).toEqual(['logicalLocations']);
});
