import { type Field, specOf } from '../manifest/field';
import type { Labels } from '../manifest/pod-index';
import { endpointLabels } from '../traffic/endpoint-labels';
import { DESTINATION_RULE } from '../traffic/kinds';
import { hasLabels, selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';
import { exportToOf } from '../traffic/visibility';
import { areWorkloadsKnown } from './known-objects';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

/** Istio adds them from the Pod's Node, so that a manifest does not show them. */
const FROM_NODE =
  /^(topology\.(kubernetes|istio)\.io|failure-domain\.beta\.kubernetes\.io)\/|^kubernetes\.io\/hostname$/;

/** What an endpoint would need; of the labels of a Node Istio leaves out those without a value. */
function wantedLabels(subset: Field): Labels | undefined {
  const labels = Object.entries(selectorIn(subset.get('labels')) ?? {});
  const known = labels.filter(([name, value]) => value === '' || !FROM_NODE.test(name));
  return labels.length === 0 ? undefined : Object.fromEntries(known);
}

function endpointsOf(entry: RegistryEntry, mesh: Mesh): readonly Labels[] | undefined {
  const all = mesh.registry.all(entry.host).map((one) => endpointLabels(one, mesh));
  return all.includes(undefined) ? undefined : all.flatMap((labels) => labels ?? []);
}

function violationOf(subset: Field, wanted: Labels, endpoints: readonly Labels[], entry: RegistryEntry): Violation {
  const pairs = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
  const others = valuesOf(Object.keys(wanted), endpoints);
  const message = `Nothing behind ${entry.kind} "${entry.host}" has ${quoted(pairs)}, so that routes to subset "${subset.get('name').text}" get 503`;
  return {
    path: subset.get('labels').path,
    message: others.length === 0 ? message : `${message}; there is ${quoted(others)}`,
    fix: `Use labels that its endpoints have, or remove the subset${OR_CONTEXT}`,
  };
}

/** Each pair with one of the keys, once. */
function valuesOf(keys: readonly string[], endpoints: readonly Labels[]): readonly string[] {
  const pairs = endpoints.flatMap((labels) =>
    keys.flatMap((key) => (labels[key] === undefined ? [] : `${key}=${labels[key]}`)),
  );
  return [...new Set(pairs)].toSorted();
}

export const destinationRuleSubsetNoPods: MeshRule = {
  id: 'destination-rule-subset-no-pods',
  code: 'IST0173',
  severity: 'error',
  kinds: [DESTINATION_RULE],
  about: ['subsets'],
  summary: 'Every subset has the labels of some endpoint of the host.',
  check(manifest, { mesh, report, cannotTell }) {
    const host = specOf(manifest).get('host').text;
    const entry = mesh.registry.find(host, mesh.catalog.namespaceOf(manifest), exportToOf(manifest));
    if (entry === undefined || host.startsWith('*')) return;
    const subsets = specOf(manifest)
      .get('subsets')
      .items.flatMap((subset) => {
        const wanted = wantedLabels(subset);
        return wanted === undefined ? [] : { subset, wanted };
      });
    if (subsets.length === 0) return;
    const endpoints = endpointsOf(entry, mesh);
    const isOpen = endpoints === undefined || (endpoints.length === 0 && !areWorkloadsKnown(mesh));
    if (isOpen) return cannotTell(`the endpoints of "${entry.host}"`);
    for (const { subset, wanted } of subsets) {
      const isThere = endpoints.some((labels) => hasLabels(labels, wanted));
      if (!isThere) report(violationOf(subset, wanted, endpoints, entry));
    }
  },
};
