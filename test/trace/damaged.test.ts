import { Catalog } from '../../lib/manifest/catalog';
import type { Json, JsonObject, Manifest } from '../../lib/manifest/manifest';
import { readClient, type RequestOptions } from '../../lib/trace/client-options';
import { trace } from '../../lib/trace/trace';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';
import { EDGE, HTTP, SHOP, gateway, https, object, routes, service, workload } from './tracer';

const ROUTE = `{
  match: [ { uri: { prefix: /a }, headers: { x: { exact: y } }, withoutHeaders: { z: {} }, queryParams: { q: { exact: v } }, method: { exact: GET }, authority: { prefix: a }, port: 443, gateways: [ edge/public ] } ],
  rewrite: { uri: /b, authority: c.test }, timeout: 1s, retries: { attempts: 1 }, mirror: { host: web }, mirrors: [ { destination: { host: web } } ],
  fault: { abort: { percentage: { value: 1 }, httpStatus: 500 }, delay: { percentage: { value: 1 } } },
  headers: { request: { set: { a: b }, add: { c: d }, remove: [ e ] } },
  route: [ { destination: { host: web, subset: v1, port: { number: 80 } }, weight: 50 }, { destination: { host: web }, weight: 50, headers: { request: { set: { a: b } } } } ]
}`;
const SETS: Readonly<Record<string, string>> = {
  gateway:
    EDGE +
    SHOP +
    gateway(`${HTTP}, ${https('shop/a.test', 'mode: MUTUAL, credentialName: cert, subjectAltNames: [ x ]')}`) +
    routes(
      `hosts: [ a.test ], exportTo: [ "*" ], http: [ ${ROUTE}, { match: [ { uri: { exact: /d } } ], delegate: { name: part } }, { redirect: { uri: /x, port: 1 } } ]`,
    ) +
    `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: part, namespace: shop }
spec: { http: [ { match: [ { uri: { exact: /d } } ], directResponse: { status: 200 } } ] }
` +
    object(
      'DestinationRule',
      'shop/rule',
      '{ host: web, trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [ { port: { number: 80 }, tls: { mode: SIMPLE } } ] }, subsets: [ { name: v1, labels: { app: web }, trafficPolicy: { tls: { mode: DISABLE } } } ] }',
    ) +
    object(
      'PeerAuthentication',
      'shop/own',
      '{ selector: { matchLabels: { app: web } }, mtls: { mode: STRICT }, portLevelMtls: { "8080": { mode: DISABLE } } }',
    ) +
    object(
      'AuthorizationPolicy',
      'shop/p',
      '{ action: ALLOW, rules: [ { from: [ { source: { principals: [ "*" ] } } ], to: [ { operation: { paths: [ /b ] } } ], when: [ { key: "request.headers[a]", values: [ b ] } ] } ] }',
    ) +
    object(
      'Certificate',
      'edge/cert',
      '{ secretName: cert, dnsNames: [ a.test ], issuerRef: { kind: ClusterIssuer, name: ca } }',
    ),
  connections:
    EDGE +
    SHOP +
    gateway(
      '{ port: { number: 443, name: tls, protocol: TLS }, hosts: [ a.test ], tls: { mode: PASSTHROUGH } }, { port: { number: 80, name: tcp, protocol: TCP }, hosts: [ "*" ] }',
    ) +
    routes(
      'hosts: [ a.test ], tls: [ { match: [ { sniHosts: [ a.test ], port: 443 } ], route: [ { destination: { host: web, port: { number: 80 } } } ] } ], tcp: [ { match: [ { port: 80 } ], route: [ { destination: { host: out.test } } ] } ]',
    ) +
    object(
      'ServiceEntry',
      'shop/out',
      '{ hosts: [ out.test ], ports: [ { number: 80, name: http, protocol: HTTP } ], location: MESH_EXTERNAL, resolution: DNS }',
    ),
  ingress:
    EDGE +
    SHOP +
    gateway(HTTP) +
    object(
      'Ingress',
      'edge/door',
      '{ ingressClassName: nginx, tls: [ { hosts: [ a.test ], secretName: front } ], defaultBackend: { service: { name: gw, port: { number: 80 } } }, rules: [ { host: a.test, http: { paths: [ { path: /a, pathType: Prefix, backend: { service: { name: gw, port: { name: http } } } } ] } } ] }',
    ).replace(
      'namespace:',
      'annotations: { nginx.ingress.kubernetes.io/backend-protocol: HTTPS, nginx.ingress.kubernetes.io/proxy-ssl-secret: edge/x, nginx.ingress.kubernetes.io/proxy-ssl-server-name: "on" }, namespace:',
    ),
  mesh:
    SHOP +
    workload('caller') +
    service('alias', { spec: 'type: ExternalName, externalName: web.shop.svc.cluster.local' }) +
    object(
      'VirtualService',
      'shop/vs',
      '{ hosts: [ web ], http: [ { match: [ { sourceLabels: { app: caller }, port: 80 } ], route: [ { destination: { host: alias } } ] } ] }',
    ),
};

const REQUESTS: readonly (readonly [string, RequestOptions])[] = [
  ['https://a.test/a?q=v', { header: ['x: y'], clientCert: 'edge/cert' }],
  ['https://a.test/d', { sni: false }],
  ['http://a.test/a', {}],
  ['http://web/a', { from: 'shop/caller' }],
  ['https://a.test/a', { entry: 'Gateway/edge/public' }],
  ['https://a.test/a', { entry: 'Ingress/edge/door' }],
];

/** The objects with each field, list item or map entry set to null, or to a wrong type, each in turn. */
function* damaged(objects: readonly Manifest[]): Generator<readonly Manifest[]> {
  for (const [at, manifest] of objects.entries()) {
    for (const value of damagedValues(manifest.value))
      yield objects.with(at, { ...manifest, value: value as JsonObject });
  }
}

function damagedValues(value: Json): Json[] {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.flatMap((item, index) =>
      [null, 7, 'constructor', ...damagedValues(item)].map((other) => items.with(index, other)),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const whole = value as JsonObject;
  return Object.entries(whole).flatMap(([key, item]) =>
    [null, 7, 'constructor', [], {}, ...damagedValues(item)].map((other) => ({ ...whole, [key]: other })),
  );
}

const clients = REQUESTS.map(([url, options]) => {
  const { client } = readClient(url, options);
  if (client === undefined) throw new Error(url);
  return client;
});

test.each(Object.entries(SETS))('null and wrong types anywhere: %s', (_, text) => {
  const objects = objectsOf(text);
  let count = 0;
  for (const each of damaged(objects)) {
    count += 1;
    const mesh = new Mesh(new Catalog(each));
    for (const client of clients) expect(trace(mesh, client).length).toBeGreaterThan(0);
  }
  expect(count).toBeGreaterThan(100);
});

const toldOf = (objects: readonly Manifest[]) => {
  const mesh = new Mesh(new Catalog(objects));
  return clients.map((client) =>
    trace(mesh, client).map(({ hops, end }) => [...hops.map(({ to, protection }) => `${to} ${protection}`), end?.why]),
  );
};

test.each(Object.entries(SETS))('the order of objects changes nothing: %s', (_, text) => {
  expect(toldOf(objectsOf(text).toReversed())).toEqual(toldOf(objectsOf(text)));
});
