import type { Json } from '../manifest/manifest';
import type { Field } from './field';

/** Equal for matches that are written differently and mean the same. The name of a match has no say. */
export function matchKey(match: Field): string {
  const fields = match.entries.filter(([key, { value }]) => key !== 'name' && !isDefault(value));
  return match.isSet ? canonical(Object.fromEntries(fields.map(([key, { value }]) => [key, value ?? null]))) : 'null';
}

/** Objects without fields are not the default: `uri: {}` is a match on the path. */
function isDefault(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
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
  // As Istio, which takes no method for GET, and so has nothing against a method among those that are left.
  if (method !== undefined && method !== GET && method !== keyOf(wide, 'method')) return false;
  return (
    SAME.every((key) => keyOf(wide, key) === keyOf(narrow, key)) &&
    SAME_OR_MISSING.every((key) => [undefined, keyOf(narrow, key)].includes(keyOf(wide, key)))
  );
}

function keyOf(match: Field, key: string): string | undefined {
  const { value } = match.get(key);
  return value === undefined || isDefault(value) ? undefined : canonical(value);
}
