import { Field } from '../manifest/field';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../traffic/istio-labels';
import type { MeshRule } from './rule';

export const namespaceInjectionLabels: MeshRule = {
  id: 'namespace-injection-labels',
  code: 'IST0123',
  severity: 'warning',
  kinds: ['Namespace'],
  summary: 'A Namespace says in one way how its Pods come into the mesh.',
  check(namespace, { report }) {
    const labels = Field.root(namespace).get('metadata', 'labels');
    const [injection, revision, mode] = [INJECTION, REVISION, DATAPLANE_MODE].map((name) => labels.get(name));
    if (injection === undefined || revision === undefined || mode === undefined) return;
    // Whoever says no to sidecars may say yes to ambient.
    if (injection.isSet && injection.text !== 'enabled') return;
    const isAmbient = mode.text === 'ambient';
    if (injection.isSet && revision.isSet) {
      const message = `With ${INJECTION}, the label ${REVISION} is not read: the sidecars are those of the default revision, not of "${revision.text}"`;
      report({ path: revision.path, message, fix: `Remove ${REVISION} or ${INJECTION}` });
    } else if (isAmbient && (injection.isSet || revision.isSet)) {
      const [name = ''] = [injection, revision].filter(({ isSet }) => isSet).map(({ path }) => String(path.at(-1)));
      const message = `${name} has sidecars injected, and ${DATAPLANE_MODE} wants the namespace in the ambient mesh, which leaves Pods with sidecars alone`;
      report({ path: mode.path, message, fix: `Remove ${DATAPLANE_MODE} or ${name}` });
    }
  },
};
