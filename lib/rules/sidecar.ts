import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';

export function selectorField(sidecar: Manifest): Field {
  return specOf(sidecar).get('workloadSelector', 'labels');
}

/** The labels of the workloads that it is for; empty for all of its namespace, undefined where no workload can have them. */
export function sidecarLabels(sidecar: Manifest): Labels | undefined {
  return selectorIn(selectorField(sidecar));
}

export function isForAll(sidecar: Manifest): boolean {
  return selectorField(sidecar).entries.length === 0;
}

export function isOfRoot(sidecar: Manifest, { catalog, config }: Mesh): boolean {
  return catalog.namespaceOf(sidecar) === config.rootNamespace;
}

/** Pods of such a namespace have no sidecars that a Sidecar could configure, unless their own labels say otherwise. */
export function isAmbientNamespace(name: string, { namespaces }: Mesh): boolean {
  const labels = namespaces.labelsOf(name) ?? {};
  if (labels['istio-injection'] === 'enabled' || labels['istio.io/rev']) return false;
  return labels['istio.io/dataplane-mode'] === 'ambient';
}
