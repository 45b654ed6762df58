import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('workload-entry', 'WorkloadEntry')} ${VALIDATION}`;

function workloadEntry(settings: string, version = 'v1'): string {
  return `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: billing-vm
  namespace: prod
spec:
${settings}  labels:
    app: billing
    version: "${version}"
`;
}

export const WORKLOAD_ENTRY_WEBHOOK_EXPLANATIONS: Explanations = {
  'workload-entry-address': {
    why: 'The proxies would get an endpoint that they can neither resolve nor connect to, and the share of requests that meets it would end with 503. istiod refuses the object, so the virtual machine gets no traffic at all.',
    fix: 'Write the IP address or the domain name alone. Ports belong into `ports`.',
    bad: workloadEntry('  address: vm-7.example.net:8080\n'),
    good: workloadEntry('  address: vm-7.example.net\n  ports:\n    http: 8080\n'),
    source: SOURCE,
  },
  'workload-entry-details': {
    why: 'Labels are what the selectors of Services, ServiceEntries and policies go by. One that Kubernetes would refuse can be selected by none of them, so that the virtual machine would run without traffic and without its policies; istiod refuses the object.',
    fix: 'Use letters, digits and inner dashes, dots and underscores in values, and leave `ports` out for a socket.',
    bad: workloadEntry('  address: 10.20.0.7\n', 'v1 (beta)'),
    good: workloadEntry('  address: 10.20.0.7\n', 'v1-beta'),
    source: SOURCE,
  },
  'workload-entry-network': {
    why: 'Without an address clients send requests to the east-west gateway of that network, which is right only if the workload cannot be reached otherwise. Where nobody has set up such a gateway, they end with 503.',
    fix: 'Set the address. Leave it out only if the gateway of the network is the way to the workload, and acknowledge the finding.',
    bad: workloadEntry('  network: datacenter-2\n'),
    good: workloadEntry('  address: 10.20.0.7\n  network: datacenter-2\n'),
    source: SOURCE,
  },
};
