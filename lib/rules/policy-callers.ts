import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { foreignTrustDomain, serviceAccountNamed } from '../traffic/principals';
import { askedOfSource } from './policy-values';

/** ServiceAccounts of one namespace that a policy names: one, or those with a beginning. */
export interface Callers {
  readonly field: Field;
  /** Whether they must not be who calls. */
  readonly isExcluded: boolean;
  readonly namespace: string;
  /** Ends with `*` where more than one is meant. */
  readonly name: string;
  /** What stands before the name in the policy. */
  readonly prefix: string;
}

const PRINCIPAL = /^(([^/]*)\/ns\/([^/*]+)\/sa\/)([^/]+)$/;

/** Those that are named with their namespace, as principals of the mesh or as service accounts. */
export function callersOf(policy: Manifest, mesh: Mesh): readonly Callers[] {
  const own = mesh.catalog.namespaceOf(policy);
  const principals = askedOfSource(policy, 'principals').flatMap(({ field, isExcluded }) => {
    const [, prefix = '', trustDomain = '', namespace = '', name = ''] = PRINCIPAL.exec(field.text) ?? [];
    const isReadable = name !== '' && !(trustDomain.includes('*') && name.includes('*'));
    if (!isReadable || foreignTrustDomain(field.text, mesh.config) !== undefined) return [];
    return { field, isExcluded, namespace, name, prefix };
  });
  const accounts = askedOfSource(policy, 'serviceAccounts').flatMap(({ field, isExcluded }) => {
    const { namespace, name } = serviceAccountNamed(field.text, own);
    if (namespace === '' || /^$|[*/]/.test(name)) return [];
    return { field, isExcluded, namespace, name, prefix: field.text.slice(0, -name.length) };
  });
  return [...principals, ...accounts];
}
