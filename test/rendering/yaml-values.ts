import { ALPHABETS, SCALARS, STRINGS } from './yaml-strings';

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
    const map: object = this.random() < 0.05 ? Object.create(null) : {};
    const container = choice < 0.65 ? list : map;
    met.push(container);
    for (let index = 0; index < length; index++) {
      if (container === list) list.push(this.tree(depth + 1, met));
      else define(map, this.key(), this.tree(depth + 1, met));
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

/** Unlike an assignment, it makes a key of `__proto__` as well. */
function define(map: object, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
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
  Object.setPrototypeOf(['a'], Object.create(Array.prototype, { [Symbol.iterator]: { value: () => ['b'].values() } })),
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
