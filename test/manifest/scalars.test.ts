import { keyText, readByYaml12, resolvePlain, resolveTagged } from '../../lib/manifest/scalars';

/** As kubectl 1.32 and k8s.io/apimachinery 0.34 read them. */
const PLAIN: readonly (readonly [unknown, string])[] = [
  [true, 'y Y yes Yes YES true True TRUE on On ON'],
  [false, 'n N no No NO false False FALSE off Off OFF'],
  [null, '~ null Null NULL'],
  [511, '0777 0o777 0O777 0_777'],
  [-15, '-0o17 -017 -0xf -0b1111'],
  [31, '0x1F 0X1f 31 +31 0b11111 0B11111 3_1 3__1_'],
  [0, '0 00 -0 +0 0. .0 0.0 0e5'],
  [8, '08 8. 8.0 8e0 +8'],
  [1000.5, '1000.5 1_000.5 10005e-1'],
  [0.15, '.15 .1_5 +.15 15e-2'],
  [-0.0005, '-.5e-3 -0.0005'],
  [9007199254740991, '9007199254740991'],
];

test.each(PLAIN.flatMap(([value, list]) => list.split(' ').map((text) => [text, value])))('%s is %j', (text, value) => {
  expect(resolvePlain(text as string).value).toEqual(value);
});

const STRINGS =
  'nO yEs oN tRUE nULL 0x 0b 0b2 0o8 1e 1e+ e1 1.5.2 1-2 10m 0.5Gi 190:20:30 12:30 001:db8:: 2001-01-01 ' +
  '2001-01-01T00:00:00Z - + . .. ._5 .5_ .inF 1e400 0xFFFFFFFFFFFFFFFFF = << 1,000 ./a .a -a - 1.2.3.4 v1';
test.each(STRINGS.split(' '))('%s is a string', (text) => {
  expect(resolvePlain(text)).toEqual({ type: 'string', value: text });
});

test('nothing at all is null', () => {
  expect(resolvePlain('')).toEqual({ type: 'null', value: null });
});

test.each([
  ['.inf', Infinity],
  ['+.INF', Infinity],
  ['-.Inf', -Infinity],
  ['.NaN', Number.NaN],
  ['-0.0', -0],
])('%s is the float %d', (text, value) => {
  expect(resolvePlain(text)).toEqual({ type: 'float', value });
});

test.each([
  ['9007199254740993', 9007199254740993n],
  ['-9223372036854775808', -9223372036854775808n],
  ['18446744073709551615', 18446744073709551615n],
  ['0xFFFFFFFFFFFFFFFF', 18446744073709551615n],
  ['0777777777777777777777', 9223372036854775807n],
])('%s keeps its digits', (text, digits) => {
  expect(resolvePlain(text)).toEqual({ type: 'int', value: Number(digits), digits });
});

test.each(['18446744073709551616', '+9223372036854775808', '-9223372036854775809'])(
  '%s is no 64-bit integer, and becomes a float',
  (text) => {
    expect(resolvePlain(text)).toEqual({ type: 'float', value: Number(text) });
  },
);

test.each([
  ['str', '5', { type: 'string', value: '5' }],
  ['timestamp', '2001-01-01', { type: 'string', value: '2001-01-01' }],
  ['int', '5', { type: 'int', value: 5 }],
  ['int', '1.5', undefined],
  ['float', '5', { type: 'float', value: 5 }],
  ['float', 'x', undefined],
  ['bool', 'on', { type: 'bool', value: true }],
  ['bool', '1', undefined],
  ['null', '', { type: 'null', value: null }],
  ['null', 'x', undefined],
  ['binary', 'aGVs\nbG8=', { type: 'string', value: 'hello' }],
  ['binary', 'aGVsbG8', undefined],
  ['binary', '*', undefined],
  ['unknown', '5', { type: 'string', value: '5' }],
])('!!%s %j', (name, text, resolved) => {
  expect(resolveTagged(`tag:yaml.org,2002:${name}`, text)).toEqual(resolved);
});

test("a tag of one's own makes a string", () => {
  expect(resolveTagged('!Ref', '5')).toEqual({ type: 'string', value: '5' });
});

test.each([
  ['on', 'on'],
  ['0777', 777],
  ['0o17', 15],
  ['0x1F', 31],
  ['0b1', '0b1'],
  ['1_000', '1_000'],
  ['~', null],
  ['True', true],
  ['FALSE', false],
  ['1e3', 1000],
])('a reader of YAML 1.2 takes %s for %j', (text, value) => {
  expect(readByYaml12(text)).toEqual(value);
});

test.each([
  ['yes', 'true'],
  ['Off', 'false'],
  ['0x1F', '31'],
  ['9223372036854775807', '9223372036854775807'],
  ['9223372036854775808', undefined],
  ['~', undefined],
  ['1.5', '1.5'],
  ['1e30', '1e+30'],
  ['1e5', '100000'],
  ['1e6', '1e+06'],
  ['0.1', '0.1'],
  ['1.23456789', '1.2345679'],
  ['12345678.0', '1.2345678e+07'],
  ['1e-5', '1e-05'],
  ['0.0001', '0.0001'],
  ['-0.0', '-0'],
  ['1e39', '.inf'],
  ['-.inf', '-.inf'],
  ['.nan', '.nan'],
  ['a', 'a'],
])('the key %s becomes %j', (text, key) => {
  expect(keyText(resolvePlain(text))).toEqual(key);
});
