import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('service-entry', 'ServiceEntry-Resolution')} ${VALIDATION}`;

function serviceEntry(host: string, resolution: string, targets = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: billing
  namespace: prod
spec:
  hosts:
    - "${host}"
  location: MESH_EXTERNAL
  resolution: ${resolution}
  ports:
    - number: 443
      name: tls
      protocol: TLS
${targets}`;
}

function endpoint(address: string): string {
  return `  endpoints:
    - address: ${address}
`;
}

const SELECTOR = `  workloadSelector:
    labels:
      app: billing
`;

function onSocket(ports: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: agent
  namespace: prod
spec:
  hosts:
    - agent.example.internal
  location: MESH_EXTERNAL
  resolution: STATIC
  ports:
    - number: 80
      name: http
      protocol: HTTP
${ports}  endpoints:
    - address: unix:///var/run/agent/http.sock
`;
}

export const SERVICE_ENTRY_ENDPOINT_WEBHOOK_EXPLANATIONS: Explanations = {
  'service-entry-dns-hosts': {
    why: 'The proxy would ask DNS for a name with a "*" in it, get no answer, and be left without any address: 503 for every request, with "no healthy upstream" in the body. istiod refuses the object before that.',
    fix: 'List the full names, name the servers under `endpoints`, or use resolution DYNAMIC_DNS, which looks up the name of each request.',
    bad: serviceEntry('*.billing.example.net', 'DNS'),
    good: serviceEntry('api.billing.example.net', 'DNS'),
    source: SOURCE,
  },
  'service-entry-endpoints': {
    why: 'With resolution STATIC nobody looks up names, and a port name that the ServiceEntry does not declare leads to no port: the endpoint would never get a request, and callers would see 503. istiod refuses the object, so that an endpoint is not lost without a word.',
    fix: 'Give STATIC endpoints IP addresses, or use resolution DNS for names. Name their ports as `spec.ports` does.',
    bad: serviceEntry('billing.example.net', 'STATIC', endpoint('vm-7.example.net')),
    good: serviceEntry('billing.example.net', 'STATIC', endpoint('10.20.0.7')),
    source: SOURCE,
  },
  'service-entry-socket': {
    why: 'All ports of the ServiceEntry would end in the same socket, so that clients of the second port would talk to the wrong server and get protocol errors. istiod refuses the object.',
    fix: 'Write one ServiceEntry with one port for each socket.',
    bad: onSocket('    - number: 9090\n      name: http-admin\n      protocol: HTTP\n'),
    good: onSocket(''),
    source: `${networkingReference('workload-entry', 'WorkloadEntry')} ${VALIDATION}`,
  },
  'service-entry-unresolved-selector': {
    why: 'The apply succeeds with a warning, and the selected workloads never get a request: connections still go to the address that the client chose. Operators see healthy virtual machines without traffic.',
    fix: 'Use resolution STATIC, or remove the workloadSelector.',
    bad: serviceEntry('billing.example.net', 'NONE', SELECTOR),
    good: serviceEntry('billing.example.net', 'STATIC', SELECTOR),
    source: SOURCE,
  },
};
