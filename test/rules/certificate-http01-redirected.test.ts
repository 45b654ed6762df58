import { acme, certificate, onEdge, gateway, https, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const TLS = https('mode: SIMPLE, credentialName: shop');
const http = (tls: string, host = 'shop.example.com') =>
  `{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["${host}"]${tls} }`;
const REDIRECT = ', tls: { httpsRedirect: true }';
const WEB = gateway(`${http(REDIRECT)}, ${TLS}`);
const CERTIFICATE = certificate('edge/shop');
const ingress = (of: string) => issuer('edge/own', acme(`{ http01: { ingress: { ${of} } } }`));
const ISTIO = ingress('ingressClassName: istio');
const ingressClass = (name: string, controller: string) => `
---
{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: ${name} }, spec: { controller: ${controller} } }
`;
const route = (hosts: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [${hosts}], gateways: [web], http: [{ route: [{ destination: { host: shop } }] }] }
`;

testMeshRule(
  'certificate-http01-redirected',
  onEdge({
    valid: [
      { name: 'no redirect', objects: gateway(`${http('')}, ${TLS}`) + CERTIFICATE + ISTIO },
      { name: 'DNS-01', objects: WEB + CERTIFICATE + issuer('edge/own', acme('{ dns01: {} }')) },
      {
        name: 'DNS-01 for this name',
        objects:
          WEB +
          CERTIFICATE +
          issuer(
            'edge/own',
            acme('{ http01: { ingress: { class: istio } } }, { dns01: {}, selector: { dnsZones: [example.com] } }'),
          ),
      },
      { name: 'a private issuer', objects: WEB + CERTIFICATE + issuer('edge/own') },
      {
        name: 'a redirect of another host',
        objects: gateway(`${http(REDIRECT, 'www.example.com')}, ${TLS}`) + CERTIFICATE + ISTIO,
      },
      {
        name: 'a redirect of all hosts, with routes elsewhere',
        objects: gateway(`${http(REDIRECT, '*')}, ${TLS}`) + CERTIFICATE + ISTIO,
      },
      {
        name: 'a Certificate that this gateway does not use',
        objects: gateway(http(REDIRECT)) + CERTIFICATE + ISTIO,
      },
      {
        name: 'another controller answers the challenge',
        objects: WEB + CERTIFICATE + ingress('ingressClassName: nginx'),
      },
      {
        name: 'a class istio that is of another controller',
        objects: WEB + CERTIFICATE + ISTIO + ingressClass('istio', 'k8s.io/ingress-nginx'),
      },
      {
        name: 'a Gateway of the Gateway API answers the challenge',
        objects:
          WEB +
          CERTIFICATE +
          issuer('edge/own', acme('{ http01: { gatewayHTTPRoute: { parentRefs: [{ name: public }] } } }')),
      },
      {
        name: 'Istio is no Ingress controller',
        objects: WEB + CERTIFICATE + ISTIO,
        mesh: { ingressControllerMode: 'OFF' },
      },
      {
        name: 'no class, and Istio answers only its own',
        objects: WEB + CERTIFICATE + ingress('serviceType: ClusterIP'),
      },
    ],
    invalid: [
      {
        name: 'the same host',
        objects: WEB + CERTIFICATE + ISTIO,
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'the class of old',
        objects: WEB + CERTIFICATE + ingress('class: istio'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'a class that the mesh names',
        objects: WEB + CERTIFICATE + ingress('class: edge'),
        mesh: { ingressClass: 'edge' },
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'a class of another name with the controller of Istio',
        objects:
          WEB + CERTIFICATE + ingress('ingressClassName: mesh') + ingressClass('mesh', 'istio.io/ingress-controller'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'no class, and Istio answers those',
        objects: WEB + CERTIFICATE + ingress('serviceType: ClusterIP'),
        mesh: { ingressControllerMode: 'DEFAULT' },
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'a redirect of all hosts, with a route of this one',
        objects: gateway(`${http(REDIRECT, '*')}, ${TLS}`) + CERTIFICATE + ISTIO + route('shop.example.com'),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
      {
        name: 'another Gateway of the same workload has the certificate',
        objects: gateway(http(REDIRECT), '{ istio: edge }', 'plain') + gateway(TLS),
        context: CERTIFICATE + ISTIO,
        findings: [
          {
            on: 'Gateway shop/plain',
            path: 'spec.servers[0].tls.httpsRedirect',
            message:
              'httpsRedirect sends the HTTP-01 challenges for "shop.example.com" away to HTTPS, too: Certificate "edge/shop" is not issued where port 443 has no certificate yet, and not renewed',
            fix: 'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01',
          },
        ],
      },
    ],
  }),
);
