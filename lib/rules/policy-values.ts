import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { oppositeOf } from '../traffic/authorization-policy-fields';
import { conditionsOf, sourcesOf, valuesOf } from './authorization-policy';

/** A value that rules of an AuthorizationPolicy ask for. */
interface AskedValue {
  readonly field: Field;
  /** Whether it must not be: an item of `notPrincipals`, or of `notValues`. */
  readonly isExcluded: boolean;
}

/** What conditions call the lists of a source. */
const CONDITION_KEYS = {
  principals: 'source.principal',
  serviceAccounts: 'source.serviceAccount',
  namespaces: 'source.namespace',
  ipBlocks: 'source.ip',
  remoteIpBlocks: 'remote.ip',
} as const;

/** The values of a list of the sources, of its opposite, and of conditions on the same; empty ones left out. */
export function askedOfSource(policy: Manifest, list: keyof typeof CONDITION_KEYS): readonly AskedValue[] {
  const sources = sourcesOf(policy);
  const conditions = conditionsOf(policy).filter((condition) => condition.get('key').text === CONDITION_KEYS[list]);
  return [
    ...asked(valuesOf(sources, [list]), false),
    ...asked(valuesOf(sources, [oppositeOf(list)]), true),
    ...asked(valuesOf(conditions, ['values']), false),
    ...asked(valuesOf(conditions, ['notValues']), true),
  ];
}

function asked(fields: readonly Field[], isExcluded: boolean): readonly AskedValue[] {
  return fields.map((field) => ({ field, isExcluded }));
}
