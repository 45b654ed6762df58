import { Catalog } from '../../lib/manifest/catalog';
import { type JsonObject, pathText } from '../../lib/manifest/manifest';
import { IngressControllers } from '../../lib/traffic/ingress-controller';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

const ingress = (spec: string, annotations = '{}') => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: edge, annotations: ${annotations} }
spec: ${spec}
`;

const ingressClass = (name: string, controller: string, annotations = '{}') => `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}, annotations: ${annotations} }
spec: { controller: ${controller} }
`;

const DEFAULT = '{ ingressclass.kubernetes.io/is-default-class: "true" }';

function controllerIn(text: string, mesh: JsonObject = {}) {
  const catalog = new Catalog(objectsOf(text));
  const [one] = catalog.ofKind('Ingress.networking.k8s.io');
  if (one === undefined) throw new Error('no Ingress');
  const { family, className, path, ingressClass: found } = new IngressControllers(catalog, meshConfigOf(mesh)).of(one);
  return { family, className, path: pathText(path), ingressClass: found?.name };
}

const familyIn = (text: string, mesh?: JsonObject) => controllerIn(text, mesh).family;

test.each([
  ['traefik.io/ingress-controller', 'traefik'],
  ['k8s.io/ingress-nginx', 'nginx'],
  ['k8s.io/internal-ingress-nginx', 'nginx'],
  ['nginx.org/ingress-controller', 'unknown'],
  ['ingress.k8s.aws/alb', 'alb'],
  ['eks.amazonaws.com/alb', 'alb'],
  ['k8s.io/ingress-gce', 'gce'],
  ['istio.io/ingress-controller', 'istio'],
  ['haproxy.org/ingress-controller', 'unknown'],
])('the IngressClass of controller %s is of %s, whatever it is called', (controller, family) => {
  expect(familyIn(ingress('{ ingressClassName: edge }') + ingressClass('edge', controller))).toBe(family);
});

test.each([
  ['public-iks-traefik', 'traefik'],
  ['traefik', 'traefik'],
  ['nginx', 'nginx'],
  ['public-iks-k8s-nginx', 'nginx'],
  ['nginx-internal', 'nginx'],
  ['alb', 'alb'],
  ['gce-internal', 'gce'],
  ['istio', 'istio'],
  ['notraefikish', 'unknown'],
  ['haproxy', 'unknown'],
  ['constructor', 'unknown'],
])('without the IngressClass, a class called %s is of %s', (name, family) => {
  expect(familyIn(ingress(`{ ingressClassName: ${name} }`))).toBe(family);
});

test.each([
  ['traefik.ingress.kubernetes.io/router.tls', 'traefik'],
  ['nginx.ingress.kubernetes.io/proxy-ssl-verify', 'nginx'],
  ['alb.ingress.kubernetes.io/scheme', 'alb'],
  ['networking.gke.io/managed-certificates', 'gce'],
  ['ingress.bluemix.net/ssl-services', 'ibm'],
  ['nginx.org/rewrites', 'unknown'],
  ['example.com/alb.ingress.kubernetes.io/', 'unknown'],
])('annotation %s shows %s where the class does not', (key, family) => {
  expect(familyIn(ingress('{ ingressClassName: edge }', `{ ${key}: "x" }`))).toBe(family);
  expect(familyIn(ingress('{}', `{ ${key}: "x" }`))).toBe(family);
});

test('a class that is known counts before annotations, but those of another NGINX', () => {
  const nginx = '{ nginx.ingress.kubernetes.io/backend-protocol: HTTPS }';
  expect(familyIn(ingress('{ ingressClassName: alb }', nginx))).toBe('alb');
  expect(familyIn(ingress('{ ingressClassName: nginx }', '{ nginx.org/rewrites: x }'))).toBe('unknown');
  expect(familyIn(ingress('{ ingressClassName: edge }', nginx) + ingressClass('edge', 'example.com/x'))).toBe(
    'unknown',
  );
});

test('annotations of several controllers show none', () => {
  const both = '{ nginx.ingress.kubernetes.io/x: a, alb.ingress.kubernetes.io/x: b }';
  expect(familyIn(ingress('{}', both))).toBe('unknown');
});

test('the old annotation counts before the field', () => {
  expect(controllerIn(ingress('{ ingressClassName: alb }', '{ kubernetes.io/ingress.class: nginx }'))).toEqual({
    family: 'nginx',
    className: 'nginx',
    path: 'metadata.annotations["kubernetes.io/ingress.class"]',
    ingressClass: undefined,
  });
});

test('without a class the default one', () => {
  const classes = ingressClass('edge', 'traefik.io/ingress-controller', DEFAULT) + ingressClass('x', 'k8s.io/x');
  expect(controllerIn(ingress('{}') + classes)).toEqual({
    family: 'traefik',
    className: 'edge',
    path: 'spec.ingressClassName',
    ingressClass: 'edge',
  });
});

test('of several default classes none, since the newest counts', () => {
  const classes = ['one', 'two'].map((name) => ingressClass(name, 'traefik.io/ingress-controller', DEFAULT));
  expect(familyIn(ingress('{}') + classes.join(''))).toBe('unknown');
});

test("Istio's own class is that of the mesh config", () => {
  const edge = ingress('{ ingressClassName: edge }');
  expect(familyIn(edge, { ingressClass: 'edge' })).toBe('istio');
  expect(familyIn(edge, { ingressClass: 'edge', ingressControllerMode: 'OFF' })).toBe('unknown');
  expect(familyIn(ingress('{}'), { ingressControllerMode: 'DEFAULT' })).toBe('istio');
  expect(familyIn(ingress('{}'))).toBe('unknown');
});

test.each(['null', '5', '{ ingressClassName: 5 }', '{ ingressClassName: null }', '[]'])('takes spec %s', (spec) => {
  expect(familyIn(ingress(spec, 'null'))).toBe('unknown');
});
