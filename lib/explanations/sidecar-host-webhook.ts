import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('sidecar', 'IstioEgressListener')} ${VALIDATION}`;

function sidecar(...hosts: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: prod
spec:
  egress:
    - hosts:
${hosts.map((host) => `        - "${host}"\n`).join('')}`;
}

export const SIDECAR_HOST_WEBHOOK_EXPLANATIONS: Explanations = {
  'sidecar-egress-duplicates': {
    why: 'The apply succeeds with a warning, and the wider entry decides. Who later removes the narrow one to close a path finds that the workloads still reach the service.',
    fix: 'Keep the narrow entry where only that host is meant, else the wide one.',
    bad: sidecar('prod/*', 'prod/cart.prod.svc.cluster.local'),
    good: sidecar('prod/*'),
    source: SOURCE,
  },
  'sidecar-egress-everything': {
    why: 'The list looks as if it limited what the workloads reach, but "*/*" lets them see every service of the mesh. Their proxies hold the configuration of all of it, which costs memory with each service that any team adds.',
    fix: 'Remove "*/*" and list the namespaces that the workloads call, or keep "*/*" alone.',
    bad: sidecar('*/*', 'istio-system/*'),
    good: sidecar('./*', 'istio-system/*'),
    source: SOURCE,
  },
  'sidecar-egress-hosts': {
    why: 'A host without a namespace would match no service, and the proxies of the namespace would lose it: requests get 502 or a reset under REGISTRY_ONLY, and go out past the mesh, without mTLS, otherwise. istiod refuses the object, and the old configuration stays in force.',
    fix: 'Write NAMESPACE/HOST with the full domain name of the host, "./HOST" for the own namespace, or "*/HOST" for any.',
    bad: sidecar('cart.prod.svc.cluster.local'),
    good: sidecar('prod/cart.prod.svc.cluster.local'),
    source: SOURCE,
  },
};
