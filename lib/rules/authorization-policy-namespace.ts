import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { matchesText } from '../traffic/string-match';
import { nearName } from './near-name';
import { askedOfSource } from './policy-values';
import type { MeshRule } from './rule';

export const authorizationPolicyNamespace: MeshRule = {
  id: 'authorization-policy-namespace',
  code: 'IST0101',
  severity: 'error',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Namespaces that an AuthorizationPolicy names exist.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    const missing = askedOfSource(policy, 'namespaces').filter(({ field }) => !isThere(field.text, mesh));
    if (missing.length > 0 && !mesh.namespaces.areKnown) {
      inquiry.cannotTell('Namespaces');
      return;
    }
    for (const { field, isExcluded } of missing) {
      const { text, path } = field;
      const effect = isExcluded ? 'it excludes nobody' : 'no caller is from there';
      const message = `There is no Namespace ${text.includes('*') ? 'like ' : ''}"${text}", so that ${effect}`;
      inquiry.report({
        path,
        message,
        fix: `${advice(text, mesh)}, or name what the cluster has already with --context`,
        refType: 'namespace',
      });
    }
  },
};

function isThere(text: string, { namespaces, config }: Mesh): boolean {
  if (!text.includes('*')) return namespaces.exists(text) || text === config.rootNamespace;
  return text === '*' || namespaces.names.some((name) => matchesText(text, name));
}

function advice(text: string, { namespaces }: Mesh): string {
  const meant = nearName(text, namespaces.names);
  return meant === undefined ? 'Name a Namespace that exists' : `Write "${meant}"`;
}
