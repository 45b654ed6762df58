import { splitNamespacedHost } from '../traffic/hosts';
import type { Manifest } from '../manifest/manifest';
import { type Field, namespaceOf, specOf } from '../manifest/field';
import { IN_SIDECAR, namespacedHostFault } from './namespaced-host';
import type { ObjectRule } from './rule';
import { refused, warned } from './webhook-rule';

const KINDS = ['Sidecar.networking.istio.io'];

function listenersOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('egress')
    .items.filter(({ isSet }) => isSet);
}

const sidecarEgressHosts = refused({
  id: 'sidecar-egress-hosts',
  kinds: KINDS,
  about: ['egress'],
  summary: 'Egress listeners have hosts NAMESPACE/HOST, with HOST "*", "*.DOMAIN" or a domain with a dot.',
  check(manifest, report) {
    for (const { path, items } of listenersOf(manifest).map((listener) => listener.get('hosts'))) {
      if (items.length === 0) {
        const message = 'The listener has no hosts, so it would serve none';
        report({ path, message, fix: 'List hosts as NAMESPACE/HOST, or "~/*" for none' });
      }
      for (const host of items) {
        const fault = namespacedHostFault(host.text, IN_SIDECAR);
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

/** Where, by default, Sidecars are for all namespaces, so that "." is that of each workload, and no other entry's. */
const ROOT = 'istio-system';

/** The right entries of a listener with the namespaces that they mean. */
function entriesOf(listener: Field, manifest: Manifest): Entry[] {
  return listener
    .get('hosts')
    .items.filter(({ text }) => namespacedHostFault(text, IN_SIDECAR) === undefined)
    .map((field) => {
      const { namespace = '', host } = splitNamespacedHost(field.text);
      const own = namespaceOf(manifest);
      return { field, namespace: namespace === '.' && own !== ROOT ? own : namespace, host };
    })
    .filter(({ namespace }) => namespace !== '~');
}

const sidecarEgressDuplicates = warned({
  id: 'sidecar-egress-duplicates',
  kinds: KINDS,
  about: ['egress'],
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
  about: ['egress'],
  summary: 'The host "*/*" stands alone.',
  check(manifest, report) {
    for (const entries of listenersOf(manifest).map((listener) => entriesOf(listener, manifest))) {
      const all = entries.find(({ namespace, host }) => namespace === '*' && host === '*');
      const others = entries.filter(({ namespace }) => namespace !== '*').map(({ field }) => `"${field.text}"`);
      if (all === undefined || others.length === 0) continue;
      const message = `Host "*/*" includes all that the hosts beside it say: ${others.join(', ')}`;
      report({ path: all.field.path, message, fix: 'Keep "*/*" alone, or the others without it' });
    }
  },
});

export const SIDECAR_HOST_WEBHOOK_RULES: readonly ObjectRule[] = [
  sidecarEgressDuplicates,
  sidecarEgressEverything,
  sidecarEgressHosts,
];
