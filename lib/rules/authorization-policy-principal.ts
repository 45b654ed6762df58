import { isAssumed } from '../traffic/default-gateway';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { matchesText } from '../traffic/string-match';
import { nearName } from './near-name';
import { type Callers, callersOf } from './policy-callers';
import { askedOfSource } from './policy-values';
import type { MeshRule } from './rule';

const SCHEME = 'spiffe://';

export const authorizationPolicyPrincipal: MeshRule = {
  id: 'authorization-policy-principal',
  code: 'KIA0106',
  severity: 'error',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'ServiceAccounts that an AuthorizationPolicy names exist.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    for (const { field } of askedOfSource(policy, 'principals')) {
      if (field.text.startsWith(SCHEME)) inquiry.report(withScheme(field.text, field.path));
    }
    const missing = callersOf(policy, mesh).filter((callers) => !areThere(callers, mesh));
    for (const callers of missing.filter((one) => areKnown(one.namespace, mesh))) {
      inquiry.report({ path: callers.field.path, ...missingCallers(callers, mesh), refType: 'serviceAccount' });
    }
    const open = missing.find(({ namespace }) => !areKnown(namespace, mesh));
    if (open !== undefined) inquiry.cannotTell(`the ServiceAccounts of namespace "${open.namespace}"`);
  },
};

function withScheme(text: string, path: readonly (string | number)[]) {
  const value = text.slice(SCHEME.length);
  const message = `Principals are written without "${SCHEME}", so that no caller is "${text}"`;
  return { path, message, fix: `Write "${value}"`, refType: 'serviceAccount', replacement: { path, value } };
}

function areThere({ namespace, name }: Callers, mesh: Mesh): boolean {
  if (isNoNamespace(namespace, mesh)) return false;
  if (!name.includes('*')) return mesh.serviceAccounts.exists(namespace, name);
  return ['default', ...namesIn(namespace, mesh)].some((known) => matchesText(name, known));
}

/** Every namespace has `default`, so that Pods without a name of their own tell nothing of other accounts. */
function areKnown(namespace: string, mesh: Mesh): boolean {
  if (isNoNamespace(namespace, mesh)) return true;
  if (mesh.catalog.inNamespace('ServiceAccount', namespace).some((account) => !isAssumed(account))) return true;
  return mesh.catalog
    .podsWith({}, namespace)
    .some(({ owner, serviceAccountName }) => serviceAccountName !== 'default' && !isAssumed(owner));
}

function isNoNamespace(namespace: string, { namespaces, config }: Mesh): boolean {
  return namespaces.areKnown && namespace !== config.rootNamespace && !namespaces.exists(namespace);
}

function namesIn(namespace: string, mesh: Mesh): readonly string[] {
  return mesh.serviceAccounts.inNamespace(namespace).map(({ name }) => name);
}

function missingCallers({ namespace, name, prefix, isExcluded }: Callers, mesh: Mesh) {
  const what = isNoNamespace(namespace, mesh)
    ? `There is no Namespace "${namespace}", and so no ServiceAccount "${name}" in it`
    : `There is no ServiceAccount ${name.includes('*') ? 'like ' : ''}"${name}" in namespace "${namespace}"`;
  const meant = nearName(name, namesIn(namespace, mesh));
  const advice = meant === undefined ? 'Name a ServiceAccount that exists' : `Write "${prefix}${meant}"`;
  return {
    message: `${what}, so that ${isExcluded ? 'it excludes nobody' : 'no caller has that identity'}`,
    fix: `${advice}, or name what the cluster has already with --context`,
  };
}
