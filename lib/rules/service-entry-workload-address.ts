import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { isInRange } from '../traffic/address-range';
import { SERVICE_ENTRY } from '../traffic/kinds';
import { selectorIn } from '../traffic/labels';
import { outsideWorkloadsWith } from '../traffic/workload-entries';
import { isIp } from './istio-syntax';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

/** The IP addresses of the WorkloadEntries that it selects. */
function workloadAddresses(serviceEntry: Manifest, { catalog }: Mesh): readonly string[] {
  const labels = specOf(serviceEntry).get('workloadSelector', 'labels');
  const selector = labels.entries.length === 0 ? undefined : selectorIn(labels);
  if (selector === undefined) return [];
  return outsideWorkloadsWith(selector, catalog.namespaceOf(serviceEntry), catalog)
    .map(({ manifest }) => specOf(manifest).get('address').text)
    .filter(isIp);
}

/**
 * `addresses` are those by which clients call the service, and need not be those of its workloads. Where they are,
 * though, the list is meant to have all.
 */
export const serviceEntryWorkloadAddress: MeshRule = {
  id: 'service-entry-workload-address',
  code: 'KIA1201',
  severity: 'warning',
  kinds: [SERVICE_ENTRY],
  summary: 'A ServiceEntry whose addresses are those of its WorkloadEntries has all of them.',
  check(serviceEntry, { mesh, report }) {
    const spec = specOf(serviceEntry);
    const { path, items } = spec.get('addresses');
    if (spec.get('location').text !== 'MESH_INTERNAL' || items.length === 0) return;
    const all = workloadAddresses(serviceEntry, mesh);
    const missing = all.filter((address) => !items.some(({ text }) => isInRange(address, text)));
    if (missing.length === 0 || missing.length === all.length) return;
    const message = `The addresses are those of the WorkloadEntries that the ServiceEntry selects, without ${quoted(missing)}: what clients send there is not taken for this service, and goes without its routes and mutual TLS`;
    report({ path, message, fix: `Add ${quoted(missing)}` });
  },
};
