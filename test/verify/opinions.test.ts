import { OBJECT_RULES } from '../../lib/rules';
import { MESH_RULES } from '../../lib/rules/mesh-rules';
import {
  ACKNOWLEDGEMENT_FORM,
  ACKNOWLEDGEMENT_STALE,
  ENGINE_RULES,
  OBJECT_REPEATED,
  SCHEMA_RULES,
} from '../../lib/verify/engine-rules';
import { describeFailure, describeFault, describeNote, isSecretData } from '../../lib/verify/opinions';

const note = { path: ['a'], written: 'on', sent: true, elsewhere: 'on', key: false };

test('the names and codes of findings stay as they are', () => {
  const schema = Object.entries(SCHEMA_RULES).map(([kind, { id, code, severity }]) => [kind, id, code, severity]);
  const notes = (['wide-integer', 'yaml-1.2', 'merge-order'] as const).map((kind) => {
    const { rule, code, severity } = describeNote({ ...note, kind });
    return [kind, rule, code, severity];
  });
  const others = [ACKNOWLEDGEMENT_STALE, ACKNOWLEDGEMENT_FORM, OBJECT_REPEATED].map(({ id, code, severity }) => [
    id,
    code,
    severity,
  ]);

  expect([...schema, ...notes, ...others]).toEqual([
    ['unknown-field', 'schema-unknown-field', 'SI0001', 'error'],
    ['structure', 'schema-structure', 'SI0002', 'error'],
    ['list-type', 'schema-list-type', 'SI0003', 'error'],
    ['cel', 'schema-cel', 'SI0004', 'error'],
    ['metadata', 'schema-metadata', 'SI0005', 'error'],
    ['scope', 'schema-scope', 'SI0006', 'warning'],
    ['obsolete-api', 'api-obsolete', 'SI0007', 'error'],
    ['unknown-version', 'api-unknown-version', 'SI0008', 'error'],
    ['unknown-kind', 'api-unknown-kind', 'SI0009', 'error'],
    ['wide-integer', 'yaml-wide-integer', 'SI0010', 'warning'],
    ['yaml-1.2', 'yaml-read-differently', 'SI0011', 'info'],
    ['merge-order', 'yaml-read-differently', 'SI0011', 'info'],
    ['acknowledgement-stale', 'SI0012', 'warning'],
    ['acknowledgement-form', 'SI0013', 'error'],
    ['object-repeated', 'SI0014', 'error'],
  ]);
});

test('no code of ours means two things, and no rule has the name of another', () => {
  const rules = [...ENGINE_RULES, ...OBJECT_RULES, ...MESH_RULES];
  const codes = rules.map(({ code }) => code).filter((code) => code.startsWith('SI'));
  const names = rules.map(({ id }) => id);

  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('what kubectl and other readers see', () => {
  const texts = [
    describeNote({ ...note, kind: 'yaml-1.2' }),
    describeNote({ ...note, kind: 'yaml-1.2', key: true }),
    describeNote({ ...note, kind: 'merge-order', key: true }),
    describeNote({ ...note, kind: 'wide-integer', written: '12345678901234567890', sent: 12345678901234567000 }),
  ].map(({ message, fix }) => `${message}. ${fix}.`);

  expect(texts).toEqual([
    'kubectl sends the value on as true, and readers of YAML 1.2 take it for "on". Put it in quotes, or write what is meant.',
    'kubectl sends the key on as true, and readers of YAML 1.2 take it for "on". Put it in quotes, or write what is meant.',
    'The key on stands before "<<", which overrides it for kubectl and for no other reader. Write it after "<<".',
    'The value 12345678901234567890 is beyond 2^53, and what reads it as a double takes it for 12345678901234567000. ' +
      'Put it in quotes where a text is meant.',
  ]);
});

test('a value of the wrong type is quoted as it was written', () => {
  const manifest = { kind: 'ConfigMap' } as Parameters<typeof describeFault>[0];
  const fault = {
    kind: 'structure',
    path: ['a'],
    message: 'a must be a string, and is the boolean true',
    fix: 'Put it in quotes: "true"',
  } as const;
  const texts = [
    describeFault(manifest, fault),
    describeFault(manifest, fault, { ...note, kind: 'yaml-1.2' }),
    describeFault(manifest, { ...fault, fix: 'Write a list' }, { ...note, kind: 'yaml-1.2' }),
    describeFault(manifest, fault, { ...note, kind: 'wide-integer', written: '99' }),
  ].map(({ message, fix }) => [message, fix]);

  expect(texts).toEqual([
    ['a must be a string, and is the boolean true', 'Put it in quotes: "true"'],
    ['a must be a string, and is the boolean true, which is how kubectl reads on', 'Put it in quotes: "on"'],
    ['a must be a string, and is the boolean true, which is how kubectl reads on', 'Write a list'],
    ['a must be a string, and is the boolean true (written 99)', 'Put it in quotes: "99"'],
  ]);
});

test.each([
  ['Secret', ['data', 'a'], true],
  ['Secret', ['stringData'], true],
  ['Secret', ['stringdata', 'a'], true],
  ['secret', ['data'], true],
  ['Secrets', ['data'], true],
  ['Secret', ['metadata', 'name'], false],
  ['Secret', ['type'], false],
  ['Secret', [], false],
  ['ConfigMap', ['data', 'a'], false],
  ['ExternalSecret', ['spec', 'data'], false],
])('part of a Secret: %s %j %s', (kind, path, expected) => {
  expect(isSecretData({ kind }, path)).toBe(expected);
});

test('whatever a rule throws becomes an error of that rule', () => {
  const rule = { rule: 'some-rule', code: 'IST0133' };

  expect([describeFailure(rule, new TypeError('x is undefined')), describeFailure(rule, 'oops')]).toEqual(
    ['x is undefined', 'oops'].map((reason) => ({
      rule: 'some-rule',
      code: 'IST0133',
      severity: 'error',
      message: `This rule itself failed (${reason}), so nothing is known of what it checks`,
      fix: 'Report this object to the maintainers of cdk8s-secure-ingress',
    })),
  );
});
