import { canonical } from '../manifest/canonical';
import type { Field } from '../manifest/field';

/** Equal for matches that are written differently and mean the same. The name of a match has no say. */
export function matchKey(match: Field): string {
  if (!match.isSet) return 'null';
  const keys = match.entries.map(([key]) => key).filter((key) => key !== 'name' && keyOf(match, key) !== undefined);
  return JSON.stringify(keys.toSorted().map((key) => [key, keyOf(match, key)]));
}

/** Where no entries is the same as no map; elsewhere an object without fields, such as `uri: {}`, is one. */
const MAPS = ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'];

/** What a match says of this, in one way of writing; undefined when it says nothing. */
function keyOf(match: Field, key: string): string | undefined {
  const field = match.get(key);
  const { value } = field;
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return undefined;
  const isEmpty = Array.isArray(value) ? value.length === 0 : MAPS.includes(key) && field.entries.length === 0;
  return isEmpty ? undefined : canonical(value);
}

/** What has to be the same in both matches, and what may be missing in the wider one. */
const SAME = ['port', 'authority', 'headers', 'queryParams', 'withoutHeaders', 'ignoreUriCase'];
const SAME_OR_MISSING = ['method', 'scheme', 'gateways', 'sourceLabels', 'sourceNamespace'];

const GET = '{"exact":"GET"}';

/**
 * True when `wide`, whose path prefix begins that of `narrow`, matches every request that `narrow` does. Istio's own
 * comparison leaves some fields out and takes some narrower matches for wider ones; those are no findings here.
 */
export function coversBeyondPrefix(wide: Field, narrow: Field): boolean {
  const method = keyOf(narrow, 'method');
  // As Istio, which compares a match without a method as one on GET, though it takes all methods.
  if (method !== undefined && method !== GET && method !== keyOf(wide, 'method')) return false;
  return (
    SAME.every((key) => keyOf(wide, key) === keyOf(narrow, key)) &&
    SAME_OR_MISSING.every((key) => [undefined, keyOf(narrow, key)].includes(keyOf(wide, key)))
  );
}
