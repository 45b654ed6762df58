import { canonical } from '../../manifest/canonical';
import { Field } from '../../manifest/field';
import type { Manifest, Path } from '../../manifest/manifest';

/**
 * Whether an item of a list that the path leads through is in the same list of the other object as it is, wherever it
 * stands there: routes and servers are often moved by others that come or go.
 */
export function isElsewhere(own: Manifest, path: Path, other: Manifest): boolean {
  return path.some((step, index) => {
    if (typeof step !== 'number') return false;
    const { value } = Field.root(own).get(...path.slice(0, index + 1));
    return value !== undefined && itemsAt(other, path.slice(0, index)).has(canonical(value));
  });
}

/** By object and place. */
const known = new WeakMap<Manifest, Map<string, ReadonlySet<string>>>();

/** All items of a list, and of all such lists where it is in an item of another. */
function itemsAt(manifest: Manifest, path: Path): ReadonlySet<string> {
  const ofObject = known.get(manifest) ?? new Map<string, ReadonlySet<string>>();
  known.set(manifest, ofObject);
  const key = JSON.stringify(path.map((step) => (typeof step === 'number' ? '' : step)));
  const items = ofObject.get(key) ?? new Set(fieldsAt(Field.root(manifest), path).flatMap(textsOf));
  ofObject.set(key, items);
  return items;
}

function fieldsAt(root: Field, path: Path): readonly Field[] {
  return path.reduce<readonly Field[]>(
    (fields, step) => fields.flatMap((field) => (typeof step === 'number' ? field.items : [field.get(step)])),
    [root],
  );
}

function textsOf({ items }: Field): readonly string[] {
  return items.map(({ value }) => canonical(value ?? null));
}
