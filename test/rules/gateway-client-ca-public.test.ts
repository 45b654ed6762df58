import { COMMA_CA, PRIVATE_CA, PUBLIC_CA } from './certificates';
import { certificate, onEdge, gateway, https, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const MUTUAL = gateway(https('mode: MUTUAL, credentialName: shop'));
const NAMED = gateway(https('mode: MUTUAL, credentialName: shop, caCertCredentialName: "configmap://edge/roots"'));
const OWN = certificate('edge/shop') + issuer('edge/own');
const text = (value: unknown) => `, stringData: ${JSON.stringify(value)}`;
const configMap = (pem: string) => `
---
${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'roots', namespace: 'edge' }, data: { 'ca.crt': pem } })}
`;
const bundle = (sources: string) => `
---
apiVersion: trust.cert-manager.io/v1alpha1
kind: Bundle
metadata: { name: roots }
spec: { sources: ${sources}, target: { configMap: { key: ca.crt } } }
`;

testMeshRule(
  'gateway-client-ca-public',
  onEdge({
    valid: [
      {
        name: 'a private CA in the Secret',
        objects: MUTUAL + secret('edge/shop', text({ 'tls.crt': 'x', 'tls.key': 'x', 'ca.crt': PRIVATE_CA })),
      },
      { name: 'the CA of the issuer', objects: MUTUAL + OWN },
      { name: 'a private CA in a ConfigMap', objects: NAMED + OWN + configMap(PRIVATE_CA) },
      { name: 'a Bundle of private CAs', objects: NAMED + OWN + bundle('[{ secret: { name: ca, key: ca.crt } }]') },
      {
        name: 'a public CA where no client is verified',
        objects:
          gateway(https('mode: SIMPLE, credentialName: shop')) + secret('edge/shop', text({ 'ca.crt': PUBLIC_CA })),
      },
      {
        name: 'clients pinned by name',
        objects: NAMED.replace('mode:', 'subjectAltNames: [client.example.com], mode:') + OWN + configMap(PUBLIC_CA),
      },
      { name: 'a Secret without data', objects: MUTUAL + secret('edge/shop') },
    ],
    invalid: [
      {
        name: 'in the Secret',
        objects:
          MUTUAL + secret('edge/shop', text({ 'tls.crt': 'x', 'tls.key': 'x', 'ca.crt': PRIVATE_CA + PUBLIC_CA })),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'The CA in Secret "edge/shop" is public (Internet Security Research Group): mode MUTUAL would let in whoever has a certificate of it, which is anybody with a domain of their own',
            fix: 'Use the CA of a private issuer, and no other, for client certificates',
          },
        ],
      },
      {
        name: 'in a -cacert, in base64',
        objects:
          MUTUAL + OWN + secret('edge/shop-cacert', `, data: { cacert: ${Buffer.from(COMMA_CA).toString('base64')} }`),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'The CA in Secret "edge/shop-cacert" is public (DigiCert, Inc.): mode MUTUAL would let in whoever has a certificate of it, which is anybody with a domain of their own',
            fix: 'Use the CA of a private issuer, and no other, for client certificates',
          },
        ],
      },
      {
        name: 'in a ConfigMap',
        objects: NAMED + OWN + configMap(PUBLIC_CA),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.caCertCredentialName',
            message:
              'The CA in ConfigMap "edge/roots" is public (Internet Security Research Group): mode MUTUAL would let in whoever has a certificate of it, which is anybody with a domain of their own',
            fix: 'Use the CA of a private issuer, and no other, for client certificates',
          },
        ],
      },
      {
        name: 'in a Bundle with all that systems trust',
        objects: NAMED.replace('MUTUAL', 'OPTIONAL_MUTUAL') + OWN + bundle('[{ useDefaultCAs: true }]'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.caCertCredentialName',
            message:
              'The CA in Bundle "roots" is public (all that operating systems trust): mode OPTIONAL_MUTUAL would let in whoever has a certificate of it, which is anybody with a domain of their own',
            fix: 'Use the CA of a private issuer, and no other, for client certificates',
          },
        ],
      },
      {
        name: 'in a Bundle as text',
        objects: NAMED + OWN + bundle(JSON.stringify([{ inLine: PUBLIC_CA }])),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.caCertCredentialName',
            message:
              'The CA in Bundle "roots" is public (Internet Security Research Group): mode MUTUAL would let in whoever has a certificate of it, which is anybody with a domain of their own',
            fix: 'Use the CA of a private issuer, and no other, for client certificates',
          },
        ],
      },
    ],
  }),
);
