import { Field, specOf } from '../manifest/field';
import { wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { portsOf, protocolOf, resolutionOf } from './service-entry';
import { refused } from './webhook-rule';

const KINDS = ['ServiceEntry.networking.istio.io'];

const dynamicDnsHosts = refused({
  id: 'dynamic-dns-hosts',
  kinds: KINDS,
  about: ['resolution'],
  summary: 'DYNAMIC_DNS is for wildcard hosts.',
  check(manifest, report) {
    if (resolutionOf(manifest) !== 'DYNAMIC_DNS') return;
    for (const { path, text } of specOf(manifest).get('hosts').items) {
      if (text.startsWith('*') || wildcardDomainFault(text) !== undefined) continue;
      const message = `Host "${text}" is no wildcard, and resolution DYNAMIC_DNS is for wildcards only`;
      report({ path, message, fix: 'Use resolution DNS, or "*.DOMAIN"' });
    }
  },
});

const dynamicDnsTargets = refused({
  id: 'dynamic-dns-targets',
  kinds: KINDS,
  about: ['resolution'],
  summary: 'With DYNAMIC_DNS the host of each request is looked up: there are no addresses and endpoints.',
  check(manifest, report) {
    if (resolutionOf(manifest) !== 'DYNAMIC_DNS') return;
    for (const { path, items } of ['addresses', 'endpoints'].map((key) => specOf(manifest).get(key))) {
      if (items.length === 0) continue;
      const message = `Resolution DYNAMIC_DNS looks up the host of each request, so istiod refuses ${path.at(-1)} beside it`;
      report({ path, message, fix: 'Remove them, or use another resolution' });
    }
  },
});

const PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

const dynamicDnsProtocols = refused({
  id: 'dynamic-dns-protocols',
  kinds: KINDS,
  about: ['resolution'],
  summary: 'With DYNAMIC_DNS ports have protocols that name the host.',
  check(manifest, report) {
    if (resolutionOf(manifest) !== 'DYNAMIC_DNS') return;
    for (const port of portsOf(manifest)) {
      const [{ path, text }, protocol] = [port.get('protocol'), protocolOf(port)];
      // Unknown protocols are a fault of their own.
      if (PROTOCOLS.includes(protocol ?? '') || (protocol === undefined && text !== '')) continue;
      const message = `Protocol "${text}" is none of ${PROTOCOLS.join(', ')}, the ones that resolution DYNAMIC_DNS takes`;
      report({ path, message, fix: `Use ${PROTOCOLS.slice(0, -1).join(', ')} or ${PROTOCOLS.at(-1)}` });
    }
  },
});

const dynamicDnsWaypoint = refused({
  id: 'dynamic-dns-waypoint',
  kinds: KINDS,
  about: ['resolution'],
  summary: 'Through a waypoint, DYNAMIC_DNS is for services outside the mesh.',
  check(manifest, report) {
    const waypoint = Field.root(manifest).get('metadata', 'labels', 'istio.io/use-waypoint').text;
    const location = specOf(manifest).get('location');
    if (resolutionOf(manifest) !== 'DYNAMIC_DNS' || location.text !== 'MESH_INTERNAL') return;
    if (waypoint === '' || waypoint.toLowerCase() === 'none') return;
    const message = `Location MESH_INTERNAL with resolution DYNAMIC_DNS does not work through the waypoint "${waypoint}"`;
    report({ path: location.path, message, fix: 'Use MESH_EXTERNAL, or remove the label "istio.io/use-waypoint"' });
  },
});

export const SERVICE_ENTRY_DYNAMIC_WEBHOOK_RULES: readonly ObjectRule[] = [
  dynamicDnsHosts,
  dynamicDnsProtocols,
  dynamicDnsTargets,
  dynamicDnsWaypoint,
];
