import type { ObjectRule } from './rule';

type WebhookRule = Omit<ObjectRule, 'code' | 'severity'>;

/** What istiod's webhook refuses. */
export function refused(rule: WebhookRule): ObjectRule {
  return { ...rule, code: 'IST0106', severity: 'error' };
}

/** What istiod's webhook lets pass with a warning. */
export function warned(rule: WebhookRule): ObjectRule {
  return { ...rule, code: 'IST0133', severity: 'warning' };
}
