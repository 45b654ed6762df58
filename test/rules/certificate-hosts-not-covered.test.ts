import { certificate, onEdge, gateway, https, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const web = (hosts = 'shop.example.com') => gateway(https('mode: SIMPLE, credentialName: shop', hosts));
const names = (dnsNames: string, at = 'edge/shop') =>
  certificate(at, `dnsNames: [${dnsNames}], issuerRef: { name: own }`);
const route = (hosts: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [${hosts}], gateways: [web], http: [{ route: [{ destination: { host: shop } }] }] }
`;

testMeshRule(
  'certificate-hosts-not-covered',
  onEdge({
    valid: [
      { name: 'the very host', objects: web() + names('shop.example.com') },
      {
        name: 'in other case, with a namespace before the host',
        objects: web('shop/Shop.example.com') + names('SHOP.example.com, other.example.com'),
      },
      { name: 'a wildcard', objects: web() + names('"*.example.com"') },
      { name: 'a wildcard for a wildcard', objects: web('*.example.com') + names('"*.example.com"') },
      { name: 'all hosts', objects: web('*') + names('shop.example.com') },
      {
        name: 'a wildcard server with routes for what the certificate has',
        objects: web('*.example.com') + names('shop.example.com') + route('shop.example.com'),
      },
      { name: 'a host that istiod refuses', objects: web('*shop.example.com') + names('www.example.com') },
      { name: 'a wildcard server without routes', objects: web('*.example.com') + names('shop.example.com') },
      {
        name: 'two certificates',
        objects:
          gateway(https('mode: SIMPLE, credentialNames: [a, b]')) +
          names('shop.example.com', 'edge/a') +
          names('www.example.com', 'edge/b'),
      },
      { name: 'a Secret of which nothing is known', objects: web() + secret('edge/shop') },
      { name: 'a Secret, too', objects: web() + names('www.example.com') + secret('edge/shop') },
      {
        name: 'one of credentialNames is missing',
        objects: gateway(https('mode: SIMPLE, credentialNames: [a, b]')) + names('www.example.com', 'edge/a'),
      },
      { name: 'a Certificate of another namespace', objects: web() + names('www.example.com', 'shop/shop') },
      {
        name: 'PASSTHROUGH',
        objects: gateway(https('mode: PASSTHROUGH, credentialName: shop')) + names('www.example.com'),
      },
    ],
    invalid: [
      {
        name: 'another host',
        objects: web() + names('www.example.com'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "www.example.com", and the server is for "shop.example.com", so that clients refuse the certificate there',
            fix: 'Add "shop.example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'a Certificate of the context',
        objects: web(),
        context: names('www.example.com'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "www.example.com", and the server is for "shop.example.com", so that clients refuse the certificate there',
            fix: 'Add "shop.example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'the domain of a wildcard',
        objects: web('example.com') + names('"*.example.com"'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "*.example.com", and the server is for "example.com", so that clients refuse the certificate there',
            fix: 'Add "example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'two labels under a wildcard',
        objects: web('a.shop.example.com') + names('"*.example.com"'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "*.example.com", and the server is for "a.shop.example.com", so that clients refuse the certificate there',
            fix: 'Add "a.shop.example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'a name for a wildcard of another domain',
        objects: web('*.example.org') + names('shop.example.com'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "shop.example.com", and the server is for "*.example.org", so that clients refuse the certificate there',
            fix: 'Add "*.example.org" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'a wildcard server with a route for more than the certificate has',
        objects: web('*.example.com') + names('shop.example.com') + route('shop.example.com, www.example.com'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has "shop.example.com", and the server is for "www.example.com", so that clients refuse the certificate there',
            fix: 'Add "www.example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'a commonName, which clients do not read',
        objects:
          web() +
          certificate('edge/shop', 'commonName: shop.example.com, uris: ["spiffe://a"], issuerRef: { name: own }'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "edge/shop" has no names, and the server is for "shop.example.com", so that clients refuse the certificate there',
            fix: 'Add "shop.example.com" to the dnsNames of Certificate "edge/shop"',
          },
        ],
      },
      {
        name: 'a copy of a Certificate, two hosts',
        objects: `${gateway(`{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [a.example.com, b.example.com], tls: { mode: MUTUAL, credentialName: shop } }`)}${certificate('pki/web', `dnsNames: [a.example.com], issuerRef: { name: own }, secretTemplate: { annotations: { replicator.v1.mittwald.de/replication-allowed: "true", replicator.v1.mittwald.de/replication-allowed-namespaces: edge } }`)}${issuer('pki/own')}
---
apiVersion: v1
kind: Secret
metadata: { name: shop, namespace: edge, annotations: { replicator.v1.mittwald.de/replicate-from: pki/web } }
`,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Certificate "pki/web" has "a.example.com", and the server is for "b.example.com", so that clients refuse the certificate there',
            fix: 'Add "b.example.com" to the dnsNames of Certificate "pki/web"',
          },
        ],
      },
    ],
  }),
);
