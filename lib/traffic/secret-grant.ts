import { Field } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Answer } from './answer';

/** Whether a Role lets list Secrets, as the end of a sentence about it; undefined when other ClusterRoles fill it. */
interface ListGrant {
  readonly allowed: Answer;
  readonly why: string;
  /** The rule that allows, or what it lacks. */
  readonly path: Path;
}

export function listGrant(role: Manifest): ListGrant {
  const root = Field.root(role);
  const grants = root.get('rules').items.filter(isAboutSecrets).map(grantOf);
  const best = grants.find(({ allowed }) => allowed) ?? grants.find(({ path }) => path.length > 0);
  if (best?.allowed) return best;
  const aggregation = root.get('aggregationRule');
  if (aggregation.isSet)
    return { allowed: undefined, why: 'is filled from other ClusterRoles', path: aggregation.path };
  return best ?? { allowed: false, why: 'does not name Secrets', path: ['rules'] };
}

function isAboutSecrets(rule: Field): boolean {
  return hasAny(rule.get('apiGroups'), '', '*') && hasAny(rule.get('resources'), 'secrets', '*');
}

function grantOf(rule: Field): ListGrant {
  const verbs = rule.get('verbs');
  const names = rule.get('resourceNames');
  const given = verbs.items.map(({ text }) => text).join(', ') || 'nothing';
  if (!hasAny(verbs, 'list', '*')) {
    return { allowed: false, why: `grants ${given} on Secrets, but not list`, path: verbs.path };
  }
  if (names.items.length > 0) {
    return { allowed: false, why: 'grants list only for the Secrets in resourceNames', path: names.path };
  }
  return { allowed: true, why: 'grants list on Secrets', path: rule.path };
}

/** Texts only: a missing one would read as the core group. */
function hasAny(list: Field, ...wanted: readonly string[]): boolean {
  return list.items.some(({ value }) => typeof value === 'string' && wanted.includes(value));
}
