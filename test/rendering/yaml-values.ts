/** Strings that some version of YAML reads as something else, or that need care where they stand. */
const SCALARS = `
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
  ...['', ' ', '  ', ' a', 'a ', 'a  b', 'a: b', 'a :b', 'a : b', 'a #b', 'a# b', '# a', '- a', '? a', '-  a', ': a'],
  ...['--- a', '... a', '2001-12-14 21:59:43', '2001-12-14 21:59:43.5 Z', '2001-12-14  1:2:3 +05:30', '5 * * * *'],
  ...['\t', '\ta', 'a\t', 'a\tb', 'a:\tb', 'a\t#b', '-\ta', '2001-12-14\t21:59:43', '*/5 * * * *', 'a b', '! a'],
  ...['\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', ' \na', 'a\n ', 'a\n \n', 'a\nb', 'a\n\nb\n', 'a\n b\n', ' a\nb\n'],
  ...[
    'a \nb',
    'a\n---\nb',
    '---\na',
    '#a\nb',
    'a: b\nc: d\n',
    '\ta\n\tb\n',
    'a\r\nb\r\n',
    'a\n\tb',
    '- a\n- b',
    '"a\n',
  ],
  ...[
    'a\n\n\n  b\n\n',
    "'a'\n",
    'a"\nb',
    '\n ',
    '\n\t',
    ' \n',
    '\t\n',
    'a\n%b',
    'a\n...',
    'a\n#b\n',
    'a\u2028---',
    'a\n\u2028',
  ],
];

const OTHER_SIGNS = [
  ...['\0', '\x07', '\b', '\v', '\x1b', '\x1f', '\x7f', '\x80', '\x85', '\x9f', '\xa0', '\xad', 'é', 'ß', '日本', '\r'],
  ...[
    '\u2027',
    '\u2028',
    '\u2029',
    '\u202a',
    '\ud7ff',
    '\ue000',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '😀',
    '\ud83d',
    '\ude00',
  ],
];

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

const ALPHABETS = [
  [...'0123456789_.:+-eE'],
  [...'0123456789abcdefoxTtZz_:.-+ '],
  [...'-?:,[]{}#&*!|>\'"%@`~<= ab'],
  [...' \t\nab#:-'],
  [...'yYnNeEsSoOfFtTrRuUlLaA'],
  [...OTHER_SIGNS, 'a', ' ', '\n'],
];

/** Values that are the same for the same random numbers. */
export class YamlValues {
  constructor(private readonly random: () => number) {}

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  /** A nasty one, two of them, one with a few faults, or any of an alphabet. */
  string(): string {
    const choice = this.random();
    if (choice < 0.1) return this.pick(STRINGS);
    if (choice < 0.2) return this.pick(STRINGS) + this.pick(['', ' ', ':', '\n', ': ', ' #']) + this.pick(STRINGS);
    if (choice < 0.6) return this.mutated(this.pick(STRINGS));
    const alphabet = this.pick(ALPHABETS);
    return Array.from({ length: Math.floor(this.random() * 9) }, () => this.pick(alphabet)).join('');
  }

  private mutated(string: string): string {
    const at = Math.floor(this.random() * (string.length + 1));
    const sign = this.pick(this.pick(ALPHABETS));
    const [before, after] = [string.slice(0, at), string.slice(at)];
    return this.pick([before + sign + after, before + sign + after.slice(1), before + after.slice(1), before + before]);
  }

  /** A value of containers and scalars, some met again, few of a kind that no rendered object has. */
  tree(depth = 0, met: unknown[] = []): unknown {
    const choice = this.random();
    if (depth > 4 || (choice < 0.4 && depth > 0)) return this.scalar();
    if (choice > 0.99) return this.pick(met);
    if (choice > 0.98) return this.pick(ODDITIES);
    const length = Math.floor(this.random() * 5);
    const list: unknown[] = [];
    const map: Record<string, unknown> = this.random() < 0.05 ? Object.create(null) : {};
    const container = choice < 0.65 ? list : map;
    met.push(container);
    for (let index = 0; index < length; index++) {
      if (container === list) list.push(this.tree(depth + 1, met));
      else map[this.key()] = this.tree(depth + 1, met);
    }
    return container;
  }

  private key(): string {
    return this.random() < 0.8 ? this.pick(SCALARS) : this.string();
  }

  private scalar(): unknown {
    const choice = this.random();
    if (choice < 0.6) return this.string();
    if (choice < 0.7) return Math.floor(this.random() * 1e5);
    return this.pick([true, false, null, undefined, 0, -0, 1.5, -1, 1e21, 1e-7, NaN, Infinity, -Infinity, 2 ** 53]);
  }
}

/** Kinds of values that are written in ways of their own. */
export const ODDITIES: readonly unknown[] = [
  10n ** 20n,
  new Date(0),
  new Map([['a', 1]]),
  new Set(['a']),
  new Uint8Array([1, 2]),
  Buffer.from('a'),
  Object('a'),
  Object(1),
  Object(false),
  { toJSON: () => ({ a: 1 }) },
  Object.assign(['a'], { toJSON: () => 'b' }),
  { toJSON: 1 },
  new (class A {
    a = 1;
  })(),
  new (class A extends Array {})(),
  { *[Symbol.iterator]() {} },
  Object.assign(['a'], { *[Symbol.iterator]() {} }),
  [undefined, 'a'],
  Array(2),
  Object.assign(['a'], { b: 1 }),
  JSON.parse('{"__proto__":{"a":1}}'),
  Object.defineProperty({ a: 1 }, 'b', { value: 1, enumerable: false }),
  Object.create({ a: 1 }),
  { [Symbol('a')]: 1 },
  Object.freeze({ a: Object.freeze([]) }),
  /a/,
];
