import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('service-entry', 'ServiceEntry-Resolution')} ${VALIDATION}`;

function serviceEntry(host: string, protocol: string, more = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
  namespace: prod
spec:
  hosts:
    - "${host}"
${more}  location: MESH_EXTERNAL
  resolution: DYNAMIC_DNS
  ports:
    - number: 443
      name: tls
      protocol: ${protocol}
`;
}

function throughWaypoint(location: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: tenants
  namespace: prod
  labels:
    istio.io/use-waypoint: egress
spec:
  hosts:
    - "*.tenants.example.com"
  location: ${location}
  resolution: DYNAMIC_DNS
  ports:
    - number: 80
      name: http
      protocol: HTTP
`;
}

export const SERVICE_ENTRY_DYNAMIC_WEBHOOK_EXPLANATIONS: Explanations = {
  'dynamic-dns-hosts': {
    why: 'The proxy resolves a name for each request only where it cannot know the names before, which is for wildcards. istiod refuses the whole ServiceEntry, so the host stays unknown to the mesh: with outbound policy REGISTRY_ONLY its callers get 502 or a reset.',
    fix: 'Use resolution DNS for a host with a full name. Keep DYNAMIC_DNS for "*.DOMAIN".',
    bad: serviceEntry('api.partner.example.net', 'TLS'),
    good: serviceEntry('*.partner.example.net', 'TLS'),
    source: SOURCE,
  },
  'dynamic-dns-protocols': {
    why: 'The proxy reads the name to resolve from the Host header or from the server name of the TLS handshake. On a port with another protocol it would find no name, and every connection would end without an answer; HTTPS is refused as well, and TLS is the word for it here.',
    fix: 'Set the protocol to HTTP, HTTP2 or GRPC, or to TLS where the client encrypts.',
    bad: serviceEntry('*.partner.example.net', 'HTTPS'),
    good: serviceEntry('*.partner.example.net', 'TLS'),
    source: SOURCE,
  },
  'dynamic-dns-targets': {
    why: 'Fixed addresses and a look-up for each request contradict each other: the author of such an entry expects traffic to go to the listed addresses, while the proxy would send it to whatever DNS answers. istiod refuses the object, and the hosts stay unknown to the mesh.',
    fix: 'Remove the addresses and endpoints, or choose the resolution that uses them: STATIC for addresses, DNS for names.',
    bad: serviceEntry('*.partner.example.net', 'TLS', '  addresses:\n    - 203.0.113.7\n'),
    good: serviceEntry('*.partner.example.net', 'TLS'),
    source: SOURCE,
  },
  'dynamic-dns-waypoint': {
    why: 'A waypoint cannot resolve names on its own for what counts as part of the mesh, so requests to such hosts would have nowhere to go. istiod refuses the object, and clients in the namespace do not get through the waypoint to any of these hosts.',
    fix: 'Set the location to MESH_EXTERNAL, or remove the label `istio.io/use-waypoint` from the ServiceEntry.',
    bad: throughWaypoint('MESH_INTERNAL'),
    good: throughWaypoint('MESH_EXTERNAL'),
    source: SOURCE,
  },
};
