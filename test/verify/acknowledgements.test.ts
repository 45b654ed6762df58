import type { Manifest } from '../../lib/manifest/manifest';
import { parse } from '../../lib/manifest/parse';
import type { MeshRule } from '../../lib/rules/rule';
import { verify } from '../../lib/verify';

// Rules that find what the object asks them to.
jest.mock('../../lib/rules/mesh-rules', () => {
  const { Field } = jest.requireActual<typeof import('../../lib/manifest/field')>('../../lib/manifest/field');
  const ruleOf = (id: string, code: string): MeshRule => ({
    id,
    code,
    severity: 'error',
    kinds: ['ConfigMap'],
    summary: '',
    check(manifest, inquiry) {
      const data = Field.root(manifest).get('data');
      for (const [key, { text, path }] of data.entries) {
        if (text !== id) continue;
        if (key === 'ask') inquiry.cannotTell('any Pod');
        else inquiry.report({ path, message: `Found by ${id}`, fix: 'Mend it' });
      }
    },
  });
  return { MESH_RULES: [ruleOf('rule-one', 'SI9001'), ruleOf('rule-two', 'IST9002'), ruleOf('also-two', 'IST9002')] };
});

function read(text: string, file = 'a.yaml'): readonly Manifest[] {
  const { objects, problems } = parse(file, text);
  expect(problems).toEqual([]);
  return objects;
}

/** A ConfigMap with these annotations. In its data: rules that find something, or `ask` for one that cannot tell. */
function configMap(annotations: object, data: object, more: object = {}): string {
  const metadata = { name: 'a', namespace: 'shop', annotations };
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data, ...more });
}

const own = (text: string) => ({ 'secure-ingress/acknowledge': text });
const istio = (text: string) => ({ 'galley.istio.io/analyze-suppress': text });

/** What is found all the same, and what is acknowledged. */
function judge(objects: readonly Manifest[]): { found: string[]; acknowledged: string[] } {
  const { findings, coverage } = verify({ objects });
  return {
    found: findings.map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`),
    acknowledged: coverage.acknowledged.map(({ rule, path, reason }) => `${rule} ${path}: ${reason}`),
  };
}

const OWN = 'metadata.annotations["secure-ingress/acknowledge"]';
const ISTIO = 'metadata.annotations["galley.istio.io/analyze-suppress"]';
const stale = (subject: string, at = OWN) =>
  `warning acknowledgement-stale ${at}: "${subject}" is acknowledged, and nothing of it is found any more`;
const ONE = 'error rule-one data.x: Found by rule-one';
const TWO = 'error rule-two data.x: Found by rule-two';

describe('by its own annotation', () => {
  test('whole', () => {
    const { findings, coverage } = verify({
      objects: read(configMap(own('rule-one: Known: see #7'), { x: 'rule-one' })),
    });

    expect([findings, coverage.acknowledged]).toEqual([
      [],
      [
        {
          rule: 'rule-one',
          code: 'SI9001',
          severity: 'error',
          resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
          path: 'data.x',
          file: 'a.yaml',
          line: 1,
          reason: 'Known: see #7',
        },
      ],
    ]);
  });

  test('all that a rule finds in the object, and nothing else', () => {
    const text = configMap(own('rule-one: Known'), { y: 'rule-one', x: 'rule-one', z: 'rule-two' });

    expect(judge(read(text))).toEqual({
      found: ['error rule-two data.z: Found by rule-two'],
      acknowledged: ['rule-one data.y: Known', 'rule-one data.x: Known'],
    });
  });

  test('several rules, each with its reason; blank lines and blanks do no harm', () => {
    const text = configMap(own('\n rule-two :Second \n\n\trule-one: First\r\n'), { x: 'rule-one', y: 'rule-two' });

    expect(judge(read(text))).toEqual({
      found: [],
      acknowledged: ['rule-one data.x: First', 'rule-two data.y: Second'],
    });
  });

  test('only on the object that has it', () => {
    const other = configMap({}, { x: 'rule-one' }).replace('"a"', '"b"');

    expect(judge([...read(configMap(own('rule-one: Known'), {})), ...read(other)]).found).toEqual([
      stale('rule-one'),
      ONE,
    ]);
  });

  test("what the API server and Istio's webhook refuse, too", () => {
    const text = configMap(own('schema-unknown-field: Our server has it'), {}, { typo: 1 });

    expect(judge(read(text))).toEqual({ found: [], acknowledged: ['schema-unknown-field typo: Our server has it'] });
  });

  test.each([
    ['an unknown rule', 'rule-three: Why', ['"rule-three" in secure-ingress/acknowledge is no rule']],
    ['a code in place of a rule', 'SI9001: Why', ['"SI9001" in secure-ingress/acknowledge is no rule']],
    ['everything', '*: Why', ['"*" in secure-ingress/acknowledge is no rule']],
    [
      'no reason',
      'rule-one:\nrule-two',
      ['rule-one', 'rule-two'].map(
        (rule) => `The acknowledgement of "${rule}" gives no reason, so it acknowledges nothing`,
      ),
    ],
    ['no rule', ': Why', ['"" in secure-ingress/acknowledge is no rule']],
  ])('is refused and acknowledges nothing: %s', (_name, text, messages) => {
    expect(judge(read(configMap(own(text), { x: 'rule-one' })))).toEqual({
      found: [ONE, ...messages.map((message) => `error acknowledgement-form ${OWN}: ${message}`)].toSorted(),
      acknowledged: [],
    });
  });

  test.each([[7], [null], [['rule-one: Why']], [{ 'rule-one': 'Why' }]])('no text: %j', (value) => {
    const { acknowledged } = judge(read(configMap({ 'secure-ingress/acknowledge': value }, { x: 'rule-one' })));

    expect(acknowledged).toEqual([]);
  });
});

describe("by Istio's annotation", () => {
  test('codes, for all the rules that have them', () => {
    const text = configMap(istio(' IST9002 ,IST0102,'), { x: 'rule-two', y: 'also-two', z: 'rule-one' });

    expect(judge(read(text))).toEqual({
      found: ['error rule-one data.z: Found by rule-one'],
      acknowledged: ['rule-two data.x: ', 'also-two data.y: '],
    });
  });

  test("* for all of Istio's codes, and for no others", () => {
    expect(judge(read(configMap(istio('*'), { x: 'rule-two' })))).toEqual({
      found: [],
      acknowledged: ['rule-two data.x: '],
    });
    expect(judge(read(configMap(istio('*'), { x: 'rule-one' })))).toEqual({ found: [ONE], acknowledged: [] });
  });

  test('rules are no codes', () => {
    expect(judge(read(configMap(istio('rule-two'), { x: 'rule-two' })))).toEqual({ found: [TWO], acknowledged: [] });
  });
});

test('both annotations: the reason counts, and neither is stale', () => {
  const text = configMap({ ...own('rule-two: Known'), ...istio('IST9002') }, { x: 'rule-two' });

  expect(judge(read(text))).toEqual({ found: [], acknowledged: ['rule-two data.x: Known'] });
});

describe('stale', () => {
  test('what is not found any more', () => {
    expect(judge(read(configMap(own('rule-one: Known\nrule-two: Known'), { x: 'rule-one' }))).found).toEqual([
      stale('rule-two'),
    ]);
    expect(judge(read(configMap(istio('IST9002'), {}))).found).toEqual([stale('IST9002', ISTIO)]);
  });

  test.each([
    ['a code of no rule here, which others may find', istio('IST0999, *'), {}],
    ['a rule that cannot tell', own('rule-one: Known'), { ask: 'rule-one' }],
    ['the code of a rule that cannot tell', istio('IST9002'), { ask: 'also-two' }],
  ])('is not: %s', (_name, annotations, data) => {
    const text = configMap(annotations, data);

    expect(judge(read(text))).toEqual({ found: [], acknowledged: [] });
  });

  test('is told although a rule cannot tell about another object', () => {
    const asking = configMap({}, { ask: 'rule-one' }).replace('"a"', '"b"');

    expect(judge([...read(configMap(own('rule-one: Known'), {})), ...read(asking)]).found).toContain(stale('rule-one'));
  });

  test('is not what was not judged, as the API server refuses the object', () => {
    const { found } = judge(read(configMap(own('rule-one: Known'), { x: 'rule-one' }, { immutable: 'no' })));

    expect(found).toEqual([expect.stringMatching(/^error schema-structure immutable: /)]);
  });

  test('is not what is found in another copy of the object, which two files have', () => {
    const text = configMap(own('rule-one: Known'), { x: 'rule-one' });

    expect(judge([...read(text), ...read(text, 'b.yaml')])).toEqual({
      found: [],
      acknowledged: ['rule-one data.x: Known'],
    });
  });

  test('cannot be acknowledged in turn', () => {
    const text = configMap(own('rule-one: Known\nacknowledgement-stale: Never mind'), {});

    expect(judge(read(text)).found).toEqual([stale('acknowledgement-stale'), stale('rule-one')]);
  });
});
