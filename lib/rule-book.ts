import { EXPLANATIONS } from './explanations';
import type { Explanation } from './explanations/explanation';
import type { Severity } from './finding';
import { OBJECT_RULES } from './rules';
import { MESH_RULES } from './rules/mesh-rules';
import { ENGINE_RULES } from './verify/engine-rules';

/** Everything there is to say of one rule. */
export interface RuleEntry extends Explanation {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
}

export interface Chapter {
  readonly title: string;
  readonly intro: string;
  /** By id. */
  readonly rules: readonly RuleEntry[];
}

type Head = Omit<RuleEntry, keyof Explanation>;

const NOT_EXPLAINED: Explanation = { why: '', fix: '', bad: '', good: '', source: '' };

/** Every rule, in the order in which an object meets them. */
export function ruleBook(): readonly Chapter[] {
  return [
    {
      title: 'Each object: reading it, and the API server',
      intro: 'What kubectl and the API server would refuse, or read differently than it looks.',
      rules: entries(ENGINE_RULES),
    },
    {
      title: "Each object: Istio's webhook",
      intro: 'What istiod refuses (`IST0106`) or warns of (`IST0133`) when an object is applied.',
      rules: entries(OBJECT_RULES),
    },
    {
      title: 'All objects together',
      intro: 'What every object alone hides, and a cluster that has them all would show.',
      rules: entries(MESH_RULES),
    },
  ];
}

function entries(heads: readonly Head[]): RuleEntry[] {
  return heads
    .map(({ id, code, severity, summary }) => ({ id, code, severity, summary, ...(EXPLANATIONS[id] ?? NOT_EXPLAINED) }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
