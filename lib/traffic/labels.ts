import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';

/** A map's entries that are texts, as all labels are. */
export function labelsIn(field: Field): Labels {
  const labels = Object.create(null) as Record<string, string>;
  for (const [key, { value }] of field.entries) if (typeof value === 'string') labels[key] = value;
  return labels;
}

/** The labels that a selector wants; nothing where a value is no text, since no workload can have it. */
export function selectorIn(field: Field): Labels | undefined {
  return field.entries.every(([, { value }]) => typeof value === 'string') ? labelsIn(field) : undefined;
}

/** True when all that is wanted is there. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

/** `spec.selector.matchLabels` of a policy; what is no text reads as empty. */
export function selectorOf(policy: Manifest): Labels {
  const { entries } = specOf(policy).get('selector', 'matchLabels');
  return Object.fromEntries(entries.map(([key, { text }]) => [key, text]));
}
