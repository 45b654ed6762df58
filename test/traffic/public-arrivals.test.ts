import { Catalog } from '../../lib/manifest/catalog';
import { Mesh } from '../../lib/traffic/mesh';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { publicArrivals } from '../../lib/traffic/public-arrivals';
import { objectsOf } from '../manifest/reading';

const BASE = `
apiVersion: v1
kind: Pod
metadata: {name: gateway, namespace: edge, labels: {app: gateway}}
spec: {serviceAccountName: gw, containers: [{name: istio-proxy, image: p, args: [router]}]}
---
apiVersion: v1
kind: Service
metadata: {name: gateway, namespace: edge}
spec: {selector: {app: gateway}, ports: [{port: 443, targetPort: 8443}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web, sidecar.istio.io/inject: "true"}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: grpc, port: 80, targetPort: 8080}]}
---`;
const gateway = (server: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: edge}
spec: {selector: {app: gateway}, servers: [{hosts: ["*"], ${server}}]}
---`;
const HTTPS = gateway('port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE}');
const route = (spec: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [a.example.com], gateways: [edge/public], ${spec}}
---`;
const TO_WEB = 'route: [{destination: {host: web}}]';
const DESTINATION_RULE = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, trafficPolicy: {tls: {mode: SIMPLE}}}`;

function requests(text: string, config = {}) {
  const mesh = new Mesh(new Catalog(objectsOf(BASE + text)), meshConfigOf(config));
  return [...publicArrivals(mesh)].map(({ at, facts }) => ({ at: at.owner.name, ...facts }));
}

const IN = { at: 'gateway', protocol: 'http', port: 8443, principal: '', host: 'a.example.com' };
const PRINCIPAL = { principal: 'cluster.local/ns/edge/sa/gw' };
const WEB = { at: 'web', protocol: 'http', port: 8080, ...PRINCIPAL, host: 'a.example.com' };

test('what arrives at the gateway and behind it', () => {
  expect(requests(HTTPS + route(`http: [{${TO_WEB}}]`))).toEqual([IN, WEB]);
});

test.each([
  'port: {number: 80, protocol: HTTP}, tls: {httpsRedirect: true}',
  'port: {number: 443, protocol: HTTPSX}, tls: {mode: SIMPLE}',
  'port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLEX}',
])('nothing by a server with %s', (server) => {
  expect(requests(gateway(server) + route(`http: [{${TO_WEB}}]`))).toEqual([]);
});

test.each([
  ['match: [{uri: {exact: /a}}]', { path: '/a' }],
  ['match: [{uri: {exact: /a}}], rewrite: {uri: /b, authority: web}', { path: '/b', host: 'web' }],
  ['match: [{uri: {prefix: /a}}], rewrite: {uri: /b}', {}],
  ['match: [{uri: {exact: /a}}, {uri: {exact: /b}}]', {}],
  ['headers: {request: {set: {Host: b}}}', { host: undefined }],
])('with %s', (more, facts) => {
  const { host, ...rest } = { ...WEB, ...facts };
  const expected = host === undefined ? rest : { ...rest, host };
  expect(requests(HTTPS + route(`http: [{${more}, ${TO_WEB}}]`))).toEqual([IN, expected]);
});

test.each([
  ['routes of another kind', HTTPS + route(`tcp: [{${TO_WEB}}]`)],
  ['routes for some gateways', HTTPS + route(`http: [{match: [{gateways: [other]}], ${TO_WEB}}]`)],
  ['mirrors', HTTPS + route('http: [{mirror: {host: web}, route: [{destination: {host: gone}}]}]')],
  ['ports that the Service lacks', HTTPS + route('http: [{route: [{destination: {host: web, port: {number: 81}}}]}]')],
  ['unknown subsets', HTTPS + route('http: [{route: [{destination: {host: web, subset: a}}]}]')],
])('%s lead nowhere', (_, text) => {
  expect(requests(text)).toEqual([IN]);
});

test('what is redirected, or not exported, does not come in', () => {
  const redirect = gateway('port: {number: 80, protocol: HTTP}, tls: {httpsRedirect: true}');
  expect(requests(redirect + route(`http: [{${TO_WEB}}]`))).toEqual([]);
  expect(requests(HTTPS + route(`exportTo: ["."], http: [{${TO_WEB}}]`))).toEqual([]);
});

test.each([
  ['port: {number: 443, protocol: TLS}, tls: {mode: PASSTHROUGH}', 'tls', { principal: '' }],
  ['port: {number: 443, protocol: TLS}, tls: {mode: SIMPLE}', 'tcp', { principal: '' }],
  ['port: {number: 443, protocol: TLS}, tls: {mode: MUTUAL}', 'tcp', {}],
])('connections through {%s}', (server, kind, identity) => {
  const { host, ...web } = WEB;
  const arriving = { at: 'gateway', protocol: 'tcp', port: 8443, host, ...identity };
  expect(requests(gateway(server) + route(`${kind}: [{${TO_WEB}}]`))).toEqual([arriving, web]);
});

test('the gateway shows an identity only with mutual TLS', () => {
  const { principal, ...anonymous } = WEB;
  const all = HTTPS + route(`http: [{${TO_WEB}}]`);
  expect(principal).toBe(PRINCIPAL.principal);
  expect(requests(all, { enableAutoMtls: false })).toEqual([IN, anonymous]);
  expect(requests(all + DESTINATION_RULE)).toEqual([IN, anonymous]);
  expect(requests(all + DESTINATION_RULE.replace('SIMPLE', 'ISTIO_MUTUAL'), { enableAutoMtls: false })).toEqual([
    IN,
    WEB,
  ]);
});

test('ports other than the usual ones are part of the host', () => {
  const [first] = requests(gateway('port: {number: 8080, protocol: HTTP}') + route(`http: [{${TO_WEB}}]`));
  expect(first).toEqual({ at: 'gateway', protocol: 'http', port: 8080, principal: '' });
});
