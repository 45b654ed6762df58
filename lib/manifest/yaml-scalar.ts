import { isScalar, type ParsedNode, type Scalar } from 'yaml';
import { Unreadable } from './problem';
import { keyText, type Resolved, resolvePlain, resolveTagged } from './scalars';

export type YamlNode = ParsedNode | null;
const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** True for the key `<<`, unless it is in quotes. */
export function isMerge(node: YamlNode): boolean {
  if (!isScalar(node) || node.value !== '<<') return false;
  return node.tag === undefined ? node.type === 'PLAIN' : node.tag === MERGE_TAG;
}

/** The scalar's characters, quotes and escapes resolved. */
export function textOf(node: Scalar.Parsed): string {
  return typeof node.value === 'string' ? node.value : '';
}

/** @throws Unreadable when the tag does not fit the text */
export function resolveScalar(node: Scalar.Parsed): Resolved {
  const text = textOf(node);
  if (node.tag === undefined) return node.type === 'PLAIN' ? resolvePlain(text) : { type: 'string', value: text };
  const resolved = resolveTagged(node.tag, text);
  if (resolved !== undefined) return resolved;
  throw refused(node, `The value is not what its tag ${node.tag} says`, 'Correct the value, or remove the tag');
}

/** The name that kubectl gives the key; undefined for a key that it refuses. For looking up places only. */
export function keyName(node: YamlNode): string | undefined {
  if (!isScalar(node)) return undefined;
  const text = textOf(node);
  if (node.tag !== undefined) return keyText(resolveTagged(node.tag, text) ?? { type: 'null', value: null });
  return node.type === 'PLAIN' ? keyText(resolvePlain(text)) : text;
}

export function refused(node: YamlNode, message: string, fix: string): Unreadable {
  return new Unreadable({ offset: node?.range[0] ?? 0, message, fix });
}
