import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { hasLabels, labelsIn } from './labels';
import { oncePer } from './once-per';

/** Workloads outside of Kubernetes, which Services, ServiceEntries and policies select like Pods. */
interface OutsideWorkload {
  readonly manifest: Manifest;
  readonly labels: Labels;
}

const ENTRY = 'WorkloadEntry.networking.istio.io';
/** Virtual machines that join a group become WorkloadEntries with its labels. */
const GROUP = 'WorkloadGroup.networking.istio.io';

/** By namespace. */
export const outsideWorkloads = oncePer((catalog: Catalog): ReadonlyMap<string, readonly OutsideWorkload[]> => {
  const found = new Map<string, OutsideWorkload[]>();
  const add = (manifest: Manifest, labels: Field) =>
    append(found, catalog.namespaceOf(manifest), { manifest, labels: labelsIn(labels) });
  for (const entry of catalog.ofKind(ENTRY)) add(entry, specOf(entry).get('labels'));
  for (const group of catalog.ofKind(GROUP)) add(group, specOf(group).get('metadata', 'labels'));
  return found;
});

/** Whether one with all these labels is in the namespace. */
export function outsideWorkloadsWith(labels: Labels, namespace: string, catalog: Catalog): readonly OutsideWorkload[] {
  const all = outsideWorkloads(catalog).get(namespace) ?? [];
  return all.filter((one) => hasLabels(one.labels, labels));
}
