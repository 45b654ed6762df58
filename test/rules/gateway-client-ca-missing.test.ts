import { acme, certificate, onEdge, gateway, https, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const MUTUAL = gateway(https('mode: MUTUAL, credentialName: shop'));
const ACME =
  certificate('edge/shop', 'dnsNames: [shop.example.com], issuerRef: { name: public }') +
  issuer('edge/public', acme('{ dns01: {} }'));
const OWN = certificate('edge/shop') + issuer('edge/own');
const named = (name: string) => gateway(https(`mode: MUTUAL, credentialName: shop, caCertCredentialName: "${name}"`));
const configMap = (key: string) => `
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: ca, namespace: edge }, data: { ${key}: x } }
`;

testMeshRule(
  'gateway-client-ca-missing',
  onEdge({
    valid: [
      { name: 'a private issuer', objects: MUTUAL + OWN },
      {
        name: 'ACME, and a Secret with the CA',
        objects: MUTUAL + ACME + secret('edge/shop-cacert', ', stringData: { ca.crt: x }'),
      },
      {
        name: 'ACME, and a Certificate of the private issuer',
        objects: MUTUAL + ACME + certificate('edge/shop-cacert') + issuer('edge/own'),
      },
      { name: 'ACME, and a ConfigMap', objects: named('configmap://edge/ca') + ACME + configMap('ca.crt') },
      {
        name: 'ACME, and a Secret by its name',
        objects: named('clients-cacert') + ACME + secret('edge/clients-cacert', ', stringData: { cacert: x }'),
      },
      { name: 'SIMPLE', objects: gateway(https('mode: SIMPLE, credentialName: shop')) + ACME },
      { name: 'no credential, which another rule tells', objects: MUTUAL },
      { name: 'no such CA, which another rule tells', objects: named('clients-cacert') + ACME },
      {
        name: 'a Secret without a certificate, which another rule tells',
        objects: MUTUAL + secret('edge/shop', ', stringData: { a: b }'),
      },
      {
        name: 'a Secret by name and type',
        objects: MUTUAL,
        context: secret('edge/shop'),
        undecided: ['the keys of Secret "edge/shop"'],
      },
      {
        name: 'an issuer that the input lacks',
        objects: MUTUAL + certificate('edge/shop'),
        undecided: ['the keys of Secret "edge/shop"'],
      },
      {
        name: 'a Gateway on no Pod',
        objects: gateway(https('mode: MUTUAL, credentialName: shop'), '{ istio: none }') + ACME,
      },
    ],
    invalid: [
      {
        name: 'ACME',
        objects: MUTUAL + ACME,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" is of Issuer "public", and an ACME server does not say what its CA is, so that there is no "ca.crt": mode MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge"',
          },
        ],
      },
      {
        name: 'OPTIONAL_MUTUAL with credentialNames',
        objects:
          gateway(https('mode: OPTIONAL_MUTUAL, credentialNames: [shop, own]')) +
          ACME +
          certificate('edge/own') +
          issuer('edge/own'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialNames[0]',
            message:
              'Certificate "edge/shop" is of Issuer "public", and an ACME server does not say what its CA is, so that there is no "ca.crt": mode OPTIONAL_MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge"',
          },
        ],
      },
      {
        name: 'a Secret with certificate and key only',
        objects: MUTUAL + secret('edge/shop', ', stringData: { tls.crt: x, tls.key: x }'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Secret "edge/shop" gives "tls.crt" and "tls.key", and neither "ca.crt" nor "cacert": mode MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge"',
          },
        ],
      },
      {
        name: 'a -cacert without the key',
        objects: MUTUAL + OWN + secret('edge/shop-cacert', ', stringData: { ca.pem: x }'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Secret "edge/shop-cacert" gives "ca.pem", and neither "ca.crt" nor "cacert": mode MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients there under the key "ca.crt"',
          },
        ],
      },
      {
        name: 'a -cacert by ACME',
        objects:
          MUTUAL +
          OWN +
          certificate('edge/shop-cacert', 'dnsNames: [a.b], issuerRef: { name: public }') +
          issuer('edge/public', acme('{ dns01: {} }')),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop-cacert" is of Issuer "public", and an ACME server does not say what its CA is, so that there is no "ca.crt": mode MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients there under the key "ca.crt"',
          },
        ],
      },
      {
        name: 'a ConfigMap without the key',
        objects: named('configmap://edge/ca') + ACME + configMap('root.pem'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.caCertCredentialName',
            message:
              'ConfigMap "edge/ca" gives "root.pem", and neither "ca.crt" nor "cacert": mode MUTUAL has nothing to verify client certificates with, and clients get a reset of their TLS handshake',
            fix: 'Put the CA of the clients there under the key "ca.crt"',
          },
        ],
      },
    ],
  }),
);
