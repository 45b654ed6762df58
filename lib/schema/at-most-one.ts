import type { Json } from '../manifest/manifest';
import { isObject } from './unknown-fields';

/** `(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1`: the rule that Istio's CustomResourceDefinitions have most often. */
const FORM = /^\(has\(self\.\w+\) \? 1 : 0\)(?: \+ \(has\(self\.\w+\) \? 1 : 0\))+ <= 1$/;

const known = new Map<string, readonly string[]>();

/**
 * True when the rule wants no more than one of some fields, and the object has no more than one: it holds, and CEL, which
 * takes longer to load than all other checks take, need not be asked. False says nothing.
 */
export function hasAtMostOne(rule: string, value: Json): boolean {
  const fields = known.get(rule) ?? fieldsOf(rule);
  known.set(rule, fields);
  return fields.length > 0 && isObject(value) && fields.filter((name) => Object.hasOwn(value, name)).length <= 1;
}

function fieldsOf(rule: string): readonly string[] {
  // Names with "__" stand for others.
  if (!FORM.test(rule) || rule.includes('__')) return [];
  return [...rule.matchAll(/self\.(\w+)/g)].map(([, name = '']) => name);
}
