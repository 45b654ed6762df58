import { specOf } from '../manifest/field';
import type { Labels } from '../manifest/pod-index';
import { selectorIn } from './labels';
import type { Mesh } from './mesh';
import type { RegistryEntry } from './registry';
import { outsideWorkloadsWith } from './workload-entries';

/**
 * The labels of each endpoint of a Service or ServiceEntry, by which subsets choose. Undefined where no manifest says
 * what the endpoints are: of Services without a selector, and of hosts that are taken as the client has resolved them.
 */
export function endpointLabels(entry: RegistryEntry, mesh: Mesh): readonly Labels[] | undefined {
  const spec = specOf(entry.manifest);
  if (entry.kind === 'Service') {
    const isSelecting = spec.get('selector').entries.length > 0 && spec.get('type').text !== 'ExternalName';
    return isSelecting ? selected(selectorIn(spec.get('selector')), entry, mesh) : undefined;
  }
  const selector = spec.get('workloadSelector', 'labels');
  if (selector.entries.length > 0) return selected(selectorIn(selector), entry, mesh);
  if (!RESOLVED.has(spec.get('resolution').text)) return undefined;
  return spec.get('endpoints').items.map((endpoint) => selectorIn(endpoint.get('labels')) ?? {});
}

const RESOLVED: ReadonlySet<string> = new Set(['STATIC', 'DNS', 'DNS_ROUND_ROBIN']);

function selected(labels: Labels | undefined, { namespace }: RegistryEntry, { catalog }: Mesh): readonly Labels[] {
  if (labels === undefined) return [];
  const pods = catalog.podsWith(labels, namespace);
  return [...pods, ...outsideWorkloadsWith(labels, namespace, catalog)].map((workload) => workload.labels);
}
