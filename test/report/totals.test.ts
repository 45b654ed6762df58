import type { Finding, Severity } from '../../lib/finding';
import { type Totals, totalsText } from '../../lib/report/totals';

const none = {
  objects: 1,
  context: 0,
  withoutSchema: [],
  alternatives: [],
  skipped: [],
  unreadable: [],
  notApplicable: [],
  acknowledged: [],
};
const resource = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };

function finding(severity: Severity): Finding {
  const place = { path: 'spec', file: 'shop.yaml', line: 12, column: 5 };
  return { rule: 'schema-structure', code: 'SI0002', severity, resource, ...place, message: 'Wrong', fix: 'Mend it' };
}

/** What follows the first line. */
function linesOf(coverage: Partial<Totals['coverage']>): string[] {
  const [first, ...lines] = totalsText({ findings: [], coverage: { ...none, ...coverage } }).split('\n');
  expect([first, lines.pop()]).toEqual(['No findings in 1 object.', '']);
  return lines;
}

test.each([
  [[], { objects: 1 }, 'No findings in 1 object.\n'],
  [[], { objects: 2, context: 1 }, 'No findings in 2 objects, beside 1 object of context.\n'],
  [['error'], { objects: 2, context: 5 }, '1 error in 2 objects, beside 5 objects of context.\n'],
  [['info', 'error', 'warning', 'error'], {}, '2 errors, 1 warning, 1 note in 1 object.\n'],
  [['warning', 'info', 'warning', 'info'], {}, '2 warnings, 2 notes in 1 object.\n'],
  [[], { objects: 0 }, 'Nothing was judged.\n'],
] as const)('%j %j', (severities, coverage, expected) => {
  expect(totalsText({ findings: severities.map(finding), coverage: { ...none, ...coverage } })).toBe(expected);
});

test('what was not looked at', () => {
  const coverage = {
    withoutSchema: [
      { apiVersion: 'a.example.com/v1', kind: 'Foo\u001b', objects: 1 },
      { apiVersion: 'b.example.com/v1', kind: 'Bar', objects: 3 },
    ],
    skipped: [
      { file: 'b.yaml', line: 3, reason: 'template' },
      { file: 'a.yaml', line: 1, reason: 'no apiVersion and kind' },
      { file: 'c.yaml', line: 3, reason: 'template' },
    ],
    unreadable: [{ file: 'd.yaml', line: 2, column: 3 }, { file: 'none' }],
  };

  expect(linesOf(coverage)).toEqual([
    'Not judged, no schema: a.example.com/v1 Foo\\u001b (1 object).',
    'Not judged, no schema: b.example.com/v1 Bar (3 objects).',
    'Skipped, no apiVersion and kind: 1 document, such as a.yaml:1.',
    'Skipped, template: 2 documents, such as b.yaml:3.',
    'Not read: 2 problems, such as d.yaml:2:3.',
  ]);
  expect(linesOf({ unreadable: [{ file: 'none' }] })).toEqual(['Not read: 1 problem, such as none.']);
});

const open = (missing: string, rule = 'mtls-mode', objects = 1) => ({ rule, code: 'SI0020', missing, objects });

describe('what could not be told', () => {
  test('a line for each thing that is missing, with the rules that ask for it', () => {
    const notApplicable = [
      open('a Namespace "shop"', 'mtls-mode', 3),
      open('a Secret "shop\u001b"', 'gateway-credential'),
      open('a Namespace "shop"', 'sidecar-injected'),
    ];

    expect(linesOf({ notApplicable })).toEqual([
      'Not judged without a Namespace "shop": SI0020 mtls-mode (3 objects), SI0020 sidecar-injected (1 object).',
      'Not judged without a Secret "shop\\u001b": SI0020 gateway-credential (1 object).',
    ]);
  });

  test('many things, and many rules', () => {
    const names = Array.from({ length: 12 }, (_, index) => String(index));
    const things = linesOf({ notApplicable: names.map((name) => open(`a Secret "${name}"`)) });

    expect(things).toHaveLength(10);
    expect(things.slice(-2)).toEqual([
      'Not judged without a Secret "8": SI0020 mtls-mode (1 object).',
      'Not judged either, without 3 more such things.',
    ]);
    expect(linesOf({ notApplicable: names.map((name) => open('any Pod', `rule-${name}`)) })).toEqual([
      'Not judged without any Pod: SI0020 rule-0 (1 object), SI0020 rule-1 (1 object), ' +
        'SI0020 rule-2 (1 object) and 9 more.',
    ]);
    expect(linesOf({ notApplicable: names.slice(0, 10).map((name) => open(name)) }).at(-1)).toBe(
      'Not judged without 9: SI0020 mtls-mode (1 object).',
    );
  });
});

test('each acknowledged finding, with its reason', () => {
  const acknowledged = [
    { rule: 'service-port-name', code: 'KIA0601', resource, reason: 'Opaque\u202e on purpose' },
    { rule: 'gateway-port', code: 'IST0104', resource: { ...resource, namespace: '' }, reason: '' },
  ];

  expect(linesOf({ acknowledged })).toEqual([
    'Acknowledged: 2 findings.',
    '  KIA0601 service-port-name, Service shop/web: Opaque\\u202e on purpose',
    '  IST0104 gateway-port, Service web: (no reason given)',
  ]);
  expect(linesOf({ acknowledged: acknowledged.slice(1) })[0]).toBe('Acknowledged: 1 finding.');
});

describe('alternatives', () => {
  const HEAD = 'Judged one after the other, as they define the same objects differently:';

  test('a line for each set of files', () => {
    expect(linesOf({ alternatives: [['a.yaml', 'c\u001b.yaml'], ['b.yaml']] })).toEqual([
      HEAD,
      '  a.yaml, c\\u001b.yaml',
      '  b.yaml',
    ]);
  });

  test('many sets, and many files', () => {
    const files = Array.from({ length: 11 }, (_, index) => `${index}.yaml`);
    const lines = linesOf({ alternatives: files.map((file) => [file]) });

    expect([lines.length, ...lines.slice(-2)]).toEqual([11, '  8.yaml', '  and 2 more']);
    expect(linesOf({ alternatives: [files, ['b.yaml']] })).toEqual([
      HEAD,
      '  0.yaml, 1.yaml, 2.yaml and 8 more',
      '  b.yaml',
    ]);
  });
});

test('in this order', () => {
  const coverage = {
    withoutSchema: [{ apiVersion: 'v1', kind: 'A', objects: 1 }],
    notApplicable: [{ rule: 'a', code: 'SI0020', missing: 'a B', objects: 1 }],
    acknowledged: [{ rule: 'a', code: 'SI0020', resource, reason: 'C' }],
    alternatives: [['d'], ['e']],
    skipped: [{ file: 'f', line: 1, reason: 'template' }],
    unreadable: [{ file: 'g' }],
  };

  expect(linesOf(coverage).map((line) => line.split(/[,:]/)[0])).toEqual([
    'Not judged',
    'Not judged without a B',
    'Acknowledged',
    '  SI0020 a',
    'Judged one after the other',
    '  d',
    '  e',
    'Skipped',
    'Not read',
  ]);
});
