/** Strings that some version of YAML reads as something else, or that need care where they stand. */
export const SCALARS = `
y n yes no on off true false null Yes No On Off True False Null YES NO ON OFF TRUE FALSE NULL yEs ~ ~~ nul
0 1 -1 +1 00 0775 0o17 08 1_000 _1 0x1F 0xg -0x1 0b101 0b2 +0b1 1e3 1E-3 e3 E+3 .e3 _e3 1.e3 1.5e3 1.5 1. .5 . .. ... .5_ 1_.5
.inf -.inf +.Inf .INF .iNF .nan .NaN .NAN -.nan 1:30 -1:30 190:20:30 1:60 1:5 1:30.5 1:30. 1_0:30 :30 1:
2001-12-14 2001-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-14T21:59 2001-12-14T21:59:43+5 1-2-3
<< < = - -- --- ---- --a -a -1a ? ?a ?? : :a :: a:b a:b: #a a#b a&b &a *a !a !!str %a %YAML @a \`a |a |- >a ,a [a] [] {a} {} a,b a]
'a' "a" 'a 'a" a'b"c \\ a\\ a\\nb /api/v1 https://a.example.com/b?c=d#e *.example.com 10.0.0.1 1.2.3 v1 128Mi 30s 720h 1:2:3:4
apps/v1 a=b;c __proto__ constructor toJSON length true1 nope year null0 e e1a 0.0.0.0/0 a...b =a ==
`
  .trim()
  .split(/\s+/);

const WITH_SPACES = [
  ['', ' ', '  ', ' a', 'a ', 'a  b', 'a: b', 'a :b', 'a : b', 'a #b', 'a# b', '# a', '- a', '? a', '-  a', ': a'],
  ['--- a', '... a', '2001-12-14 21:59:43', '2001-12-14 21:59:43.5 Z', '2001-12-14  1:2:3 +05:30', '5 * * * *'],
  ['\t', '\ta', 'a\t', 'a\tb', 'a:\tb', 'a\t#b', '-\ta', '2001-12-14\t21:59:43', '*/5 * * * *', 'a b', '! a'],
  ['\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', ' \na', 'a\n ', 'a\n \n', 'a\nb', 'a\n\nb\n', 'a\n b\n', ' a\nb\n'],
  ['a \nb', 'a\n---\nb', '---\na', '#a\nb', 'a: b\nc: d\n', '\ta\n\tb\n', 'a\r\nb\r\n', 'a\n\tb', '- a\n- b', '"a\n'],
  ['a\n\n\n  b\n\n', "'a'\n", 'a"\nb', '\n ', '\n\t', ' \n'],
  ['\t\n', 'a\n%b', 'a\n...', 'a\n#b\n', 'a\u2028---', 'a\n\u2028'],
].flat();

const OTHER_SIGNS = [
  ['\0', '\x07', '\b', '\v', '\x1b', '\x1f', '\x7f', '\x80', '\x85', '\x9f', '\xa0', '\xad', 'é', 'ß', '日本', '\r'],
  ['\u2027', '\u2028', '\u2029', '\u202a', '\ud7ff', '\ue000', '\ufeff', '\ufffe', '\uffff', '😀', '\ud83d', '\ude00'],
].flat();

const TEXTS = [
  '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\nq83vEjRWeJq83vEjRWeJ\n-----END CERTIFICATE-----\n',
  'server {\n  listen 80;\n\n  location / {\n    return 404;\n  }\n}\n',
  '#!/bin/sh\nset -e\nexec "$@"',
  'a'.repeat(500),
  `a ${'b '.repeat(600)}c`,
  '"'.repeat(499),
  '\'"'.repeat(300),
];

/** Each as it is, in a fixed order. */
export const STRINGS: readonly string[] = [...SCALARS, ...WITH_SPACES, ...OTHER_SIGNS, ...TEXTS];

/** Signs that have a meaning together. */
export const ALPHABETS = [
  '0123456789_.:+-eE'.split(''),
  '0123456789abcdefoxTtZz_:.-+ '.split(''),
  '-?:,[]{}#&*!|>\'"%@`~<= ab'.split(''),
  ' \t\nab#:-'.split(''),
  'yYnNeEsSoOfFtTrRuUlLaA'.split(''),
  [...OTHER_SIGNS, 'a', ' ', '\n'],
];
