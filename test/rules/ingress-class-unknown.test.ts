import { GATEWAY_POD, gatewayService, ingress, ingressClass, tlsGateway } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (name: string, there: string) => ({
  on: 'Ingress edge/shop',
  path: 'spec.ingressClassName',
  message: `There is no IngressClass "${name}", so that no controller serves the Ingress; there is ${there}`,
  fix: 'Name the class of a controller that is there, or name what the cluster has already with --context',
  refType: 'ingressClass',
});

testMeshRule('ingress-class-unknown', {
  valid: [
    { name: 'the class is there', objects: ingress() + ingressClass('nginx') },
    { name: 'the cluster has the class', objects: ingress(), context: ingressClass('nginx') },
    { name: 'no class is known', objects: ingress(), undecided: ['an IngressClass'] },
    { name: 'no class is named', objects: ingress({ className: 'null' }) + ingressClass('edge') },
    {
      name: 'the old annotation, which needs no IngressClass',
      objects: ingress({ annotations: { 'kubernetes.io/ingress.class': 'old' } }) + ingressClass('edge'),
    },
    {
      name: 'a controller that presents no certificate, which is told',
      objects:
        ingress({ className: 'alb' }) +
        ingressClass('edge') +
        tlsGateway('MUTUAL', 'a.com') +
        GATEWAY_POD +
        gatewayService(),
    },
  ],
  invalid: [
    {
      name: 'ingress-nginx on a cluster with Traefik',
      objects: ingress(),
      context: ingressClass('traefik') + ingressClass('istio'),
      findings: [found('nginx', '"traefik" and "istio"')],
    },
    {
      name: 'a misspelling',
      objects: ingress({ className: 'edg' }) + ingressClass('edge'),
      findings: [found('edg', '"edge"')],
    },
  ],
});
