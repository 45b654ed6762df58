import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { actionOf, oppositeOf, rulesOf } from '../traffic/authorization-policy-fields';

export { actionOf, rulesOf };

export function sourcesOf(manifest: Manifest): readonly Field[] {
  return rulesOf(manifest).flatMap((rule) => rule.get('from').items.map((from) => from.get('source')));
}

export function operationsOf(manifest: Manifest): readonly Field[] {
  return rulesOf(manifest).flatMap((rule) => rule.get('to').items.map((to) => to.get('operation')));
}

export function conditionsOf(manifest: Manifest): readonly Field[] {
  return rulesOf(manifest).flatMap((rule) => rule.get('when').items);
}

/** Each list with its opposite: `ports` and `notPorts`. */
function withOpposites(keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => [key, oppositeOf(key)]);
}

/** Who sends, as the peer's certificate says. */
export const PEER_KEYS = withOpposites(['principals', 'namespaces', 'serviceAccounts', 'trustDomains']);
export const REQUEST_PRINCIPAL_KEYS = withOpposites(['requestPrincipals']);
export const ADDRESS_KEYS = withOpposites(['ipBlocks', 'remoteIpBlocks']);
export const SOURCE_KEYS = [...PEER_KEYS, ...REQUEST_PRINCIPAL_KEYS, ...ADDRESS_KEYS];

export const PORT_KEYS = withOpposites(['ports']);
export const PATH_KEYS = withOpposites(['paths']);
export const OPERATION_KEYS = [...withOpposites(['hosts', 'methods']), ...PATH_KEYS, ...PORT_KEYS];

/** Those of the lists that have items. */
export function listsOf(owner: Field, keys: readonly string[]): readonly Field[] {
  return keys.map((key) => owner.get(key)).filter(({ items }) => items.length > 0);
}

/** The texts in the lists, without the empty ones, which have a rule of their own. */
export function valuesOf(owners: readonly Field[], keys: readonly string[]): readonly Field[] {
  return owners
    .flatMap((owner) => listsOf(owner, keys).flatMap(({ items }) => items))
    .filter(({ text }) => text !== '');
}
