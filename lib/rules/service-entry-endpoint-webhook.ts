import { specOf } from '../manifest/field';
import { fqdnFault, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { asksForHosts, endpointsOf, isResolvedByDns, portsOf, resolutionOf } from './service-entry';
import { refused, warned } from './webhook-rule';
import { addressViolations, detailViolations, isUnix, OF_DNS, OF_STATIC } from './workload-address';

const KINDS = ['ServiceEntry.networking.istio.io'];

const serviceEntryUnresolvedSelector = warned({
  id: 'service-entry-unresolved-selector',
  kinds: KINDS,
  about: ['workloadSelector'],
  summary: 'A ServiceEntry with resolution NONE selects no workloads.',
  check(manifest, report) {
    const selector = specOf(manifest).get('workloadSelector');
    // Without labels it is a fault in every resolution, which a rule of its own reports.
    if (resolutionOf(manifest) !== 'NONE' || selector.get('labels').entries.length === 0) return;
    const message = 'Resolution NONE sends connections where the client sent them, so the selected workloads get none';
    report({ path: selector.path, message, fix: 'Use resolution STATIC, or remove the workloadSelector' });
  },
});

const serviceEntryEndpoints = refused({
  id: 'service-entry-endpoints',
  kinds: KINDS,
  about: ['endpoints'],
  summary: 'Endpoints have the addresses that the resolution can use, and ports that the ServiceEntry declares.',
  check(manifest, report) {
    const isStatic = resolutionOf(manifest) === 'STATIC';
    if (!isStatic && !isResolvedByDns(manifest)) return;
    const names = portsOf(manifest).map((port) => port.get('name').text);
    for (const endpoint of specOf(manifest).get('endpoints').items) {
      if (!endpoint.isSet) {
        report({ path: endpoint.path, message: 'The endpoint is null', fix: 'Describe it, or remove it' });
        continue;
      }
      const details = detailViolations(endpoint);
      [...addressViolations(endpoint, isStatic ? OF_STATIC : OF_DNS), ...details].forEach(report);
      for (const [name, { path }] of details.length > 0 ? [] : endpoint.get('ports').entries) {
        if (names.includes(name)) continue;
        const message = `Port "${name}" of the endpoint is none of the ports of this ServiceEntry`;
        report({ path, message, fix: 'Use the name of a port in `spec.ports`' });
      }
    }
  },
});

const serviceEntrySocket = refused({
  id: 'service-entry-socket',
  kinds: KINDS,
  about: ['endpoints'],
  summary: 'A ServiceEntry with sockets for endpoints has one port.',
  check(manifest, report) {
    const ports = portsOf(manifest).length;
    if (resolutionOf(manifest) !== 'STATIC' || ports === 1) return;
    for (const { path, text } of endpointsOf(manifest).map((endpoint) => endpoint.get('address'))) {
      if (!isUnix(text)) continue;
      const message = `Endpoint "${text}" is a socket, which serves one port, and the ServiceEntry has ${ports}`;
      report({ path, message, fix: 'Use a ServiceEntry with one port' });
    }
  },
});

const serviceEntryDnsHosts = refused({
  id: 'service-entry-dns-hosts',
  kinds: KINDS,
  summary: 'Hosts that DNS resolves are plain domain names, unless there are endpoints.',
  check(manifest, report) {
    if (!asksForHosts(manifest)) return;
    for (const { path, text } of specOf(manifest).get('hosts').items) {
      const fault = text.includes('*') ? 'is a wildcard' : fqdnFault(text);
      if (fault === undefined || text === '*' || wildcardDomainFault(text) !== undefined) continue;
      const message = `Host "${text}" ${fault}, and resolution ${resolutionOf(manifest)} without endpoints asks DNS for the host itself`;
      report({ path, message, fix: 'Name each host, add endpoints, or use resolution DYNAMIC_DNS' });
    }
  },
});

export const SERVICE_ENTRY_ENDPOINT_WEBHOOK_RULES: readonly ObjectRule[] = [
  serviceEntryDnsHosts,
  serviceEntryEndpoints,
  serviceEntrySocket,
  serviceEntryUnresolvedSelector,
];
