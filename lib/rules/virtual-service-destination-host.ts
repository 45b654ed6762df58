import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { API_SERVER, serviceMeant, servicesNamed } from '../traffic/named-services';
import type { RegistryEntry } from '../traffic/registry';
import { failureAt } from './destination-failure';
import { hasFaultyExportTo } from './export-to';
import { hiddenEntryViolation, isSeenByGateways } from './hidden-entry';
import { wildcardDomainFault } from './istio-syntax';
import { areHostsKnown, HOST_KINDS } from './known-objects';
import { OR_CONTEXT, quoted } from './quoted';
import { lostDestinations } from './reached-entry';
import type { MeshRule, Violation } from './rule';

/** What would have to be known to say that nothing has the host. */
function missingFor(host: string, mesh: Mesh): string | undefined {
  if (!areHostsKnown(mesh)) return HOST_KINDS;
  if (host.endsWith('.svc.clusterset.local')) return 'a ServiceImport';
  const [name = '', namespace = '', svc, ...domain] = host.split('.');
  const isService = svc === 'svc' && domain.length > 0 && mesh.registry.service(namespace, name) !== undefined;
  return isService && !host.endsWith(CLUSTER_DOMAIN) ? 'the domain of the cluster' : undefined;
}

function violationOf(destination: Destination, mesh: Mesh): Violation {
  const { host, full, path: at, kind } = destination;
  const path = [...at, 'host'];
  const refType = kind === 'mirror' ? 'mirror host' : 'host';
  const meant = serviceMeant(host, mesh);
  if (meant !== undefined) {
    const message = `Host "${host}" has a dot, so Istio takes it as it is, and not for Service "${meant.namespace}/${meant.manifest.name}": ${failureAt(destination)}`;
    return { path, message, fix: `Write "${meant.host}"`, refType, replacement: { path, value: meant.host } };
  }
  const others = host === full ? servicesElsewhere(host, mesh) : servicesNamed(host, mesh);
  const stands = host === full ? '' : `, which stands for "${full}"`;
  const message = `No Service or ServiceEntry has host "${host}"${stands}, so that ${failureAt(destination)}`;
  const hosts = others.map((entry) => entry.host);
  const [only, ...more] = hosts;
  if (only === undefined) return { path, message, fix: `Name a host that is there${OR_CONTEXT}`, refType };
  const isCertain = host !== full && more.length === 0;
  return {
    path,
    message: `${message}; there is ${quoted(hosts)}`,
    fix: `Write ${quoted(hosts, 'or')}${isCertain ? '' : OR_CONTEXT}`,
    refType,
    ...(isCertain && { replacement: { path, value: only } }),
  };
}

function servicesElsewhere(host: string, mesh: Mesh): readonly RegistryEntry[] {
  return host.endsWith(`.${CLUSTER_DOMAIN}`) ? servicesNamed(host.split('.')[0] ?? '', mesh) : [];
}

/** Nothing that is no host, that every cluster has, or that another rule reports. */
function isMissed(destination: Destination, manifest: Manifest, mesh: Mesh): boolean {
  const { host, full } = destination;
  if (host === '*' || full === API_SERVER || wildcardDomainFault(host) !== undefined) return false;
  if (mesh.registry.all(full).length === 0) return true;
  return !hasFaultyExportTo(manifest, mesh) && !isSeenByGateways(destination, manifest, mesh);
}

export const virtualServiceDestinationHost: MeshRule = {
  id: 'virtual-service-destination-host',
  code: 'IST0101',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Routes and mirrors lead to hosts of Services or ServiceEntries.',
  check(manifest, { mesh, report, cannotTell }) {
    let open: string | undefined;
    for (const destination of lostDestinations(manifest, mesh)) {
      if (!isMissed(destination, manifest, mesh)) continue;
      const missing = missingFor(destination.full, mesh);
      if (missing === undefined)
        report(hiddenEntryViolation(destination, manifest, mesh) ?? violationOf(destination, mesh));
      else open ??= missing;
    }
    if (open !== undefined) cannotTell(open);
  },
};
