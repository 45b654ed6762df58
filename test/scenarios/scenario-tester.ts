import { find, valueAt, wavedTitle } from './manifests';
import { objectsIn, render, type ScenarioName, settingsWith } from './rendering';
import { VARIANTS } from './variants';

// Plain text, so that the snapshot is the YAML as it is.
expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', serialize: (value) => String(value) });

/** What is stated, the object, the path in it, and the value there; undefined: left out. */
export type Row = readonly [what: string, object: string, path: string, expected: unknown];

interface VariantExpectation {
  /** Objects, with their waves, that the sample settings do not give. */
  readonly added?: readonly string[];
  /** Objects that only the sample settings give. */
  readonly removed?: readonly string[];
  readonly rows: readonly Row[];
}

export interface Expectation<S extends ScenarioName> {
  /** All objects with their waves, in the order of the file. */
  readonly objects: string;
  readonly rows: readonly Row[];
  readonly variants: Readonly<Record<keyof (typeof VARIANTS)[S], VariantExpectation>>;
}

/** The scenario's text as a snapshot, and its objects and fields as the table says, for all of its settings. */
export function testScenario<S extends ScenarioName>(scenario: S, expectation: Expectation<S>): void {
  const sample = render(scenario);

  describe(scenario, () => {
    test('as before', () => {
      expect(sample).toMatchSnapshot();
    });

    test('these objects, in this order', () => {
      expect(titles(sample)).toEqual(expectation.objects.trim().split(/\n\s*/));
    });

    testRows(sample, expectation.rows);
  });

  const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = VARIANTS[scenario];
  describe.each(Object.entries<VariantExpectation>(expectation.variants))(
    `${scenario}: %s`,
    (name, { added = [], removed = [], rows }) => {
      const text = render(scenario, settingsWith(changes[name] ?? {}));

      test('these objects more and less', () => {
        const [before, after] = [titles(sample), titles(text)];
        expect(after.filter((title) => !before.includes(title))).toEqual(added);
        expect(before.filter((title) => !after.includes(title))).toEqual(removed);
      });

      testRows(text, rows);
    },
  );
}

function titles(text: string): string[] {
  return objectsIn(text).map(wavedTitle);
}

function testRows(text: string, rows: readonly Row[]): void {
  const objects = objectsIn(text);
  test.each(rows)('%s (%s, %s)', (_what, object, path, expected) => {
    expect(valueAt(find(objects, object), path)).toEqual(expected);
  });
}
