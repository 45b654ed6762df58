import { testMeshRule } from './mesh-rule-tester';
import { all, tlsRule } from './mutual-tls';

const certificate = (
  at = 'shop',
  issuer = '{ kind: ClusterIssuer, name: letsencrypt }',
  dnsName = 'shop.example.com',
) => `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: ${at} }
spec:
  secretName: shop
  dnsNames: ["${dnsName}"]
  issuerRef: ${issuer}
`;

const issuer = (
  solver: string,
  kind = 'ClusterIssuer',
  metadata = 'name: letsencrypt',
) => `apiVersion: cert-manager.io/v1
kind: ${kind}
metadata: { ${metadata} }
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef: { name: key }
    solvers: [${solver}]
`;

const HTTP01 = '{ http01: { ingress: { ingressClassName: istio } } }';
const DNS01 = '{ dns01: { cloudflare: {} } }';
const MESH = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');
const NAMESPACE = tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL');
const ROUTE = '{ http01: { gatewayHTTPRoute: { parentRefs: [{ name: public, namespace: edge }] } } }';
const gateway = (className: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec: { gatewayClassName: ${className}, listeners: [{ name: http, port: 80, protocol: HTTP }] }
`;

testMeshRule('http01-solver-mutual', {
  valid: [
    { name: 'DNS-01', objects: all(MESH, certificate(), issuer(DNS01)) },
    { name: 'automatic mutual TLS', objects: all(certificate(), issuer(HTTP01)) },
    {
      name: 'the Services that are meant',
      objects: all(tlsRule('web', 'web', 'ISTIO_MUTUAL'), certificate(), issuer(HTTP01)),
    },
    {
      name: 'an exception for the namespace',
      objects: all(
        MESH,
        tlsRule('plain', '*.shop.svc.cluster.local', 'DISABLE', 'istio-system'),
        certificate(),
        issuer(HTTP01),
      ),
    },
    { name: 'another namespace', objects: all(NAMESPACE, certificate('web'), issuer(HTTP01)) },
    { name: 'the issuer is not there', objects: all(MESH, certificate()) },
    { name: 'no certificate', objects: all(MESH, issuer(HTTP01)) },
    {
      name: 'a controller that knows no DestinationRules',
      objects: all(MESH, certificate(), issuer('{ http01: { ingress: { ingressClassName: nginx } } }')),
    },
    {
      name: 'a name that DNS-01 proves',
      objects: all(MESH, certificate('shop', undefined, '*.example.com'), issuer(`${HTTP01}, ${DNS01}`)),
    },
    { name: 'a Gateway that is not of Istio', objects: all(MESH, gateway('eg'), certificate(), issuer(ROUTE)) },
    {
      name: 'a rule for clients of its own namespace',
      objects: all(tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'web'), certificate(), issuer(HTTP01)),
    },
  ],
  invalid: [
    {
      name: 'the mesh',
      objects: all(MESH, certificate(), issuer(HTTP01)),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Host "*.local" covers the HTTP-01 solvers of Certificate "shop/shop", and the gateway would send them mutual TLS: they have no sidecar, the challenge gets 503, and no certificate is issued or renewed',
          fix: 'Name the Services that are meant, leave out tls where automatic mutual TLS is on, or let the issuer use DNS-01',
        },
      ],
    },
    {
      name: 'the namespace, of an Issuer, by the annotation of old',
      objects: all(
        NAMESPACE,
        certificate('shop', '{ name: le }'),
        issuer('{ http01: { ingress: { class: istio } } }', 'Issuer', 'name: le, namespace: shop'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Host "*.shop.svc.cluster.local" covers the HTTP-01 solvers of Certificate "shop/shop", and the gateway would send them mutual TLS: they have no sidecar, the challenge gets 503, and no certificate is issued or renewed',
          fix: 'Name the Services that are meant, leave out tls where automatic mutual TLS is on, or let the issuer use DNS-01',
        },
      ],
    },
    {
      name: 'everything else is on the cluster',
      objects: MESH,
      context: all(certificate(), issuer(HTTP01)),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Host "*.local" covers the HTTP-01 solvers of Certificate "shop/shop", and the gateway would send them mutual TLS: they have no sidecar, the challenge gets 503, and no certificate is issued or renewed',
          fix: 'Name the Services that are meant, leave out tls where automatic mutual TLS is on, or let the issuer use DNS-01',
        },
      ],
    },
    {
      name: 'a Gateway of the Gateway API',
      objects: all(MESH, gateway('istio'), certificate(), issuer(ROUTE)),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Host "*.local" covers the HTTP-01 solvers of Certificate "shop/shop", and the gateway would send them mutual TLS: they have no sidecar, the challenge gets 503, and no certificate is issued or renewed',
          fix: 'Name the Services that are meant, leave out tls where automatic mutual TLS is on, or let the issuer use DNS-01',
        },
      ],
    },
  ],
});
