import { Yaml } from 'cdk8s';
import { yamlText } from '../../lib/rendering/yaml-text';
import { randomFrom } from '../schema/mutations';
import { STRINGS } from './yaml-strings';
import { YamlValues } from './yaml-values';

jest.setTimeout(0x7fffffff);

/** More for a longer run, with another seed. */
const COUNT = Number(process.env['STRINGS'] ?? 40_000);
const SEED = Number(process.env['SEED'] ?? 1);

/** A document for each place where a string can stand. */
const PLACES: Readonly<Record<string, (strings: readonly string[]) => unknown>> = {
  value: (strings) => Object.fromEntries(strings.map((string, index) => [`k${index}`, string])),
  item: (strings) => strings,
  'deep value': (strings) => ({ a: [{ b: strings.map((string) => ({ c: [[string]], d: string })) }] }),
};
const KEY_PLACES: typeof PLACES = {
  key: (strings) => Object.fromEntries(strings.map((string) => [string, 1])),
  'deep key': (strings) => ({ a: [Object.fromEntries(strings.map((string) => [string, { [string]: [] }]))] }),
};

interface Difference {
  readonly of: unknown;
  readonly as: string;
  readonly text: string;
  readonly expected: string;
}

/** What is written otherwise, told of one string alone where that shows it. */
function differences(strings: readonly string[], places: typeof PLACES): Difference[] {
  return Object.entries(places).flatMap(([as, place]) => {
    const together = difference(strings, as, place(strings));
    if (together.length === 0) return [];
    const alone = strings.flatMap((string) => difference(string, as, place([string])));
    return alone.length > 0 ? alone : together;
  });
}

function difference(of: unknown, as: string, value: unknown): Difference[] {
  const [text, expected] = [outcome(yamlText, value), outcome(Yaml.stringify.bind(Yaml), value)];
  return text === expected ? [] : [{ of, as, text, expected }];
}

function outcome(write: (value: unknown) => string, value: unknown): string {
  try {
    return write(value);
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

/** A key that leaves the whole document to cdk8s says nothing of the others in it. */
function isLeft(key: string): boolean {
  return key.length > 500 || /[^ -~]|^---|^\.\.\./.test(key);
}

function* batches(random: () => number): Generator<readonly string[]> {
  yield STRINGS;
  const values = new YamlValues(random);
  for (let done = 0; done < COUNT; done += 100) yield Array.from({ length: 100 }, () => values.string());
}

test('strings are written as cdk8s writes them, as values and as keys', () => {
  const found: Difference[] = [];
  for (const strings of batches(randomFrom(SEED))) {
    found.push(...differences(strings, PLACES));
    found.push(
      ...differences(
        strings.filter((key) => !isLeft(key)),
        KEY_PLACES,
      ),
    );
    const left = strings.filter(isLeft).slice(0, 3);
    found.push(...left.flatMap((key) => differences([key], KEY_PLACES)));
    if (found.length > 20) break;
  }
  expect(found).toEqual([]);
});

test('whole values are written as cdk8s writes them', () => {
  const values = new YamlValues(randomFrom(SEED));
  const found: Difference[] = [];
  for (let done = 0; done < COUNT / 10 && found.length < 5; done++) {
    found.push(...difference(done, 'tree', values.tree()));
  }
  expect(found).toEqual([]);
});
