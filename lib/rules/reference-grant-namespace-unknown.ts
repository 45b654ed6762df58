import { specOf } from '../manifest/field';
import { suggest } from '../suggestion';
import { GATEWAY_API } from '../traffic/gateway-api';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';

export const referenceGrantNamespaceUnknown: MeshRule = {
  id: 'reference-grant-namespace-unknown',
  code: 'KIA1601',
  severity: 'error',
  kinds: [`ReferenceGrant.${GATEWAY_API}`],
  summary: 'The namespaces that a ReferenceGrant trusts are there.',
  check(grant, { mesh: { namespaces }, report, cannotTell }) {
    const unknown = specOf(grant)
      .get('from')
      .items.map((from) => from.get('namespace'))
      .filter(({ text }) => text !== '' && !namespaces.exists(text));
    const [first] = unknown;
    if (first === undefined) return;
    if (!namespaces.areKnown) return cannotTell(`the Namespace "${first.text}"`);
    for (const { path, text } of unknown) {
      const meant = suggest(text, namespaces.names);
      const message = `There is no namespace "${text}", so that nothing is granted by this entry, and references get 500`;
      const fix = `${meant === undefined ? 'Name a namespace that is there' : `Write "${meant}"`}${OR_CONTEXT}`;
      report({ path, message, fix, refType: 'namespace' });
    }
  },
};
