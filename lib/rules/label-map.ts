import type { Field } from '../manifest/field';
import { isLabelKey, isLabelValue } from './istio-syntax';
import type { Violation } from './rule';

/** What is wrong with labels that Kubernetes would refuse. */
export function labelViolations(labels: Field): readonly Violation[] {
  return labels.entries.flatMap(([key, { path, text }]) => {
    if (!isLabelKey(key))
      return [{ path, message: `Label key "${key}" is none that Kubernetes takes`, fix: 'Use NAME or DOMAIN/NAME' }];
    if (isLabelValue(text)) return [];
    const message = `Label "${key}" has the value "${text}", which is none that Kubernetes takes`;
    return [{ path, message, fix: 'Use letters, digits and inner dashes, dots and underscores' }];
  });
}
