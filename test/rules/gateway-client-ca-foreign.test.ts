import { acme, certificate, onEdge, gateway, https, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const MUTUAL = gateway(https('mode: MUTUAL, credentialName: shop'));

/** A CA ClusterIssuer with a root of its own. */
const authority = (name: string) =>
  issuer(`/${name}`, `ca: { secretName: ${name} }`) +
  certificate(`cert-manager/${name}`, 'isCA: true, issuerRef: { name: self, kind: ClusterIssuer }');
const by = (name: string, usage = 'server auth') =>
  `dnsNames: [shop.example.com], usages: [${usage}], issuerRef: { name: ${name}, kind: ClusterIssuer }`;

const AUTHORITIES = issuer('/self') + authority('servers') + authority('clients');
const SERVER = certificate('edge/shop', by('servers')) + AUTHORITIES;
const CLIENT = certificate('shop/client', by('clients', 'client auth'));

testMeshRule(
  'gateway-client-ca-foreign',
  onEdge({
    valid: [
      { name: 'no client certificate in the input', objects: MUTUAL + SERVER },
      {
        name: 'a client certificate of the same CA',
        objects: MUTUAL + SERVER + certificate('shop/client', by('servers', 'client auth')),
      },
      {
        name: 'a client certificate of an intermediate of the same root',
        objects:
          MUTUAL +
          SERVER +
          certificate('shop/client', by('sub', 'client auth')) +
          issuer('/sub', 'ca: { secretName: sub }') +
          certificate('cert-manager/sub', 'isCA: true, issuerRef: { name: servers, kind: ClusterIssuer }'),
      },
      {
        name: 'one of several client certificates',
        objects: MUTUAL + SERVER + CLIENT + certificate('shop/other', by('servers', 'client auth')),
      },
      {
        name: 'a -cacert of the clients',
        objects: MUTUAL + SERVER + CLIENT + certificate('edge/shop-cacert', by('clients')),
      },
      {
        name: 'a CA by name',
        objects:
          gateway(https('mode: MUTUAL, credentialName: shop, caCertCredentialName: clients-cacert')) +
          SERVER +
          CLIENT +
          secret('edge/clients-cacert'),
      },
      { name: 'SIMPLE', objects: gateway(https('mode: SIMPLE, credentialName: shop')) + SERVER + CLIENT },
      { name: 'a Secret of which nothing is known', objects: MUTUAL + CLIENT + AUTHORITIES + secret('edge/shop') },
      {
        name: 'a client certificate by an issuer that the input lacks',
        objects: MUTUAL + SERVER + CLIENT + certificate('shop/other', by('unknown', 'client auth')),
      },
      {
        name: 'a client certificate of a public issuer alone, which another rule tells',
        objects:
          MUTUAL +
          SERVER +
          certificate('shop/client', by('public', 'client auth')) +
          issuer('/public', acme('{ dns01: {} }')),
      },
    ],
    invalid: [
      {
        name: 'a client certificate of another CA',
        objects: MUTUAL + SERVER + CLIENT,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" puts the CA of its own issuer, ClusterIssuer "servers", into "ca.crt", and with that mode MUTUAL verifies clients: of the client certificates here none is signed by it, so that their TLS handshakes fail',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge", such as by a Certificate of their issuer',
          },
        ],
      },
      {
        name: 'a self-signed server certificate, clients of the context',
        objects: MUTUAL + certificate('edge/shop', by('self')),
        context: AUTHORITIES + CLIENT,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" puts the CA of its own issuer, ClusterIssuer "self", into "ca.crt", and with that mode MUTUAL verifies clients: of the client certificates here none is signed by it, so that their TLS handshakes fail',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge", such as by a Certificate of their issuer',
          },
        ],
      },
      {
        name: 'OPTIONAL_MUTUAL',
        objects: MUTUAL.replace('mode: MUTUAL', 'mode: OPTIONAL_MUTUAL') + SERVER + CLIENT,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" puts the CA of its own issuer, ClusterIssuer "servers", into "ca.crt", and with that mode OPTIONAL_MUTUAL verifies clients: of the client certificates here none is signed by it, so that their TLS handshakes fail',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge", such as by a Certificate of their issuer',
          },
        ],
      },
      {
        name: 'a copied server certificate',
        objects:
          MUTUAL +
          CLIENT +
          AUTHORITIES +
          certificate(
            'pki/shop',
            `${by('servers')}, secretTemplate: { annotations: { reflector.v1.k8s.emberstack.com/reflection-allowed: "true", reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true", reflector.v1.k8s.emberstack.com/reflection-auto-namespaces: edge } }`,
          ),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "pki/shop" puts the CA of its own issuer, ClusterIssuer "servers", into "ca.crt", and with that mode MUTUAL verifies clients: of the client certificates here none is signed by it, so that their TLS handshakes fail',
            fix: 'Put the CA of the clients under the key "ca.crt" of a Secret "shop-cacert" in namespace "edge", such as by a Certificate of their issuer',
          },
        ],
      },
    ],
  }),
);
