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

function withAddress(address: string): string {
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
  resolution: NONE
  ports:
    - number: 5432
      name: tcp-postgres
      protocol: TCP
`;
}

export const SERVICE_ENTRY_WEBHOOK_EXPLANATIONS: Explanations = {
  'service-entry-addresses': {
    why: 'A name or a typing error here would give the proxy no address to listen for, so connections to the service would pass by the ServiceEntry, with none of its routing, TLS and telemetry. istiod refuses the object, so that an apply fails where the change would otherwise do nothing.',
    fix: 'Write an IP address, or a range as ADDRESS/BITS. Names of servers belong into `hosts` or `endpoints`.',
    bad: withAddress('10.20.0.0/33'),
    good: withAddress('10.20.0.0/16'),
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
};
