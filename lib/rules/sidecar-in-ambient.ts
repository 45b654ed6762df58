import type { Manifest } from '../manifest/manifest';
import { SIDECAR } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { isAmbientNamespace, isForAll, isOfRoot, selectorField, sidecarLabels } from './sidecar';
import { titleOf } from './title';

/** What of its subjects is in the ambient mesh, as the beginning of a sentence. */
function ambientSubject(sidecar: Manifest, mesh: Mesh): string | undefined {
  const namespace = mesh.catalog.namespaceOf(sidecar);
  if (isForAll(sidecar)) {
    // In the root namespace it is for all namespaces that have none.
    const isAmbient = !isOfRoot(sidecar, mesh) && isAmbientNamespace(namespace, mesh);
    return isAmbient ? `Namespace "${namespace}"` : undefined;
  }
  const labels = sidecarLabels(sidecar);
  const pods = labels === undefined ? [] : mesh.catalog.podsWith(labels, namespace);
  const pod = pods.find((one) => mesh.proxies.of(one).kind === 'ambient');
  return pod && titleOf(pod.owner, mesh);
}

export const sidecarInAmbient: MeshRule = {
  id: 'sidecar-in-ambient',
  code: 'IST0167',
  severity: 'warning',
  kinds: [SIDECAR],
  summary: 'A Sidecar is for workloads that have sidecars.',
  check(sidecar, { mesh, report }) {
    const subject = ambientSubject(sidecar, mesh);
    if (subject === undefined) return;
    const message = `${subject} is in the ambient mesh, without sidecars that would go by the Sidecar, so that it limits and configures nothing there`;
    const fix = 'Remove it, or have sidecars injected in place of the ambient mode';
    report({ path: isForAll(sidecar) ? ['metadata', 'namespace'] : selectorField(sidecar).path, message, fix });
  },
};
