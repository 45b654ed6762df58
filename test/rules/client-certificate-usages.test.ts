import { certificate, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const usages = (list: string) =>
  certificate('shop/client', `dnsNames: [a.b], usages: [${list}], issuerRef: { name: own }`) + issuer('shop/own');
const SERVER = usages('digital signature, server auth');

const TRANSPORT = `
---
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata: { name: gateway, namespace: shop }
spec: { serverName: a.b, certificatesSecrets: [client] }
`;
const ingress = (value: string) => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: edge, annotations: { nginx.ingress.kubernetes.io/proxy-ssl-secret: ${value} } }
spec: {}
`;
const rule = (mode: string) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: bank, namespace: shop }
spec: { host: bank.example.com, trafficPolicy: { tls: { mode: ${mode}, credentialName: client } } }
`;

testMeshRule('client-certificate-usages', {
  valid: [
    { name: 'client auth', objects: TRANSPORT + ingress('shop/client') + rule('MUTUAL') + usages('client auth') },
    { name: 'no usages', objects: TRANSPORT + certificate('shop/client') },
    { name: 'any', objects: TRANSPORT + usages('server auth, any') },
    { name: 'a Secret of which nothing is known', objects: TRANSPORT + secret('shop/client') },
    { name: 'no Secret', objects: TRANSPORT },
    { name: 'a Secret of another namespace', objects: ingress('edge/client') + SERVER },
    { name: 'no namespace, which another rule tells', objects: ingress('client') + SERVER },
    { name: 'SIMPLE, where the Secret is the CA', objects: rule('SIMPLE') + SERVER },
  ],
  invalid: [
    {
      name: 'Traefik',
      objects: TRANSPORT + SERVER,
      findings: [
        {
          on: 'ServersTransport shop/gateway',
          path: 'spec.certificatesSecrets[0]',
          message:
            'Certificate "shop/client" is for "server auth" only, and is used here as the certificate of a client, so that servers that verify clients refuse it',
          fix: 'Add "client auth" to the usages of Certificate "shop/client", or name a certificate for clients',
        },
      ],
    },
    {
      name: 'ingress-nginx',
      objects: ingress('shop/client') + SERVER,
      findings: [
        {
          on: 'Ingress edge/web',
          path: 'metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-secret"]',
          message:
            'Certificate "shop/client" is for "server auth" only, and is used here as the certificate of a client, so that servers that verify clients refuse it',
          fix: 'Add "client auth" to the usages of Certificate "shop/client", or name a certificate for clients',
        },
      ],
    },
    {
      name: 'a DestinationRule, the Certificate of the context',
      objects: rule('MUTUAL'),
      context: SERVER,
      findings: [
        {
          on: 'DestinationRule shop/bank',
          path: 'spec.trafficPolicy.tls.credentialName',
          message:
            'Certificate "shop/client" is for "server auth" only, and is used here as the certificate of a client, so that servers that verify clients refuse it',
          fix: 'Add "client auth" to the usages of Certificate "shop/client", or name a certificate for clients',
        },
      ],
    },
  ],
});
