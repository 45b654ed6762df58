import type { Json } from './manifest';
import { type Fault, Unreadable } from './problem';
import { yamlNodes } from './yaml-nodes';
import { YamlValue } from './yaml-value';

/** One document of YAML that is no object of Kubernetes, read by the same rules; null for an empty one. */
export function readYamlDocument(text: string): { readonly value: Json } | { readonly fault: Fault } {
  try {
    const nodes = yamlNodes(text);
    return { value: nodes === null ? null : new YamlValue().read(nodes) };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault };
    throw error;
  }
}
