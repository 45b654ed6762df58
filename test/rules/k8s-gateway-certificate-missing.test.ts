import { certificate, httpListener, httpsListener, k8sGateway, referenceGrant, secret } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const gateway = (ref: string, mode = '', metadata = '') =>
  k8sGateway(
    `listeners: [${httpListener()}, ${httpsListener(`hostname: web.example.com, tls: {${mode}certificateRefs: [${ref}]}`)}]`,
    'edge/web',
    metadata,
  );
const WEB_TLS = '{name: web-tls}';
const OTHER = '{name: web-tls, namespace: certs}';
const grant = (to = '[{group: "", kind: Secret}]') =>
  referenceGrant('[{group: gateway.networking.k8s.io, kind: Gateway, namespace: edge}]', to, 'certs');

const finding = (rest: object = {}) => ({
  on: 'Gateway edge/web',
  path: 'spec.listeners[1].tls.certificateRefs[0].name',
  message:
    'There is no Secret "web-tls" in namespace "edge", and nothing that writes one, so that TLS handshakes with the listener fail',
  fix: 'Give a Certificate in namespace "edge" the secretName "web-tls", or name what the cluster has already with --context',
  refType: 'secret',
  ...rest,
});
const notGranted = finding({
  path: 'spec.listeners[1].tls.certificateRefs[0].namespace',
  message:
    'No ReferenceGrant in namespace "certs" lets the Gateway have Secret "web-tls" there, so that TLS handshakes with the listener fail',
  fix: 'Put a ReferenceGrant into namespace "certs", from Gateways of this namespace to Secrets, or name what the cluster has already with --context',
});

testMeshRule('k8s-gateway-certificate-missing', {
  valid: [
    { name: 'a Secret', objects: gateway(WEB_TLS) + secret('web-tls', 'edge') },
    { name: 'a Secret of the context', objects: gateway(WEB_TLS), context: secret('web-tls', 'edge') },
    { name: 'a Certificate that writes it', objects: gateway(WEB_TLS) + certificate('web-tls', '[web.example.com]') },
    {
      name: 'cert-manager writes it for the Gateway',
      objects: gateway(WEB_TLS, '', ', annotations: {cert-manager.io/cluster-issuer: public}'),
    },
    { name: 'another namespace that grants it', objects: gateway(OTHER) + secret('web-tls', 'certs') + grant() },
    {
      name: 'grants it by name',
      objects: gateway(OTHER) + secret('web-tls', 'certs') + grant('[{group: "", kind: Secret, name: web-tls}]'),
    },
    { name: 'nothing given', objects: gateway(WEB_TLS), undecided: ['a Secret, or something that writes one'] },
    { name: 'TLS passed through', objects: gateway(WEB_TLS, 'mode: Passthrough, ') + secret('other', 'edge') },
    {
      name: 'another kind',
      objects: gateway('{group: example.com, kind: Vault, name: web}') + secret('other', 'edge'),
    },
    { name: 'no TLS', objects: k8sGateway(`listeners: [${httpListener()}]`) + secret('other', 'edge') },
  ],
  invalid: [
    { name: 'no such Secret', objects: gateway(WEB_TLS) + secret('other', 'edge'), findings: [finding()] },
    {
      name: 'in another namespace, which is not named',
      objects: gateway(WEB_TLS) + certificate('web-tls', '[web.example.com]', 'shop'),
      findings: [
        finding({
          message:
            'There is no Secret "web-tls" in namespace "edge", only in "shop", so that TLS handshakes with the listener fail',
        }),
      ],
    },
    { name: 'not granted', objects: gateway(OTHER) + secret('web-tls', 'certs'), findings: [notGranted] },
    {
      name: 'another one granted',
      objects: gateway(OTHER) + secret('web-tls', 'certs') + grant('[{group: "", kind: Secret, name: other}]'),
      findings: [notGranted],
    },
  ],
});
