import { certificate, httpsListener, k8sGateway, referenceGrant, secret } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const gateway = (hostname: string, refs = '{name: web-tls}') =>
  k8sGateway(`listeners: [${httpsListener(`${hostname}tls: {certificateRefs: [${refs}]}`)}]`);
const WEB = 'hostname: web.example.com, ';
const finding = (title: string, has: string, hostname = 'web.example.com') => ({
  on: 'Gateway edge/web',
  path: 'spec.listeners[0].hostname',
  message: `${title} has ${has}, and the listener is for "${hostname}", so that clients refuse the certificate there`,
  fix: `Add "${hostname}" to the dnsNames of ${title}`,
});

testMeshRule('k8s-gateway-certificate-hosts', {
  valid: [
    { name: 'the very name', objects: gateway(WEB) + certificate('web-tls', '[Web.example.com]') },
    { name: 'a wildcard', objects: gateway(WEB) + certificate('web-tls', '["*.example.com"]') },
    {
      name: 'one of two Certificates',
      objects:
        gateway(WEB, '{name: web-tls}, {name: other-tls}') +
        certificate('web-tls', '[web.example.com]') +
        certificate('other-tls', '[other.example.com]'),
    },
    {
      name: 'a wildcard of which the routes may need less',
      objects: gateway('hostname: "*.example.com", ') + certificate('web-tls', '[web.example.com]'),
    },
    { name: 'no host name', objects: gateway('') + certificate('web-tls', '[other.example.com]') },
    { name: 'a Secret with who knows what', objects: gateway(WEB) + secret('web-tls', 'edge') },
    { name: 'no Secret', objects: gateway(WEB) + certificate('other', '[other.example.com]') },
    {
      name: 'one of another namespace that is not granted',
      objects: gateway(WEB, '{name: web-tls, namespace: certs}') + certificate('web-tls', '[a.example.com]', 'certs'),
    },
  ],
  invalid: [
    {
      name: 'another name',
      objects: gateway(WEB) + certificate('web-tls', '[other.example.com, example.com]'),
      findings: [finding('Certificate "edge/web-tls"', '"other.example.com" and "example.com"')],
    },
    {
      name: 'a wildcard that is too wide for the listener',
      objects: gateway('hostname: a.b.example.com, ') + certificate('web-tls', '["*.example.com"]'),
      findings: [finding('Certificate "edge/web-tls"', '"*.example.com"', 'a.b.example.com')],
    },
    {
      name: 'no names, in another namespace that grants it',
      objects:
        gateway(WEB, '{name: web-tls, namespace: certs}') +
        certificate('web-tls', '[]', 'certs') +
        referenceGrant(
          '[{group: gateway.networking.k8s.io, kind: Gateway, namespace: edge}]',
          '[{group: "", kind: Secret}]',
          'certs',
        ),
      findings: [finding('Certificate "certs/web-tls"', 'no DNS names')],
    },
  ],
});
