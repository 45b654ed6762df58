import type { Manifest } from '../../lib/manifest/manifest';
import { fromObject } from '../../lib/manifest/from-object';
import { parse } from '../../lib/manifest/parse';
import { worldsOf } from '../../lib/manifest/worlds';

/** The objects of these files, in their order. */
function read(files: Readonly<Record<string, string>>): Manifest[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const { objects, problems } = parse(file, text);
    expect(problems).toEqual([]);
    return objects;
  });
}

const configMap = (name: string, value: string, namespace = 'shop') =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${name}", namespace: "${namespace}" }\ndata: { a: "${value}" }\n`;

const shown = ({ origin, name, value }: Manifest): string => {
  const { a }: { a?: string } = (value['data'] ?? {}) as object;
  return `${origin.part ?? origin.file} ${name}=${a ?? ''}`;
};

/** The worlds with the objects of each, the alternatives and what is repeated. */
function told(objects: readonly Manifest[]) {
  const { worlds, alternatives, repeated } = worldsOf(objects);
  return { worlds: worlds.map((world) => world.map(shown)), alternatives, repeated: repeated.map(shown) };
}

const one = (...world: string[]) => ({ worlds: [world], alternatives: [], repeated: [] });

/** As the app renders it. */
function rendered(value: string, part: string): Manifest {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x', namespace: 'shop' },
    data: { a: value },
  };
  return fromObject(object, { part });
}

describe('one world', () => {
  test.each([
    ['nothing', {}, []],
    [
      'different objects',
      { a: configMap('x', '1'), b: configMap('y', '2') + configMap('x', '3', 'other') },
      ['a x=1', 'b y=2', 'b x=3'],
    ],
    ['the same object twice', { a: configMap('x', '1'), b: configMap('x', '1') }, ['a x=1', 'b x=1']],
    [
      'the same object, with its keys in another order',
      {
        a: configMap('x', '1'),
        b: 'data: { a: "1" }\nmetadata: { namespace: shop, name: x }\nkind: ConfigMap\napiVersion: v1\n',
      },
      ['a x=1', 'b x=1'],
    ],
    [
      'the same name for different kinds',
      { a: configMap('x', '1'), b: configMap('x', '2').replace('ConfigMap', 'Secret') },
      ['a x=1', 'b x=2'],
    ],
    [
      'names that are yet to be generated',
      {
        a: configMap('x', '1').replace('name:', 'generateName:'),
        b: configMap('x', '2').replace('name:', 'generateName:'),
      },
      ['a =1', 'b =2'],
    ],
  ])('%s', (_name, files, world) => {
    expect(told(read(files))).toEqual(one(...world));
  });
});

describe('alternatives', () => {
  test('two files that define one object differently, with all that is in them', () => {
    const files = { a: configMap('x', '1') + configMap('y', '1'), b: configMap('x', '2'), c: configMap('z', '3') };

    expect(told(read(files))).toEqual({
      worlds: [
        ['a x=1', 'a y=1', 'c z=3'],
        ['b x=2', 'c z=3'],
      ],
      alternatives: [['a'], ['b']],
      repeated: [],
    });
  });

  test.each([
    ['an empty namespace is the default one', configMap('x', '1', ''), configMap('x', '2', 'default')],
    [
      'versions of a kind',
      configMap('x', '1').replaceAll('v1', 'networking.istio.io/v1'),
      configMap('x', '1').replaceAll('v1', 'networking.istio.io/v1beta1'),
    ],
    [
      'the namespace of what has none',
      configMap('x', '1', 'a').replace('ConfigMap', 'Namespace'),
      configMap('x', '1', 'b').replace('ConfigMap', 'Namespace'),
    ],
  ])('it is the same object: %s', (_name, a, b) => {
    expect(told(read({ a, b })).alternatives).toEqual([['a'], ['b']]);
  });

  test('three', () => {
    const files = { a: configMap('x', '1'), b: configMap('x', '2'), c: configMap('x', '3') };

    expect(told(read(files))).toEqual({
      worlds: [['a x=1'], ['b x=2'], ['c x=3']],
      alternatives: [['a'], ['b'], ['c']],
      repeated: [],
    });
  });

  test('files that agree on what is contested are together', () => {
    const files = { a: configMap('x', '1'), b: configMap('x', '2'), c: configMap('x', '1') + configMap('y', '3') };

    expect(told(read(files))).toEqual({
      worlds: [['a x=1', 'c x=1', 'c y=3'], ['b x=2']],
      alternatives: [['a', 'c'], ['b']],
      repeated: [],
    });
  });

  test('a contradicts b and b contradicts c, which does not make a and c alternatives', () => {
    const files = {
      a: configMap('x', '1'),
      b: configMap('x', '2') + configMap('y', '2'),
      c: configMap('y', '1'),
    };

    expect(told(read(files))).toEqual({
      worlds: [
        ['a x=1', 'c y=1'],
        ['b x=2', 'b y=2'],
      ],
      alternatives: [['a', 'c'], ['b']],
      repeated: [],
    });
  });

  test('several things with stages: no world lacks any of them', () => {
    const files = {
      a1: configMap('a', '1'),
      a2: configMap('a', '2'),
      b1: configMap('b', '1'),
      b2: configMap('b', '2'),
      b3: configMap('b', '3'),
    };

    expect(told(read(files))).toEqual({
      worlds: [
        ['a1 a=1', 'b1 b=1'],
        ['a2 a=2', 'b2 b=2'],
        ['a1 a=1', 'b3 b=3'],
      ],
      alternatives: [
        ['a1', 'b1'],
        ['a2', 'b2'],
        ['a1', 'b3'],
      ],
      repeated: [],
    });
  });

  test('objects of constructs go by the file that they are written to', () => {
    expect(told([rendered('1', 'p'), rendered('2', 'q')])).toEqual({
      worlds: [['p x=1'], ['q x=2']],
      alternatives: [['p'], ['q']],
      repeated: [],
    });
  });
});

describe('repeated in one file', () => {
  test('every definition but the first, alike or not; no alternative', () => {
    const files = { a: configMap('x', '1') + configMap('x', '2') + configMap('y', '1') + configMap('x', '1') };

    expect(told(read(files))).toEqual({
      worlds: [['a x=1', 'a x=2', 'a y=1', 'a x=1']],
      alternatives: [],
      repeated: ['a x=2', 'a x=1'],
    });
  });

  test('the last definition is the one that others can contradict', () => {
    const a = configMap('x', '1') + configMap('x', '2');

    expect(told(read({ a, b: configMap('x', '2') }))).toMatchObject({ alternatives: [], repeated: ['a x=2'] });
    expect(told(read({ a, b: configMap('x', '1') }))).toMatchObject({
      alternatives: [['a'], ['b']],
      repeated: ['a x=2'],
    });
  });
});

test('many alternatives of many objects take no more than a moment', () => {
  const files = Array.from({ length: 100 }, (_, index) => [`f${index}`, configMap('x', String(index))] as const);
  const rest = Array.from({ length: 2000 }, (_, index) => configMap(`r${index}`, '')).join('');
  const { worlds } = worldsOf(read({ ...Object.fromEntries(files), rest }));

  expect(worlds.map((world) => world.length)).toEqual(Array.from({ length: 100 }, () => 2001));
});
