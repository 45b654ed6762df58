import { performance } from 'node:perf_hooks';
import type { Finding } from '../lib/finding';
import { fromObject } from '../lib/manifest/from-object';
import { parse } from '../lib/manifest/parse';
import { findingText } from '../lib/report/text';
import type { ObjectRule } from '../lib/rules/rule';
import { failing, verify, type VerifyInput } from '../lib/verify';

// Rules for a kind of its own, beside all others.
jest.mock('../lib/rules', () => {
  const { OBJECT_RULES } = jest.requireActual<typeof import('../lib/rules')>('../lib/rules');
  const rule = { code: 'IST0133', severity: 'warning', kinds: ['Telemetry.telemetry.istio.io'], summary: '' } as const;
  const throwing: ObjectRule = {
    ...rule,
    id: 'throwing',
    check(_, report) {
      report({ path: ['spec'], message: 'Said before', fix: 'Mend it' });
      throw new Error('oops');
    },
  };
  const after: ObjectRule = {
    ...rule,
    id: 'after',
    check: (_, report) => report({ path: ['spec'], message: 'Said after', fix: 'Mend it' }),
  };
  return { OBJECT_RULES: [...OBJECT_RULES, throwing, after] };
});

function read(text: string, file = 'shop.yaml'): VerifyInput {
  const { objects, notes, problems } = parse(file, text);
  expect(problems).toEqual([]);
  return { objects, notes };
}

/** What was found, short: where, which rule, which object, which field. */
function short({ findings }: { readonly findings: readonly Finding[] }): string[] {
  return findings.map(
    ({ line, column, code, rule, severity, resource: { kind, name }, path }) =>
      `${line}:${column} ${severity} ${code} ${rule} ${kind} ${name} ${path}`,
  );
}

const virtualService = (spec: string, name = 'web') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;

const GOOD = virtualService('{ hosts: [shop.example.com], http: [{ route: [{ destination: { host: web } }] }] }');

test('nothing to say about what is right', () => {
  expect(verify(read(GOOD)).findings).toEqual([]);
});

test('a finding, whole', () => {
  expect(
    verify(read(virtualService('{ gateway: [a], http: [{ directResponse: { status: 200 } }], hosts: [a.b] }'))),
  ).toEqual({
    findings: [
      {
        rule: 'schema-unknown-field',
        code: 'SI0001',
        severity: 'error',
        resource: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'web' },
        path: 'spec.gateway',
        file: 'shop.yaml',
        line: 4,
        column: 9,
        message:
          'spec.gateway is not a field that the API has here: the API server refuses it, or drops it when validation is off',
        fix: 'Did you mean "gateways"? Rename "gateway", or remove it',
      },
    ],
    coverage: {
      objects: 1,
      context: 0,
      withoutSchema: [],
      alternatives: [],
      skipped: [],
      unreadable: [],
      notApplicable: [],
      acknowledged: [],
    },
  });
});

test('schema and webhook, each with its own name, in the order of the file', () => {
  const text = [
    virtualService('{ hosts: ["sh op"], http: [], typo: 1 }', 'b'),
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, namespace: shop }\n',
    virtualService('{ hosts: [""], http: [] }', 'a'),
  ].join('---\n');

  expect(short(verify(read(text)))).toEqual([
    '4:17 error IST0106 virtual-service-hosts VirtualService b spec.hosts[0]',
    '4:27 error IST0106 virtual-service-routes VirtualService b spec.http',
    '4:37 error SI0001 schema-unknown-field VirtualService b spec.typo',
    '8:25 warning SI0006 schema-scope Namespace shop metadata.namespace',
    '13:17 error IST0106 virtual-service-hosts VirtualService a spec.hosts[0]',
    '13:22 error IST0106 virtual-service-routes VirtualService a spec.http',
  ]);
});

test('the order of the objects does not change the order of the findings', () => {
  const inputs = ['b.yaml', 'a.yaml', 'c.yaml'].map((file) =>
    read(virtualService('{ hosts: [""], x: 1, y: 2 }'), file),
  );
  const objects = inputs.flatMap((input) => input.objects);

  const forward = verify({ objects }).findings;
  expect(forward.map(({ file }) => file)).toEqual(
    ['a.yaml', 'b.yaml', 'c.yaml'].flatMap((file) => [file, file, file, file]),
  );
  expect(verify({ objects: objects.toReversed() }).findings).toEqual(forward);
});

describe('no fault twice', () => {
  test('rules do not look at objects whose structure is refused', () => {
    expect(short(verify(read(virtualService('{ hosts: [""], http: {} }'))))).toEqual([
      '4:22 error SI0002 schema-structure VirtualService web spec.http',
    ]);
  });

  test('a rule is not heard on a field that CEL refuses already', () => {
    const text = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: web, namespace: shop }
spec: { portLevelMtls: { 80: { mode: STRICT } } }
`;
    const paths = short(verify(read(text))).map((line) => line.split(' ').at(-1));

    expect(paths).toEqual([...new Set(paths)]);
    expect(paths).toHaveLength(1);
  });

  test('a value that kubectl reads in its own way is told with its type, else by itself', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: on, namespace: 010, labels: { a: "on" } }
data: { a: yes, yes: "a", b: 12345678901234567890 }
immutable: on
`;
    const findings = verify(read(text)).findings.map(({ path, rule, message, fix }) => [
      path,
      rule,
      `${message}. ${fix}.`,
    ]);

    expect(findings).toEqual([
      [
        'metadata.name',
        'schema-structure',
        'metadata.name must be a string, and is the boolean true, which is how kubectl reads on. Put it in quotes: "on".',
      ],
      [
        'metadata.namespace',
        'schema-structure',
        'metadata.namespace must be a string, and is the integer 8, which is how kubectl reads 010. Put it in quotes: "010".',
      ],
      [
        'data.a',
        'schema-structure',
        'data.a must be a string, and is the boolean true, which is how kubectl reads yes. Put it in quotes: "yes".',
      ],
      [
        'data.true',
        'yaml-read-differently',
        'kubectl sends the key yes as "true", and readers of YAML 1.2 take it for "yes". Put it in quotes, or write what is meant.',
      ],
      [
        'data.b',
        'schema-structure',
        'data.b must be a string, and is the number 12345678901234567000 (written 12345678901234567890). ' +
          'Put it in quotes: "12345678901234567890".',
      ],
      [
        'immutable',
        'yaml-read-differently',
        'kubectl sends the value on as true, and readers of YAML 1.2 take it for "on". Put it in quotes, or write what is meant.',
      ],
    ]);
  });

  test('of two objects that are equal, each has its own', () => {
    const one = virtualService('{ hosts: [""], http: [] }');

    expect(short(verify(read(`${one}---\n${one}`))).map((line) => line.split(':')[0])).toEqual([
      '4',
      '4',
      '8',
      '9',
      '9',
    ]);
  });
});

test('a rule that throws says so as an error, keeps what it had said, and the others run', () => {
  const telemetry =
    'apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: { name: a, namespace: b }\nspec: {}\n';
  const findings = verify(read(telemetry)).findings.map(({ rule, severity, path, message }) => [
    rule,
    severity,
    path,
    message,
  ]);

  expect(findings).toEqual([
    ['throwing', 'error', '', 'This rule itself failed (oops), so nothing is known of what it checks'],
    ['after', 'warning', 'spec', 'Said after'],
    ['throwing', 'warning', 'spec', 'Said before'],
  ]);
});

const custom = (group: string, kind: string, name = 'a') =>
  `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;

describe('coverage', () => {
  test('kinds without schema, counted and in order; all that was given', () => {
    const text = [custom('b.example.com', 'Bar'), custom('a.example.com', 'Foo'), custom('b.example.com', 'Bar', 'b')];
    const skipped = [{ file: 'a.yaml', line: 1, reason: 'template' }] as const;
    const unreadable = [{ file: 'none', message: 'Not there', fix: 'Look' }];
    const { findings, coverage } = verify({
      ...read([...text, GOOD].join('---\n')),
      context: read(GOOD).objects,
      skipped,
      unreadable,
    });

    expect({ findings, coverage }).toEqual({
      findings: [],
      coverage: {
        objects: 4,
        context: 1,
        withoutSchema: [
          { apiVersion: 'a.example.com/v1', kind: 'Foo', objects: 1 },
          { apiVersion: 'b.example.com/v1', kind: 'Bar', objects: 2 },
        ],
        alternatives: [],
        skipped,
        unreadable,
        notApplicable: [
          {
            rule: 'virtual-service-destination-host',
            code: 'IST0101',
            missing: 'a Service or ServiceEntry',
            objects: 1,
          },
        ],
        acknowledged: [],
      },
    });
  });

  test('a kind that its known group does not have is a fault, not a gap', () => {
    const { findings, coverage } = verify(
      read('apiVersion: networking.istio.io/v1\nkind: Gatewaay\nmetadata: { name: a }\n'),
    );

    expect([short({ findings }), coverage.withoutSchema]).toEqual([
      ['2:1 error SI0009 api-unknown-kind Gatewaay a kind'],
      [],
    ]);
  });

  test('nothing', () => {
    expect(verify({ objects: [] })).toMatchObject({ findings: [], coverage: { objects: 0, context: 0 } });
  });
});

test('context is not judged', () => {
  const context = read(virtualService('{ typo: 1 }')).objects;

  expect(verify({ ...read(GOOD), context }).findings).toEqual([]);
});

test('an object that never was in a file: its construct, and the first line of no file', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', labels: undefined },
    dta: {},
  };
  const { findings } = verify({ objects: [fromObject(object, { construct: 'chart/map' })] });

  expect(findings).toEqual([
    expect.objectContaining({ file: '', line: 1, column: 1, construct: 'chart/map', path: 'dta' }),
  ]);
  expect(findings[0]?.resource).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', namespace: '', name: 'a' });
});

describe('Secret data', () => {
  const secrets = [
    'data: { a: hunter2 }',
    'data: { a: [hunter2] }',
    'data: [hunter2]',
    'data: hunter2',
    'data: { a: 31337, b: 0x7A69, c: 12345678901234567890 }',
    'stringData: { a: 31337, b: 0b111, c: yes, d: { e: hunter2 } }',
    'stringData: hunter2',
    'stringData: 31337',
    'stringdata: { a: 31337, b: 0x7A69 }',
    'password: hunter2',
    '"password": 31337',
  ];
  const SECRET = /hunter2|31337|0x7A69|0b111|\b7\b|1234567|\byes\b/;

  test.each(secrets)('never in a message or fix: %s', (content) => {
    for (const kind of ['Secret', 'secret', 'Secrets']) {
      const text = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a, namespace: b }\n${content}\n`;
      const { findings } = verify(read(text));
      const lines = text.split('\n');
      const report = findings
        .map((finding) => findingText(finding, { color: false, lineOf: (_, line) => lines[line - 1] }))
        .join('');

      expect(findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(findings)).not.toMatch(SECRET);
      expect(report.replaceAll(/shop\.yaml:\d+:\d+/g, '')).not.toMatch(SECRET);
    }
  });

  test('what is said in place of it', () => {
    const text =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { a: 31337 }\nstringData: { b: yes }\nfoo: 1\n';
    const findings = verify(read(text)).findings.map(({ path, message, fix }) => [path, `${message}. ${fix}.`]);

    expect(findings).toEqual([
      [
        'data.a',
        'data.a is not what a Secret holds there (the value is not shown). ' +
          'Give each key a text in base64, padded with "=", or move it as it is to stringData.',
      ],
      [
        'stringData.b',
        'stringData.b is not what a Secret holds there (the value is not shown). ' +
          'Give each key a text, in quotes where it could be read as something else.',
      ],
      [
        'foo',
        'foo is not a field that the API has here: the API server refuses it, or drops it when validation is off. ' +
          'Correct the name of the field, or remove it.',
      ],
    ]);
  });
});

describe('findings that fail a run', () => {
  const findings = (['error', 'warning', 'info'] as const).map((severity) => ({ severity })) as Finding[];

  test.each([
    ['error', ['error']],
    ['warning', ['error', 'warning']],
    ['info', ['error', 'warning', 'info']],
  ] as const)('%s', (threshold, expected) => {
    expect(failing(findings, threshold).map(({ severity }) => severity)).toEqual(expected);
  });

  test('a level that does not exist lets nothing pass', () => {
    expect(() => failing([], 'warn' as 'warning')).toThrow('`failOn` "warn": expected one of error, warning, info.');
  });
});

test('progress is told now and then', () => {
  const objects = Array.from({ length: 600 }, () => read(GOOD).objects).flat();
  const told: number[] = [];
  verify({ objects, onProgress: (judged) => told.push(judged) });

  expect(told).toEqual([0, 256, 512]);
});

/** Milliseconds for each of so many objects with two findings. */
function timeOf(count: number): number {
  const text = Array.from({ length: count }, (_, index) => virtualService('{ hosts: [""], http: [] }', `w${index}`));
  const input = read(text.join('---\n'));
  const start = performance.now();
  expect(verify(input).findings).toHaveLength(count * 2);
  return (performance.now() - start) / count;
}

test('10,000 findings take no longer for each than 1,000', () => {
  timeOf(500);

  expect(timeOf(5000)).toBeLessThan(timeOf(500) * 4);
});
