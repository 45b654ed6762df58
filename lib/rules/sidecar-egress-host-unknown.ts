import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { splitNamespacedHost } from '../traffic/hosts';
import { SIDECAR } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { API_SERVER, serviceMeant } from '../traffic/named-services';
import { isVisibleIn } from '../traffic/visibility';
import { type HostHolder, hostHolders } from './host-holders';
import { areHostsKnown, HOST_KINDS } from './known-objects';
import { IN_SIDECAR, namespacedHostFault } from './namespaced-host';
import { OR_CONTEXT } from './quoted';
import type { MeshRule, Violation } from './rule';
import { isOfRoot } from './sidecar';

/** An entry of an egress listener that names one host. */
interface EgressHost {
  readonly field: Field;
  /** `*` for any. */
  readonly namespace: string;
  readonly host: string;
}

function egressHosts(sidecar: Manifest, own: string): readonly EgressHost[] {
  return specOf(sidecar)
    .get('egress')
    .items.flatMap((listener) => listener.get('hosts').items)
    .filter(({ text }) => namespacedHostFault(text, IN_SIDECAR) === undefined)
    .map((field) => {
      const { namespace = '', host } = splitNamespacedHost(field.text);
      return { field, namespace: namespace === '.' ? own : namespace, host };
    })
    .filter(({ namespace, host }) => namespace !== '~' && !host.startsWith('*') && !isForeign(host));
}

/** In every cluster, or in another one. */
function isForeign(host: string): boolean {
  return host === API_SERVER || host.endsWith('.svc.clusterset.local');
}

/** Those of the namespace that the entry names, or of any. */
function isMeant({ namespace }: EgressHost, holder: HostHolder): boolean {
  return namespace === '*' || holder.namespace === namespace;
}

function violationOf(entry: EgressHost, holders: readonly HostHolder[], mesh: Mesh): Violation {
  const { field, namespace, host } = entry;
  const { path, text } = field;
  const effect = `so that sidecars learn of nothing by "${text}"`;
  const meant = serviceMeant(host, mesh);
  if (meant !== undefined) {
    const value = `${namespace === '*' ? '*' : meant.namespace}/${meant.host}`;
    const message = `"${host}" has a dot, so Istio takes it as it is, and not for Service "${meant.namespace}/${meant.manifest.name}", ${effect}`;
    return { path, message, fix: `Write "${value}"`, refType: 'host', replacement: { path, value } };
  }
  const hidden = holders.find((holder) => isMeant(entry, holder));
  if (hidden !== undefined) {
    const message = `${hidden.kind} "${host}" of namespace "${hidden.namespace}" is not exported to the namespace of the Sidecar, ${effect}`;
    return { path, message, fix: `Export it, or remove "${text}"`, refType: 'host' };
  }
  const [elsewhere, ...more] = holders;
  if (elsewhere !== undefined) {
    const value = `${elsewhere.namespace}/${host}`;
    const message = `${elsewhere.kind} "${host}" is in namespace "${elsewhere.namespace}", not in "${namespace}", ${effect}`;
    const replacement = more.length === 0 ? { replacement: { path, value } } : {};
    return { path, message, fix: `Write "${value}"`, refType: 'host', ...replacement };
  }
  const place = namespace === '*' ? '' : ` of namespace "${namespace}"`;
  const message = `No Service, ServiceEntry or VirtualService${place} has host "${host}", ${effect}`;
  return { path, message, fix: `Name a host that is there${OR_CONTEXT}`, refType: 'host' };
}

export const sidecarEgressHostUnknown: MeshRule = {
  id: 'sidecar-egress-host-unknown',
  code: 'KIA1004',
  severity: 'warning',
  kinds: [SIDECAR],
  summary:
    'Hosts of egress listeners are those of Services, ServiceEntries or VirtualServices that the Sidecar may see.',
  check(sidecar, { mesh, report, cannotTell }) {
    const own = mesh.catalog.namespaceOf(sidecar);
    const isSeen = (holder: HostHolder) => isOfRoot(sidecar, mesh) || isVisibleIn(holder.exportTo, own);
    const unknown = egressHosts(sidecar, own)
      .map((entry) => ({ entry, holders: hostHolders(entry.host, mesh) }))
      .filter(({ entry, holders }) => !holders.some((holder) => isMeant(entry, holder) && isSeen(holder)));
    if (unknown.length === 0) return;
    if (!areHostsKnown(mesh)) return cannotTell(HOST_KINDS);
    for (const { entry, holders } of unknown) report(violationOf(entry, holders, mesh));
  },
};
