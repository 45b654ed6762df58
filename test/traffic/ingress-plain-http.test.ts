import { Catalog } from '../../lib/manifest/catalog';
import type { JsonObject } from '../../lib/manifest/manifest';
import type { ControllerFamily } from '../../lib/traffic/ingress-controller';
import { servesHttps } from '../../lib/traffic/ingress-plain-http';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

type Annotations = Readonly<Record<string, string>>;

const metadata = (name: string, annotations: Annotations = {}) => ({ name, namespace: 'edge', annotations });
const nginx = (key: string, value: string) => ({ [`nginx.ingress.kubernetes.io/${key}`]: value });
const plain = (className: string, annotations: Annotations, spec: JsonObject = {}, ...more: JsonObject[]) => {
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('shop', annotations),
    spec: { ingressClassName: className, ...spec },
  };
  const objects = [ingress, ...more].map((object) => JSON.stringify(object)).join('\n---\n');
  const { ingresses } = new Mesh(new Catalog(objectsOf(objects)));
  return ingresses.all.map((one) => ingresses.plainHttp(one, 'a.com'))[0];
};
const TLS = { tls: [{ hosts: ['a.com'], secretName: 'a' }] };
const traefik = (key: string, value: string) => ({ [`traefik.ingress.kubernetes.io/router.${key}`]: value });
const aws = (key: string, value: string) => ({ [`alb.ingress.kubernetes.io/${key}`]: value });
const custom = (apiVersion: string, kind: string, name: string, spec: JsonObject) => ({
  apiVersion,
  kind,
  metadata: metadata(name),
  spec,
});

test.each<[string, Annotations, JsonObject, string | undefined]>([
  ['nginx', {}, {}, 'served'],
  ['nginx', {}, TLS, 'redirected'],
  ['nginx', {}, { tls: [{ hosts: ['b.com'] }] }, 'served'],
  ['nginx', nginx('ssl-redirect', 'false'), TLS, 'served'],
  ['nginx', nginx('ssl-redirect', 'no'), TLS, 'redirected'],
  ['nginx', nginx('force-ssl-redirect', 'true'), {}, 'redirected'],
  ['traefik', {}, TLS, undefined],
  ['traefik', traefik('tls', 'true'), TLS, 'refused'],
  ['traefik', traefik('entrypoints', 'websecure'), TLS, 'refused'],
  ['traefik', traefik('entrypoints', 'web,websecure'), TLS, undefined],
  ['traefik', traefik('middlewares', 'edge-to-https@kubernetescrd'), TLS, 'redirected'],
  ['traefik', traefik('middlewares', 'edge-headers@kubernetescrd'), TLS, undefined],
  ['traefik', traefik('middlewares', 'edge-to-https@file'), TLS, undefined],
  ['traefik', nginx('backend-protocol', 'HTTPS'), TLS, 'redirected'],
  ['alb', {}, TLS, 'served'],
  ['alb', aws('certificate-arn', 'arn'), {}, 'refused'],
  ['alb', aws('listen-ports', '[{"HTTP": 80}, {"HTTPS": 443}]'), {}, 'served'],
  [
    'alb',
    { ...aws('listen-ports', '[{"HTTP": 80}, {"HTTPS": 443}]'), ...aws('ssl-redirect', '443') },
    {},
    'redirected',
  ],
  ['alb', aws('listen-ports', '[{"HTTPS": 443}]'), {}, 'refused'],
  ['alb', aws('listen-ports', '['), {}, undefined],
  ['gce', {}, TLS, 'served'],
  ['gce', { 'kubernetes.io/ingress.allow-http': 'false' }, TLS, 'refused'],
  ['gce', { 'networking.gke.io/v1beta1.FrontendConfig': 'redirect' }, TLS, 'redirected'],
  ['gce', { 'networking.gke.io/v1beta1.FrontendConfig': 'nothing' }, TLS, undefined],
  ['istio', {}, TLS, 'served'],
  ['edge', { 'ingress.bluemix.net/redirect-to-https': 'True' }, TLS, 'redirected'],
  ['edge', { 'ingress.bluemix.net/ssl-services': '' }, TLS, 'served'],
  ['haproxy', {}, TLS, undefined],
])('%s with %j and %j', (className, annotations, spec, expected) => {
  const more = [
    custom('traefik.io/v1alpha1', 'Middleware', 'to-https', { redirectScheme: { scheme: 'https' } }),
    custom('traefik.io/v1alpha1', 'Middleware', 'headers', { headers: {} }),
    custom('networking.gke.io/v1beta1', 'FrontendConfig', 'redirect', { redirectToHttps: { enabled: true } }),
  ];
  expect(plain(className, annotations, spec, ...more)).toBe(expected);
});

test.each<[ControllerFamily, Annotations, JsonObject, boolean | undefined]>([
  ['alb', {}, TLS, false],
  ['alb', aws('certificate-arn', 'arn'), {}, true],
  ['alb', aws('listen-ports', '[{"HTTP": 80}, {"HTTPS": 443}]'), {}, true],
  ['alb', aws('listen-ports', '[{"HTTP": 80}]'), TLS, false],
  ['alb', aws('listen-ports', '{'), TLS, undefined],
  ['gce', {}, {}, false],
  ['gce', {}, TLS, true],
  ['gce', { 'networking.gke.io/managed-certificates': 'a' }, {}, true],
  ['gce', { 'ingress.gcp.kubernetes.io/pre-shared-cert': 'a' }, {}, true],
  ['nginx', {}, {}, undefined],
  ['unknown', {}, TLS, undefined],
])('%s with %j and %j has a listener for HTTPS: %s', (family, annotations, spec, expected) => {
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: metadata('shop', annotations), spec };
  const [ingress] = objectsOf(JSON.stringify(object));
  expect(ingress && servesHttps(ingress, family)).toBe(expected);
});
