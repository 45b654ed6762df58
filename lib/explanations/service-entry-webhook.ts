import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('service-entry', 'ServiceEntry')} ${VALIDATION}`;

function serviceEntry(host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
  namespace: prod
spec:
  hosts:
    - "${host}"
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: tls
      protocol: TLS
`;
}

function withAddress(address: string, resolution: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ledger
  namespace: prod
spec:
  hosts:
    - ledger.example.net
  addresses:
    - "${address}"
  location: MESH_EXTERNAL
  resolution: ${resolution}
  ports:
    - number: 5432
      name: tcp-postgres
      protocol: TCP
`;
}

function withWorkloads(workloads: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: billing
  namespace: prod
spec:
  hosts:
    - billing.example.internal
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
    - number: 8080
      name: http
      protocol: HTTP
${workloads}`;
}

export const SERVICE_ENTRY_WEBHOOK_EXPLANATIONS: Explanations = {
  'service-entry-addresses': {
    why: 'A name or a typing error here would give the proxy no address to listen for, so connections to the service would pass by the ServiceEntry, with none of its routing, TLS and telemetry. istiod refuses the object, so that an apply fails where the change would otherwise do nothing.',
    fix: 'Write an IP address, or a range as ADDRESS/BITS. Names of servers belong into `hosts` or `endpoints`.',
    bad: withAddress('10.20.0.0/33', 'NONE'),
    good: withAddress('10.20.0.0/16', 'NONE'),
    source: SOURCE,
  },
  'service-entry-hosts': {
    why: 'The hosts are what VirtualServices, DestinationRules and DNS look for: a name that is no domain name can never be asked for, and one for everything would take all traffic of the mesh. istiod refuses the object, so callers see the service as unknown, which is 502 or a reset where only registered hosts are let out.',
    fix: 'Write the domain name as clients use it, without scheme, port and path, or "*.DOMAIN" for all names below it.',
    bad: serviceEntry('https://api.partner.example.net'),
    good: serviceEntry('api.partner.example.net'),
    source: SOURCE,
  },
  'service-entry-partial-wildcard': {
    why: 'Istio matches wildcards by whole labels, so that no request finds this host. The apply succeeds, and then the names that the author had in mind are treated as unknown: blocked with 502 or a reset under REGISTRY_ONLY, else sent out without the settings meant for them.',
    fix: 'Use "*." and the domain, list the full names, or use resolution DYNAMIC_DNS.',
    bad: serviceEntry('*-api.partner.example.net'),
    good: serviceEntry('*.partner.example.net'),
    source: SOURCE,
  },
  'service-entry-ranges': {
    why: 'DNS replaces the addresses of a service by what it answers, which is no range, so the author most likely meant traffic to stay at the address that the client chose. The object is refused, and with REGISTRY_ONLY every connection into the range is reset.',
    fix: 'Use resolution NONE to keep the address that the client chose, STATIC with endpoints, or single addresses.',
    bad: withAddress('10.20.0.0/16', 'DNS'),
    good: withAddress('10.20.0.0/16', 'NONE'),
    source: SOURCE,
  },
  'service-entry-workloads': {
    why: 'The selector and the list are two answers to the question where requests go, and one of them would be ignored: traffic would miss the virtual machines of the one or the addresses of the other. The object is refused, so neither of them is in use.',
    fix: 'Keep the workloadSelector where Pods or WorkloadEntries carry the labels, else keep the endpoints.',
    bad: withWorkloads(`  workloadSelector:
    labels:
      app: billing
  endpoints:
    - address: 10.20.0.7
`),
    good: withWorkloads(`  workloadSelector:
    labels:
      app: billing
`),
    source: SOURCE,
  },
};
