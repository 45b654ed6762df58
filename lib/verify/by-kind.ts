import { append } from '../groups';

/** The rules of each kind, so that an object meets only its own. */
export function byKind<R extends { readonly kinds: readonly string[] }>(
  rules: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const map = new Map<string, R[]>();
  for (const rule of rules) for (const kind of rule.kinds) append(map, kind, rule);
  return map;
}
