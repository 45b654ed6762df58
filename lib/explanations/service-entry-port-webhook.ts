import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('service-entry', 'ServicePort')} ${VALIDATION}`;
const WHOLE_SOURCE = `${networkingReference('service-entry', 'ServiceEntry')} ${VALIDATION}`;

function serviceEntry(ports: string, more = '  resolution: DNS\n'): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
  namespace: prod
spec:
  hosts:
    - api.partner.example.net
${more}  location: MESH_EXTERNAL
  ports:
${ports}`;
}

function port(number: number, name: string, protocol: string): string {
  return `    - number: ${number}
      name: ${name}
      protocol: ${protocol}
`;
}

const SECOND_HOST = `    - files.partner.example.net
`;

export const SERVICE_ENTRY_PORT_WEBHOOK_EXPLANATIONS: Explanations = {
  'service-entry-one-host': {
    why: 'On a TCP port the proxy sees addresses and bytes but no name, so that connections for one host would reach the servers of the other, with wrong data or failed logins as the symptom. istiod refuses the object.',
    fix: 'Write a ServiceEntry for each host, or declare HTTP or TLS where that is what clients speak.',
    bad: serviceEntry(port(5432, 'tcp-postgres', 'TCP'), `${SECOND_HOST}  resolution: DNS\n`),
    good: serviceEntry(port(5432, 'tcp-postgres', 'TCP')),
    source: WHOLE_SOURCE,
  },
  'service-entry-ports': {
    why: 'A port with an unknown protocol would be handled as plain bytes, so that routes, retries and telemetry of HTTP would silently be missing; one without a usable name could not be told from the others. istiod refuses the object, and the host stays unknown to the mesh.',
    fix: 'Give each port a number, a name of letters, digits and inner dashes, and a protocol that Istio knows.',
    bad: serviceEntry(port(443, 'tls', 'TLSv1.3')),
    good: serviceEntry(port(443, 'tls', 'TLS')),
    source: SOURCE,
  },
  'service-entry-shared-address': {
    why: 'DNS gives each host servers of its own, but both are reached under the same addresses, where a proxy keeps one of them for the port: connections for one host can arrive at the servers of the other. Clients see certificates of the wrong name.',
    fix: 'Write a ServiceEntry for each host, or leave the addresses out, so that the server name of the handshake decides.',
    bad: serviceEntry(port(443, 'tls', 'TLS'), `${SECOND_HOST}  addresses:\n    - 203.0.113.7\n  resolution: DNS\n`),
    good: serviceEntry(port(443, 'tls', 'TLS'), `${SECOND_HOST}  resolution: DNS\n`),
    source: WHOLE_SOURCE,
  },
  'service-entry-tcp-address': {
    why: 'Without an address the proxy can only go by the number of the port: every TCP connection of every sidecar to that port number, whatever its target, counts as one to this service. Databases of other teams then get the settings and the telemetry of this entry, or are not reached at all.',
    fix: 'List the addresses of the service, or declare a protocol that names the host, which is HTTP or TLS.',
    bad: serviceEntry(port(5432, 'tcp-postgres', 'TCP'), '  resolution: NONE\n'),
    good: serviceEntry(port(5432, 'tcp-postgres', 'TCP'), '  addresses:\n    - 203.0.113.7\n  resolution: NONE\n'),
    source: WHOLE_SOURCE,
  },
};
