import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, namespace, policy, service, STRICT } from './mutual-tls';

const SHOP = all(namespace('shop', 'enabled'), deployment('web'), service('web'), policy('default', STRICT));

const ingress = (spec: string, metadata = '') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop${metadata} }
spec: { ${spec} }
`;
const TO_WEB = 'defaultBackend: { service: { name: web, port: { number: 80 } } }';
const path = (at: string) =>
  `{ path: ${at}, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }`;

const gateway = `apiVersion: apps/v1
kind: Deployment
metadata: { name: gw, namespace: shop }
spec:
  template:
    metadata: { labels: { app: gw, sidecar.istio.io/inject: "true" }, annotations: { inject.istio.io/templates: gateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`;

const nginx = (inject: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress-nginx, namespace: ingress-nginx }
spec:
  template:
    metadata: { labels: { app.kubernetes.io/name: ingress-nginx, sidecar.istio.io/inject: "${inject}" } }
    spec: { containers: [{ name: controller, image: controller }] }
`;

testMeshRule('ingress-backend-strict', {
  valid: [
    { name: "Istio's own class", objects: all(SHOP, ingress(`ingressClassName: istio, ${TO_WEB}`)) },
    { name: 'plaintext is taken, too', objects: all(SHOP.replace('STRICT', 'PERMISSIVE'), ingress(TO_WEB)) },
    {
      name: 'the port takes plaintext',
      objects: all(
        SHOP,
        policy(
          'web',
          `selector: { matchLabels: { app: web } }, ${STRICT}, portLevelMtls: { 8080: { mode: PERMISSIVE } }`,
        ),
        ingress(TO_WEB),
      ),
    },
    {
      name: 'a gateway',
      objects: all(
        namespace('shop', 'enabled'),
        gateway,
        service('gw'),
        policy('default', STRICT),
        ingress(TO_WEB.replace('web', 'gw')),
      ),
    },
    {
      name: 'no sidecar',
      objects: all(namespace('shop'), deployment('web'), service('web'), policy('default', STRICT), ingress(TO_WEB)),
    },
    { name: 'no such Service, which is another rule', objects: all(SHOP, ingress(TO_WEB.replace('web', 'wbe'))) },
    { name: 'no such port, which is another rule', objects: all(SHOP, ingress(TO_WEB.replace('80', '81'))) },
    { name: 'the controller has a sidecar', objects: all(SHOP, ingress(TO_WEB), nginx('true')) },
  ],
  invalid: [
    {
      name: 'nginx',
      objects: all(SHOP, ingress(`ingressClassName: nginx, ${TO_WEB}`), nginx('false')),
      findings: [
        {
          on: 'Ingress shop/web',
          path: 'spec.defaultBackend.service.name',
          message:
            'The Ingress controller is not in the mesh and has no certificate of it, and the sidecars of Service "web" of namespace "shop" take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): they reset its connections, and clients get 502 or 503',
          fix: 'Let the Ingress lead to the Service of an Istio gateway, with a VirtualService from there to this one',
        },
      ],
    },
    {
      name: 'the mesh is STRICT, and all else is on the cluster',
      objects: ingress(TO_WEB),
      context: all(SHOP.replace('STRICT', 'UNSET'), policy('default', STRICT, 'istio-system')),
      findings: [
        {
          on: 'Ingress shop/web',
          path: 'spec.defaultBackend.service.name',
          message:
            'The Ingress controller is not in the mesh and has no certificate of it, and the sidecars of Service "web" of namespace "shop" take nothing but mutual TLS (PeerAuthentication "istio-system/default" is STRICT): they reset its connections, and clients get 502 or 503',
          fix: 'Let the Ingress lead to the Service of an Istio gateway, with a VirtualService from there to this one',
        },
      ],
    },
    {
      name: 'two paths to one Service, by the annotation of old',
      objects: all(
        SHOP,
        ingress(
          `rules: [{ http: { paths: [${path('/a')}, ${path('/b')}] } }]`,
          ', annotations: { kubernetes.io/ingress.class: alb }',
        ),
      ),
      findings: [
        {
          on: 'Ingress shop/web',
          path: 'spec.rules[0].http.paths[0].backend.service.name',
          message:
            'The Ingress controller is not in the mesh and has no certificate of it, and the sidecars of Service "web" of namespace "shop" take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): they reset its connections, and clients get 502 or 503',
          fix: 'Let the Ingress lead to the Service of an Istio gateway, with a VirtualService from there to this one',
        },
      ],
    },
  ],
});
