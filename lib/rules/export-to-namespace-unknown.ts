import { DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE } from '../traffic/kinds';
import { unseenNamespaces } from './export-to';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';

export const exportToNamespaceUnknown: MeshRule = {
  id: 'export-to-namespace-unknown',
  code: 'KIA0005',
  severity: 'error',
  kinds: [DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE],
  about: ['exportTo'],
  summary: 'exportTo names namespaces that are there.',
  check(manifest, { mesh, report, cannotTell }) {
    const unseen = unseenNamespaces(manifest, mesh);
    const [first] = unseen;
    if (first === undefined) return;
    if (!mesh.namespaces.areKnown) return cannotTell(`the Namespace "${first.text}"`);
    for (const { path, text } of unseen) {
      const message = `There is no namespace "${text}", so that the ${manifest.kind} is exported to nobody by this entry`;
      report({ path, message, fix: `Name a namespace that is there${OR_CONTEXT}`, refType: 'namespace' });
    }
  },
};
