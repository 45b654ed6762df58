import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';

const GROUP = 'external-secrets.io';
const KINDS = ['SecretStore', 'ClusterSecretStore'];

/** That of the whole, and those of single keys. */
function storeRefs(manifest: Manifest): readonly Field[] {
  const spec = specOf(manifest);
  const items = [...spec.get('data').items, ...spec.get('dataFrom').items];
  const refs = [spec.get('secretStoreRef'), ...items.map((item) => item.get('sourceRef', 'storeRef'))];
  return refs.filter((ref) => ref.get('name').text !== '');
}

export const externalSecretStoreMissing: MeshRule = {
  id: 'external-secret-store-missing',
  code: 'SI0142',
  severity: 'error',
  kinds: [`ExternalSecret.${GROUP}`],
  summary: 'The store of an ExternalSecret is there: a SecretStore of its namespace, or a ClusterSecretStore.',
  check(manifest, { mesh: { catalog }, report, cannotTell }) {
    const namespace = catalog.namespaceOf(manifest);
    const missing = storeRefs(manifest).filter((ref) => {
      const kind = ref.get('kind').text || 'SecretStore';
      return KINDS.includes(kind) && catalog.tryFind(`${kind}.${GROUP}`, namespace, ref.get('name').text) === undefined;
    });
    if (missing.length === 0) return;
    if (KINDS.every((kind) => catalog.ofKind(`${kind}.${GROUP}`).length === 0)) {
      return cannotTell('a SecretStore or ClusterSecretStore');
    }
    for (const ref of missing) {
      const { path, text: name } = ref.get('name');
      const kind = ref.get('kind').text || 'SecretStore';
      const place = kind === 'SecretStore' ? ` in namespace "${namespace}"` : '';
      const message = `There is no ${kind} "${name}"${place}, so that the Secret is never written`;
      const isCluster = catalog.tryFind(`ClusterSecretStore.${GROUP}`, '', name) !== undefined;
      if (kind === 'SecretStore' && isCluster) {
        const replacement = { path: [...ref.path, 'kind'], value: 'ClusterSecretStore' };
        report({ path, message, fix: 'Write kind: ClusterSecretStore', refType: 'secretStoreRef', replacement });
      } else report({ path, message, fix: `Name a store that is there${OR_CONTEXT}`, refType: 'secretStoreRef' });
    }
  },
};
