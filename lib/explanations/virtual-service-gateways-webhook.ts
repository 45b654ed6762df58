import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopVirtualService } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'VirtualService')} ${VALIDATION}`;

function virtualService(gateways: readonly string[], match = ''): string {
  return shopVirtualService(`  hosts:
    - shop.example.com
  gateways:
${gateways.map((gateway) => `    - ${gateway}\n`).join('')}  http:
    - ${match}route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

const CLAIM = `match:
        - headers:
            "@request.auth.claims.groups":
              exact: staff
      `;

export const VIRTUAL_SERVICE_GATEWAYS_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-claim-routing': {
    why: 'Sidecars do not evaluate claims of a token in routes, so within the mesh the match would never be met and requests would get 404, or fall to a later route that is meant for everybody. istiod refuses the object.',
    fix: 'List named gateways only, and write a VirtualService of its own for the mesh.',
    bad: virtualService(['istio-ingress/public', 'mesh'], CLAIM),
    good: virtualService(['istio-ingress/public'], CLAIM),
    source: `${networkingReference('virtual-service', 'HTTPMatchRequest')} https://istio.io/latest/docs/tasks/security/authentication/jwt-route/ ${VALIDATION}`,
  },
  'virtual-service-gateways': {
    why: 'The name would be that of no Gateway, so the routes would be on none: the gateway answers 404 for the host, while the VirtualService looks all right. istiod refuses the object.',
    fix: 'Write NAMESPACE/NAME, or NAME for a Gateway of the own namespace.',
    bad: virtualService(['istio-ingress/public.istio-ingress.svc.cluster.local']),
    good: virtualService(['istio-ingress/public']),
    source: SOURCE,
  },
  'virtual-service-legacy-gateway': {
    why: 'Traffic flows, since istiod still finds the Gateway, but `istioctl analyze` reports it as missing, and so do other tools that read the name as it is documented. A pipeline that trusts them stops, or people learn to overlook the message where it is true.',
    fix: 'Write NAMESPACE/NAME.',
    bad: virtualService(['public.istio-ingress.svc.cluster.local']),
    good: virtualService(['istio-ingress/public']),
    source: SOURCE,
  },
};
