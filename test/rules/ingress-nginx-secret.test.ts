import { BY_TRANSPORT, certificate, gatewayService, ingress, nginx, nginxPath, secret } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const named = (value: string, className = 'nginx', namespace = 'edge') =>
  ingress({ className, namespace, annotations: nginx({ 'proxy-ssl-secret': value }) });
const PATH = nginxPath('proxy-ssl-secret');
const EFFECT = 'so that ingress-nginx answers all requests of the Ingress with 503';

const found = (message: string, fix: string, replacement?: string, refType?: string) => ({
  on: 'Ingress edge/shop',
  path: PATH,
  message: `${message}, ${EFFECT}`,
  fix,
  ...(replacement === undefined ? {} : { replacement: { path: PATH, value: replacement } }),
  ...(refType === undefined ? {} : { refType }),
});
const FOREIGN =
  'proxy-ssl-secret names a Secret of namespace "shop", and ingress-nginx takes one of the Ingress\'s own, "edge", alone, unless allow-cross-namespace-resources is set';
const malformed = (value: string) => `proxy-ssl-secret "${value}" is not written as "NAMESPACE/NAME"`;

testMeshRule('ingress-nginx-secret', {
  valid: [
    { name: 'the Secret', objects: named('edge/client') + secret('client') },
    {
      name: 'a Secret to come',
      objects: named('edge/client') + certificate('client', 'client auth', '{ selfSigned: {} }'),
    },
    {
      name: 'no Secret is known',
      objects: named('edge/client'),
      undecided: ['a Secret, or something that writes one'],
    },
    { name: 'none', objects: ingress() },
    { name: 'another controller', objects: named('client', 'alb') },
    {
      name: 'Traefik, which is told on the Service',
      objects: named('client', 'traefik') + gatewayService(BY_TRANSPORT),
    },
    {
      name: 'Traefik in the ways of ingress-nginx, which takes a Secret of any namespace',
      objects: named('shop/client', 'traefik') + gatewayService() + secret('client', [], 'shop'),
    },
    {
      name: 'an Ingress in the wrong namespace, which is another fault',
      objects: named('edge/client', 'nginx', 'shop') + gatewayService() + secret('client'),
    },
  ],
  invalid: [
    {
      name: 'Traefik in the ways of ingress-nginx: no such Secret in another namespace',
      objects: named('shop/client', 'traefik') + gatewayService() + secret('other'),
      findings: [
        found(
          'There is no Secret "client" in namespace "shop", and nothing that writes one',
          'Give the Certificate of the client the secretName "client", or name what the cluster has already with --context',
          undefined,
          'secret',
        ),
      ],
    },
    {
      name: 'no namespace',
      objects: named('client') + secret('client'),
      findings: [found(malformed('client'), 'Write "edge/client"', 'edge/client')],
    },
    {
      name: 'no name',
      objects: named('edge/'),
      findings: [found(malformed('edge/'), 'Write "edge/" and the name of the Secret')],
    },
    {
      name: 'too much',
      objects: named('edge/client/x'),
      findings: [found(malformed('edge/client/x'), 'Write "edge/" and the name of the Secret')],
    },
    {
      name: 'that of another namespace',
      objects: named('shop/client') + secret('client', [], 'shop'),
      findings: [found(FOREIGN, 'Have the Secret in namespace "edge", and write "edge/client"')],
    },
    {
      name: 'that of another namespace, though there is one here',
      objects: named('shop/client') + secret('client'),
      findings: [found(FOREIGN, 'Write "edge/client"', 'edge/client')],
    },
    {
      name: 'one that is not there',
      objects: named('edge/client') + secret('other'),
      findings: [
        found(
          'There is no Secret "client" in namespace "edge", and nothing that writes one',
          'Give the Certificate of the client the secretName "client", or name what the cluster has already with --context',
          undefined,
          'secret',
        ),
      ],
    },
  ],
});
