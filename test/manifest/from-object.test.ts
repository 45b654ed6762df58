import { fromObject } from '../../lib/manifest/from-object';

const object = (spec: unknown): object => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec });

class Given {
  readonly own = 1;
}

/** One level deeper than YAML may be, and no cycle. */
const deep = Array.from({ length: 400 }).reduce<unknown>((inner) => ({ inner }), 'bottom');

describe('fromObject', () => {
  test('names the object', () => {
    const value = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
    expect(fromObject(value, { construct: 'app/web', part: 'app.yaml' })).toMatchObject({
      apiVersion: 'apps/v1',
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'web',
      origin: { file: '', construct: 'app/web', part: 'app.yaml' },
    });
  });

  test('takes plain JSON as it is', () => {
    const plain = object({ text: 'a', number: 1.5, flag: false, none: null, list: [1, [], {}], map: { 'a/b': '' } });
    expect(fromObject(plain).value).toBe(plain);
  });

  test.each([
    ['undefined fields', { a: undefined, b: 1 }],
    ['undefined items', [undefined, 1]],
    ['holes', [, 1]], // oxlint-disable-line no-sparse-arrays
    ['functions', { a: () => 1 }],
    ['symbols', { a: Symbol('a') }],
    ['numbers that JSON has not', [Number.NaN, Infinity, -Infinity]],
    ['negative zero', -0],
    ['dates', { at: new Date(0) }],
    ['objects that say what they are', { a: { toJSON: () => 'a' } }],
    ['instances', new Given()],
    ['maps and sets', [new Map([['a', 1]]), new Set([1])]],
    ['boxed values', [Object('a'), Object(1)]],
    ['objects without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['what is deep', deep],
    ['fields with the name of the prototype', JSON.parse('{"__proto__": {"a": 1}, "b": null}')],
  ])('reads %s as JSON has them', (_, spec) => {
    const { value } = fromObject(object(spec));
    expect(JSON.stringify(value)).toBe(JSON.stringify(object(spec)));
    expect(value).toEqual(JSON.parse(JSON.stringify(object(spec))));
  });

  test('refuses cycles', () => {
    const spec: Record<string, unknown> = {};
    spec['self'] = spec;
    expect(() => fromObject(object(spec))).toThrow(TypeError);
  });
});
