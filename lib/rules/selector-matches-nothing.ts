import { specOf } from '../manifest/field';
import { GATEWAY_NAME } from '../traffic/istio-labels';
import { PEER_AUTHENTICATION, REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { selectorIn } from '../traffic/labels';
import { selectedPods } from '../traffic/selected-pods';
import { outsideWorkloadsWith } from '../traffic/workload-entries';
import { areWorkloadsKnown } from './known-objects';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule } from './rule';

export const selectorMatchesNothing: MeshRule = {
  id: 'selector-matches-nothing',
  code: 'KIA0004',
  severity: 'warning',
  kinds: [PEER_AUTHENTICATION, REQUEST_AUTHENTICATION],
  summary: 'The selector of a PeerAuthentication or RequestAuthentication selects a workload.',
  check(manifest, { mesh, report, cannotTell }) {
    const selector = specOf(manifest).get('selector', 'matchLabels');
    const namespace = mesh.catalog.namespaceOf(manifest);
    const isRoot = namespace === mesh.config.rootNamespace;
    if (selector.entries.length === 0 || selector.get(GATEWAY_NAME).isSet) return;
    // A PeerAuthentication with a selector means nothing there.
    if (isRoot && manifest.kind === 'PeerAuthentication') return;
    const labels = selectorIn(selector);
    const pods = labels && selectedPods(labels, isRoot ? undefined : namespace, mesh);
    if (labels && (pods?.length || outsideWorkloadsWith(labels, namespace, mesh.catalog).length)) return;
    if (!areWorkloadsKnown(mesh)) return cannotTell(`the Pods of namespace "${namespace}"`);
    const pairs = selector.entries.map(([name, { text }]) => `${name}=${text}`);
    const where = isRoot ? 'No workload' : `No workload of namespace "${namespace}"`;
    const message = `${where} has ${quoted(pairs)}, so that the policy is in force nowhere`;
    report({ path: selector.path, message, fix: `Use the labels of the Pods that it is meant for${OR_CONTEXT}` });
  },
};
