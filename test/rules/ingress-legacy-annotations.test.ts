import { ingress, nginx } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (names: string, key: string) => ({
  on: 'Ingress edge/shop',
  path: `metadata.annotations["ingress.bluemix.net/${key}"]`,
  message: `${names} read by IBM's former ALB alone, which IBM supports no more; Traefik and ingress-nginx pass over it, so that what it asks for, such as TLS to the backend, is not done`,
  fix: 'Move to the annotations of Traefik, which IBM supports: service.serversscheme and service.serverstransport on the Service',
});

testMeshRule('ingress-legacy-annotations', {
  valid: [
    { name: 'none', objects: ingress() },
    { name: 'those of ingress-nginx', objects: ingress({ annotations: nginx({ 'proxy-ssl-verify': 'on' }) }) },
    { name: 'a name that only looks like it', objects: ingress({ annotations: { 'ingress.bluemix.network/x': 'y' } }) },
  ],
  invalid: [
    {
      name: 'one',
      objects: ingress({ annotations: { 'ingress.bluemix.net/ssl-services': 'ssl-service=gw ssl-secret=a' } }),
      findings: [found('"ingress.bluemix.net/ssl-services" is', 'ssl-services')],
    },
    {
      name: 'two, told once',
      objects: ingress({
        annotations: { 'ingress.bluemix.net/ssl-services': 'x', 'ingress.bluemix.net/redirect-to-https': 'True' },
      }),
      findings: [
        found('"ingress.bluemix.net/ssl-services" and "ingress.bluemix.net/redirect-to-https" are', 'ssl-services'),
      ],
    },
  ],
});
