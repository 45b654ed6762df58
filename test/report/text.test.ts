import type { Finding } from '../../lib/finding';
import { findingText, visible } from '../../lib/report/text';

const finding: Finding = {
  rule: 'schema-structure',
  code: 'SI0002',
  severity: 'error',
  resource: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'web' },
  path: 'spec.http',
  file: 'shop.yaml',
  line: 12,
  column: 5,
  message: 'spec.http must be a list',
  fix: 'Write a list',
};

function text(changes: Partial<Finding>, line: string | undefined = '    http: {}', color = false): string {
  return findingText({ ...finding, ...changes }, { color, lineOf: () => line });
}

/** The line of the file and the caret's. */
const shown = (line: string, column: number) => text({ column }, line).split('\n').slice(3, -1);

describe('a finding', () => {
  test('whole', () => {
    expect(text({})).toBe(
      'shop.yaml:12:5: error SI0002 schema-structure\n' +
        '  VirtualService shop/web: spec.http must be a list.\n' +
        '  Fix: Write a list.\n' +
        '    12 |     http: {}\n' +
        '             ^\n',
    );
  });

  test.each([
    ['error', '31'],
    ['warning', '33'],
    ['info', '36'],
  ] as const)('in colour: %s', (severity, code) => {
    expect(text({ severity }, undefined, true)).toBe(
      `shop.yaml:12:5: \u001b[${code}m${severity}\u001b[0m SI0002 schema-structure\n` +
        '  VirtualService shop/web: spec.http must be a list.\n' +
        '  \u001b[2mFix:\u001b[0m Write a list.\n' +
        '\u001b[2m    12 | \u001b[0m    http: {}\n' +
        '             ^\n',
    );
  });

  test('of an object that never was in a file: the construct in place of it, and no line', () => {
    expect(text({ file: '', line: 1, column: 1, construct: 'shop/routes' })).toBe(
      '[shop/routes]: error SI0002 schema-structure\n' +
        '  VirtualService shop/web: spec.http must be a list.\n' +
        '  Fix: Write a list.\n',
    );
  });

  test.each([
    ['spec.http', 'The list is empty', 'VirtualService shop/web, spec.http: The list is empty.'],
    ['spec.http', 'The field spec.http is empty', 'VirtualService shop/web: The field spec.http is empty.'],
    ['spec.http', 'spec.https is empty', 'VirtualService shop/web, spec.http: spec.https is empty.'],
    ['spec.http', 'spec.http[0] is empty', 'VirtualService shop/web, spec.http: spec.http[0] is empty.'],
    ['type', 'The subtype is wrong', 'VirtualService shop/web, type: The subtype is wrong.'],
    ['', 'Nothing is right', 'VirtualService shop/web: Nothing is right.'],
  ])('the path %j is told once: %s', (path, message, line) => {
    expect(text({ path, message }).split('\n')[1]).toBe(`  ${line}`);
  });

  test.each([
    ['', '', 'VirtualService without a name'],
    ['shop', '', 'VirtualService without a name'],
    ['', 'web', 'VirtualService web'],
  ])('the object in namespace %j with the name %j', (namespace, name, expected) => {
    expect(text({ resource: { ...finding.resource, namespace, name } }).split('\n')[1]).toBe(
      `  ${expected}: spec.http must be a list.`,
    );
  });

  test.each(['Did you mean "http"?', 'Write a list.'])('a fix that ends by itself: %s', (fix) => {
    expect(text({ fix }).split('\n')[2]).toBe(`  Fix: ${fix}`);
  });
});

describe('the line', () => {
  test.each([
    ['tabs stay, so that the caret is below', '\t\thttp: {}', 3, ['    12 | \t\thttp: {}', '         \t\t^']],
    ['a column behind the end', 'http:', 6, ['    12 | http:', '              ^']],
    ['empty', '', 1, ['    12 | ', '         ^']],
    ['HTML', '<b>: 1', 1, ['    12 | <b>: 1', '         ^']],
    ['controls', 'a\u001b[31m: b', 9, ['    12 | a\\u001b[31m: b', `         ${' '.repeat(13)}^`]],
    ['a carriage return', 'a: b\r', 4, ['    12 | a: b\\u000d', '            ^']],
    ['wide characters', '名前: x', 5, ['    12 | 名前: x', '         \u3000\u3000  ^']],
    ['an emoji, two code units', '🙂: x', 5, ['    12 | 🙂: x', '         \u3000  ^']],
    ['a mark above a letter', 'e\u0301: x', 5, ['    12 | e\u0301: x', '            ^']],
  ])('%s', (_, line, column, expected) => {
    expect(shown(line, column)).toEqual(expected);
  });

  test('a wide one is cut, and the caret stays in sight', () => {
    const line = Array.from({ length: 100 }, (_, index) => String(index).padStart(4, '.')).join('');

    expect(shown(line, 9)).toEqual([`    12 | ${line.slice(0, 160)} ...`, `         ${' '.repeat(8)}^`]);
    expect(shown(line, 201)).toEqual([`    12 |  ... ${line.slice(121, 281)} ...`, `         ${' '.repeat(84)}^`]);
    expect(shown(line, 397)).toEqual([`    12 |  ... ${line.slice(317)}`, `         ${' '.repeat(84)}^`]);
    expect(shown(line.slice(0, 160), 160)).toEqual([`    12 | ${line.slice(0, 160)}`, `         ${' '.repeat(159)}^`]);
  });

  test('the number of a line in a large file', () => {
    expect(text({ line: 1234567 }, 'http:').split('\n').slice(3)).toEqual(['1234567 | http:', '              ^', '']);
  });

  test.each([
    ['of a Secret', { resource: { ...finding.resource, kind: 'Secret' } }, 'type: hunter2'],
    ['of a Secret whose kind is misspelled', { resource: { ...finding.resource, kind: 'secret' } }, 'type: hunter2'],
    ['of a ConfigMap', { path: 'data.password' }, 'password: hunter2'],
    ['of a key in quotes', { path: 'data["tls.key"]' }, 'tls.key: hunter2'],
    ['of an item', { path: 'spec.jwtRules[0].jwks' }, 'jwks: hunter2'],
    [
      'of the last applied configuration',
      { path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]' },
      'hunter2',
    ],
    ['that another object shares', {}, '[{"kind": "Secret", "stringData" : {"p": "hunter2"}}, {"http": {}}]'],
    [
      'with an annotation',
      {},
      '{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hunter2"}}}',
    ],
  ])('is not shown: %s', (_, changes, line) => {
    expect(text(changes, line)).not.toContain('hunter2');
    expect(text(changes, line)).not.toContain('^');
  });

  test.each([['spec.metadata'], ['spec.database']])('is shown: %s', (path) => {
    expect(text({ path }, 'x: 1')).toContain('x: 1');
  });

  test('is not there', () => {
    expect(findingText(finding, { color: false, lineOf: () => undefined }).split('\n')).toHaveLength(4);
  });
});

test('nothing in a name, path or message steers the terminal', () => {
  const evil = '\u001b]0;x\u0007\n\u202e\u200b\u009b';
  const report = text({
    file: evil,
    path: `spec["${evil}"]`,
    message: evil,
    fix: evil,
    resource: { ...finding.resource, kind: evil, namespace: evil, name: evil },
  });
  const code = '\\u001b]0;x\\u0007\\u000a\\u202e\\u200b\\u009b';

  expect(report.split('\n').slice(0, 3)).toEqual([
    `${code}:12:5: error SI0002 schema-structure`,
    `  ${code} ${code}/${code}, spec["${code}"]: ${code}.`,
    `  Fix: ${code}.`,
  ]);
});

test('visible: what is seen stays, what hides is told', () => {
  expect(visible('Größe 名前 🙂 <b> \t"')).toBe('Größe 名前 🙂 <b> \t"');
  expect(visible('\u00ad\u061c\u200f\u2029\u2066\ufeff\u{e0041} \ud800')).toBe(
    '\\u00ad\\u061c\\u200f\\u2029\\u2066\\ufeff\\udb40\\udc41 \\ud800',
  );
});
