import type { Manifest } from '../manifest/manifest';
import { type Field, namespaceOf, specOf } from '../manifest/field';
import { isLabel } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = [
  'DestinationRule.networking.istio.io',
  'ServiceEntry.networking.istio.io',
  'VirtualService.networking.istio.io',
];

function entryFault(entry: string, { kind }: Manifest): string | undefined {
  if (entry === '.' || entry === '*' || isLabel(entry)) return undefined;
  if (entry !== '~') return 'is neither ".", "*" nor the name of a namespace';
  return kind === 'ServiceEntry' ? undefined : `exports to nobody, which only a ServiceEntry may, not a ${kind}`;
}

/** Entries that are right by themselves, each with the namespace that it stands for. */
function namespaces(manifest: Manifest): { readonly entry: Field; readonly namespace: string }[] {
  return specOf(manifest)
    .get('exportTo')
    .items.filter((entry) => entryFault(entry.text, manifest) === undefined)
    .map((entry) => ({ entry, namespace: entry.text === '.' ? namespaceOf(manifest) : entry.text }));
}

function staysHome(manifest: Manifest): boolean {
  return manifest.kind === 'DestinationRule' && specOf(manifest).get('workloadSelector').isSet;
}

const exportToEntries = refused({
  id: 'export-to-entries',
  kinds: KINDS,
  about: ['exportTo'],
  summary: 'Entries of exportTo are ".", "*" or namespaces; "~" in a ServiceEntry only.',
  check(manifest, report) {
    for (const { path, text } of specOf(manifest).get('exportTo').items) {
      const fault = entryFault(text, manifest);
      if (fault === undefined) continue;
      report({ path, message: `Entry "${text}" of exportTo ${fault}`, fix: 'Use ".", "*" or namespaces' });
    }
  },
});

const exportToDuplicates = refused({
  id: 'export-to-duplicates',
  kinds: KINDS,
  about: ['exportTo'],
  summary: 'exportTo names each namespace once; "." is the own one.',
  check(manifest, report) {
    const entries = namespaces(manifest);
    for (const [index, { entry, namespace }] of entries.entries()) {
      const first = entries.slice(0, index).find((other) => other.namespace === namespace)?.entry;
      if (first === undefined) continue;
      const same = first.text === entry.text ? '' : ` as "${first.text}"`;
      const message = `Entry "${entry.text}" of exportTo stands there before${same}, and istiod refuses duplicates`;
      report({ path: entry.path, message, fix: 'Remove one of the two' });
    }
  },
});

const exportToAlone = refused({
  id: 'export-to-alone',
  kinds: KINDS,
  about: ['exportTo'],
  summary: 'In exportTo, "*" and "~" stand alone.',
  check(manifest, report) {
    const entries = namespaces(manifest);
    const everybody =
      entries.find(({ namespace }) => namespace === '*') ?? entries.find(({ namespace }) => namespace === '~');
    // A DestinationRule for chosen workloads may not have it at all, which is a fault of its own.
    if (everybody === undefined || staysHome(manifest)) return;
    const { path, text } = everybody.entry;
    if (entries.every(({ namespace }) => namespace === text)) return;
    const meaning = text === '*' ? 'every namespace' : 'nobody';
    const message = `Entry "${text}" of exportTo means ${meaning}, and istiod refuses others beside it`;
    report({ path, message, fix: `Keep "${text}" alone, or the others without it` });
  },
});

const exportToOwnNamespace = refused({
  id: 'export-to-own-namespace',
  kinds: ['DestinationRule.networking.istio.io'],
  about: ['exportTo'],
  summary: 'A DestinationRule with a workloadSelector is exported to its own namespace only.',
  check(manifest, report) {
    if (!staysHome(manifest)) return;
    for (const { entry, namespace } of namespaces(manifest)) {
      if (namespace === namespaceOf(manifest)) continue;
      const message = `Entry "${entry.text}" of exportTo goes beyond the own namespace, where a workloadSelector cannot select`;
      report({ path: entry.path, message, fix: 'Use "." alone, or remove the workloadSelector' });
    }
  },
});

export const EXPORT_TO_WEBHOOK_RULES: readonly ObjectRule[] = [
  exportToAlone,
  exportToDuplicates,
  exportToEntries,
  exportToOwnNamespace,
];
