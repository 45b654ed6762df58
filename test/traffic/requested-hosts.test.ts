import { Catalog } from '../../lib/manifest/catalog';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const INPUT = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: None, ports: [{port: 5432}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api, namespace: shop}
spec: {hosts: [API.example.net, "*.wild.example.net"]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com, null], gateways: [all]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: rest, namespace: shop}
spec: {hosts: ["*"], gateways: [some, all]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: some, namespace: shop}
spec: {servers: [{port: {number: 80}, hosts: [rest.example.com]}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: other, namespace: shop}
spec: {servers: [{port: {number: 80}, hosts: ["*", shop/passed.example.com]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec: {hostnames: [route.example.com], parentRefs: [{name: web}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: inside, namespace: shop}
spec: {parentRefs: [{kind: Service, name: web}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {listeners: [{hostname: listener.example.com}, {port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{host: ingress.example.com}]}
`;

const hostsIn = (text: string) => new Mesh(new Catalog(objectsOf(text))).requestedHosts;
const hosts = hostsIn(INPUT);

test.each([
  'web',
  'web.shop',
  'web.shop.svc',
  'WEB.shop.svc.cluster.local',
  'db-0.db',
  'db-0.db.shop.svc.cluster.local',
  'api.example.net',
  'a.wild.example.net',
  'shop.example.com',
  'rest.example.com',
  'passed.example.com',
  'route.example.com',
  'listener.example.com',
  'ingress.example.com',
  '*',
  '*.example.com',
  '*hop.example.com',
  '*.b.wild.example.net',
  'we*',
  'shop.*',
  'any*',
])('%s can be asked for', (pattern) => {
  expect(hosts.has(pattern, 'shop')).toBe(true);
});

test.each([
  'cart',
  'web.front',
  'web.shop.cluster.local',
  'wild.example.net',
  'shop.example.org',
  '*.example.org',
  '*x',
])('%s cannot', (pattern) => {
  expect([hosts.has(pattern, 'shop'), hosts.has(pattern)]).toEqual([false, false]);
});

test('short names are of a namespace, or of any', () => {
  expect([hosts.has('web', 'front'), hosts.has('web')]).toEqual([false, true]);
});

test('beginnings without wildcards among the hosts', () => {
  const few = hostsIn('{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}}');
  expect(['web*', 'web.s*', 'x*', 'x*'].map((pattern) => few.has(pattern))).toEqual([true, true, false, false]);
});

test.each([
  'apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}, spec: {rules: [{}]}',
  'apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: a}, spec: {parentRefs: [{name: b}]}',
])('whatever host is asked for, with {%s}', (object) => {
  expect(hostsIn(`{${object}}`).has('x.example.org')).toBe(true);
});

test('whether any are known: the gateway that is assumed tells nothing', () => {
  expect([hosts.areKnown, hostsIn('').areKnown]).toEqual([true, false]);
});
