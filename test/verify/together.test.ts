import type { Finding } from '../../lib/finding';
import { fromObject } from '../../lib/manifest/from-object';
import type { Manifest } from '../../lib/manifest/manifest';
import { parse } from '../../lib/manifest/parse';
import type { MeshRule } from '../../lib/rules/rule';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { verify } from '../../lib/verify';

// Rules that do what the object tells them.
jest.mock('../../lib/rules/mesh-rules', () => {
  const { Field } = jest.requireActual<typeof import('../../lib/manifest/field')>('../../lib/manifest/field');
  const rule = { severity: 'warning', kinds: ['ConfigMap'], summary: '' } as const;
  const fix = 'Mend it';
  const obedient: MeshRule = {
    ...rule,
    id: 'obedient',
    code: 'SI9001',
    check(manifest, inquiry) {
      const data = Field.root(manifest).get('data');
      const path = ['data', 'say'];
      if (data.get('say').isSet) inquiry.report({ path, message: data.get('say').text, fix });
      if (data.get('twice').isSet) for (const message of ['One', 'One', 'Two']) inquiry.report({ path, message, fix });
      if (data.get('ask').isSet) inquiry.cannotTell(data.get('ask').text);
      const name = data.get('find').text;
      const found = inquiry.mesh.catalog.tryFind('ConfigMap', 'shop', name);
      const content = Field.of(found?.value ?? null).get('data', 'content').text;
      if (name !== '') inquiry.report({ path: ['data', 'find'], message: `${name}: ${found ? content : 'none'}`, fix });
      if (data.get('throw').isSet) throw new Error(data.get('throw').text);
    },
  };
  const second: MeshRule = {
    ...rule,
    id: 'second',
    code: 'SI9002',
    severity: 'error',
    check(manifest, inquiry) {
      const data = Field.root(manifest).get('data');
      if (data.get('typo').isSet)
        for (const path of [['typo'], ['typo', 'deep'], ['data']]) inquiry.report({ path, message: 'A', fix });
      if (data.get('ask').isSet) inquiry.cannotTell(data.get('ask').text);
      const replacement = { path: ['data', 'content'], value: 'right' };
      if (data.get('rich').isSet)
        inquiry.report({ path: [], message: 'R', fix, refType: 'host', severity: 'info', replacement });
      if (data.get('domain').isSet) inquiry.report({ path: ['data'], message: inquiry.mesh.config.trustDomain, fix });
    },
  };
  return { MESH_RULES: [obedient, second] };
});

function read(files: Readonly<Record<string, string>>): Manifest[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const { objects, problems } = parse(file, text);
    expect(problems).toEqual([]);
    return objects;
  });
}

const configMap = (name: string, data: string, more = '') =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { ${data} }\n${more}`;

const short = ({ file, line, severity, rule, resource: { name }, path, message }: Finding) =>
  `${file}:${line} ${severity} ${rule} ${name} ${path}: ${message}`;

function judge(files: Readonly<Record<string, string>>, context: Readonly<Record<string, string>> = {}) {
  const { findings, coverage } = verify({ objects: read(files), context: read(context) });
  return { findings: findings.map(short), open: coverage.notApplicable, alternatives: coverage.alternatives };
}

const found = (...findings: string[]) => ({ findings, open: [], alternatives: [] });

test('an object among the others, and the context', () => {
  const asking = configMap('a', 'find: b');

  expect(judge({ 'a.yaml': asking })).toEqual(found('a.yaml:5 warning obedient a data.find: b: none'));
  expect(judge({ 'a.yaml': asking, 'b.yaml': configMap('b', 'content: c') })).toEqual(
    found('a.yaml:5 warning obedient a data.find: b: c'),
  );
  expect(judge({ 'a.yaml': asking }, { 'b.yaml': configMap('b', 'content: d, say: nothing') })).toEqual(
    found('a.yaml:5 warning obedient a data.find: b: d'),
  );
});

describe('what is found in several worlds', () => {
  const stages = { 'a.yaml': configMap('stage', 'content: one'), 'b.yaml': configMap('stage', 'content: two') };

  test('alike is told once', () => {
    expect(judge({ ...stages, 'c.yaml': configMap('c', 'say: Always') })).toEqual({
      ...found('c.yaml:5 warning obedient c data.say: Always'),
      alternatives: [['a.yaml'], ['b.yaml']],
    });
  });

  test('differently is told for each', () => {
    expect(judge({ ...stages, 'c.yaml': configMap('c', 'find: stage') }).findings).toEqual([
      'c.yaml:5 warning obedient c data.find: stage: one',
      'c.yaml:5 warning obedient c data.find: stage: two',
    ]);
  });

  test('in each of the alternatives themselves', () => {
    const files = { 'a.yaml': configMap('a', 'say: Alike, x: one'), 'b.yaml': configMap('a', 'say: Alike, x: two') };

    expect(judge(files).findings).toEqual([
      'a.yaml:5 warning obedient a data.say: Alike',
      'b.yaml:5 warning obedient a data.say: Alike',
    ]);
  });

  test('in each of the alternatives of an app, which have no lines', () => {
    const objects = ['one', 'two'].map((part) =>
      fromObject(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { say: 'Alike', part } },
        { part, construct: `${part}/map` },
      ),
    );

    expect(verify({ objects }).findings.map(({ construct }) => construct)).toEqual(['one/map', 'two/map']);
  });

  test('what could not be told counts each object once', () => {
    const { open } = judge({ ...stages, 'c.yaml': configMap('c', 'ask: any Pod') + configMap('d', 'ask: any Pod') });

    expect(open).toEqual([
      { rule: 'obedient', code: 'SI9001', missing: 'any Pod', objects: 2 },
      { rule: 'second', code: 'SI9002', missing: 'any Pod', objects: 2 },
    ]);
  });
});

test('a rule that says the same twice is heard once', () => {
  expect(judge({ 'a.yaml': configMap('a', 'twice: ""') })).toEqual(
    found('a.yaml:5 warning obedient a data.say: One', 'a.yaml:5 warning obedient a data.say: Two'),
  );
});

test('what could not be told: in the order of rules, then of what is missing', () => {
  const files = { 'a.yaml': configMap('a', 'ask: b') + configMap('b', 'ask: a') };

  expect(judge(files).open.map(({ rule, missing, objects }) => [rule, missing, objects])).toEqual([
    ['obedient', 'a', 1],
    ['obedient', 'b', 1],
    ['second', 'a', 1],
    ['second', 'b', 1],
  ]);
});

test('a rule that throws says so as an error, keeps what it had said, and the others run', () => {
  expect(
    judge({ 'a.yaml': configMap('a', 'say: Before, throw: oops, domain: ""') + configMap('b', 'say: After') }),
  ).toEqual(
    found(
      'a.yaml:2 error obedient a : This rule itself failed (oops), so nothing is known of what it checks',
      'a.yaml:5 error second a data: cluster.local',
      'a.yaml:5 warning obedient a data.say: Before',
      'a.yaml:10 warning obedient b data.say: After',
    ),
  );
});

describe('what the API server refuses', () => {
  test('fields at and below a fault are not judged, the rest is', () => {
    expect(judge({ 'a.yaml': configMap('a', 'typo: ""', 'typo: { deep: 1 }\n') }).findings).toEqual([
      'a.yaml:5 error second a data: A',
      expect.stringMatching(/^a\.yaml:6 error schema-unknown-field a typo: /),
    ]);
  });

  test('objects whose structure is wrong are referred to, and not judged', () => {
    const malformed = configMap('b', 'content: c, say: nothing', 'immutable: [1]\n');

    expect(judge({ 'a.yaml': configMap('a', 'find: b'), 'b.yaml': malformed }).findings).toEqual([
      'a.yaml:5 warning obedient a data.find: b: c',
      expect.stringMatching(/^b\.yaml:6 error schema-structure b immutable: /),
    ]);
  });
});

test('kind of reference, severity and replacement as the rule gives them', () => {
  expect(verify({ objects: read({ 'a.yaml': configMap('a', 'rich: ""') }) }).findings).toEqual([
    {
      rule: 'second',
      code: 'SI9002',
      severity: 'info',
      resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
      path: '',
      file: 'a.yaml',
      line: 2,
      column: 1,
      message: 'R',
      fix: 'Mend it',
      refType: 'host',
      replacement: { path: 'data.content', value: 'right' },
    },
  ]);
});

const meshOf = (domain: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio }\ndata: { mesh: "trustDomain: ${domain}" }\n`;

describe('the mesh config', () => {
  const asking = configMap('a', 'domain: ""');

  test.each([
    ['of the input', { 'a.yaml': asking, 'm.yaml': meshOf('input') }, {}, 'input'],
    ['of the context', { 'a.yaml': asking }, { 'm.yaml': meshOf('context') }, 'context'],
    [
      'of the input before that of the context',
      { 'a.yaml': asking, 'm.yaml': meshOf('i') },
      { 'm.yaml': meshOf('c') },
      'i',
    ],
    ["Istio's defaults", { 'a.yaml': asking }, {}, 'cluster.local'],
  ])('%s', (_name, files, context, domain) => {
    expect(judge(files, context).findings).toEqual([`a.yaml:5 error second a data: ${domain}`]);
  });

  test('given by itself counts before both', () => {
    const objects = read({ 'a.yaml': asking, 'm.yaml': meshOf('input') });

    expect(
      verify({ objects, meshConfig: meshConfigOf({ trustDomain: 'given' }) }).findings.map(({ message }) => message),
    ).toEqual(['given']);
  });
});
