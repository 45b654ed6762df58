import type { Manifest } from '../manifest/manifest';
import { type Field, namespaceOf, specOf } from './field';
import { isLabel, isPartialWildcard, splitNamespacedHost, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused, warned } from './webhook-rule';

const KINDS = ['Sidecar.networking.istio.io'];

function listenersOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('egress')
    .items.filter(({ isSet }) => isSet);
}

function hostFault(text: string): string | undefined {
  const { namespace, host } = splitNamespacedHost(text);
  if (namespace === undefined) return 'does not have the form NAMESPACE/HOST';
  if (namespace === '') return 'has no namespace before the slash';
  if (!['*', '.', '~'].includes(namespace) && !isLabel(namespace))
    return `has "${namespace}" before the slash, which is neither a namespace, "*", "." nor "~"`;
  if (host === '*') return undefined;
  if (host === '') return 'has no host after the slash';
  if (!host.includes('.')) return 'has no dot in its host, and Istio takes no short names in a Sidecar';
  return isPartialWildcard(host) && wildcardDomainFault(host) === undefined
    ? 'has a "*" for a part of a label, and a Sidecar takes it for whole labels only'
    : wildcardDomainFault(host);
}

const sidecarEgressHosts = refused({
  id: 'sidecar-egress-hosts',
  kinds: KINDS,
  summary: 'Egress listeners have hosts NAMESPACE/HOST, with HOST "*", "*.DOMAIN" or a domain with a dot.',
  check(manifest, report) {
    for (const { path, items } of listenersOf(manifest).map((listener) => listener.get('hosts'))) {
      if (items.length === 0) {
        const message = 'The listener has no hosts, so it would serve none';
        report({ path, message, fix: 'List hosts as NAMESPACE/HOST, or "~/*" for none' });
      }
      for (const host of items) {
        const fault = hostFault(host.text);
        if (fault === undefined) continue;
        const fix =
          'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant';
        report({ path: host.path, message: `Host "${host.text}" ${fault}`, fix });
      }
    }
  },
});

interface Entry {
  readonly field: Field;
  readonly namespace: string;
  readonly host: string;
}

/** The right entries of a listener with the namespaces that they mean. */
function entriesOf(listener: Field, manifest: Manifest): Entry[] {
  return listener
    .get('hosts')
    .items.filter(({ text }) => hostFault(text) === undefined)
    .map((field) => {
      const { namespace = '', host } = splitNamespacedHost(field.text);
      return { field, namespace: namespace === '.' ? namespaceOf(manifest) : namespace, host };
    })
    .filter(({ namespace }) => namespace !== '~');
}

const sidecarEgressDuplicates = warned({
  id: 'sidecar-egress-duplicates',
  kinds: KINDS,
  summary: 'Hosts of an egress listener do not include each other.',
  check(manifest, report) {
    for (const entries of listenersOf(manifest).map((listener) => entriesOf(listener, manifest))) {
      for (const [index, { field, namespace, host }] of entries.entries()) {
        const other = entries
          .slice(0, index)
          .find((each) => each.namespace === namespace && (host === '*' || each.host === '*' || each.host === host));
        if (other === undefined) continue;
        const message = `Host "${field.text}" says again what "${other.field.text}" says`;
        report({ path: field.path, message, fix: 'Keep one of the two' });
      }
    }
  },
});

const sidecarEgressEverything = warned({
  id: 'sidecar-egress-everything',
  kinds: KINDS,
  summary: 'The host "*/*" stands alone.',
  check(manifest, report) {
    for (const entries of listenersOf(manifest).map((listener) => entriesOf(listener, manifest))) {
      const all = entries.find(({ namespace, host }) => namespace === '*' && host === '*');
      const others = entries.filter(({ namespace }) => namespace !== '*').map(({ field }) => `"${field.text}"`);
      if (all === undefined || others.length === 0) continue;
      const message = `Host "*/*" includes every other, so ${others.join(', ')} beside it add nothing`;
      report({ path: all.field.path, message, fix: 'Keep "*/*" alone, or the others without it' });
    }
  },
});

export const SIDECAR_HOST_WEBHOOK_RULES: readonly ObjectRule[] = [
  sidecarEgressDuplicates,
  sidecarEgressEverything,
  sidecarEgressHosts,
];
