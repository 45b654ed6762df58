import { Catalog } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const MODE = 'istio.io/dataplane-mode';
const USE = 'istio.io/use-waypoint';

const INPUT = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${MODE}: ambient, ${USE}: waypoint}}
---
apiVersion: v1
kind: Namespace
metadata: {name: plain}
---
apiVersion: v1
kind: Namespace
metadata: {name: odd, labels: {${MODE}: 7, ${USE}: null}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: own, namespace: plain, labels: {${USE}: other, ${USE}-namespace: infra}}
spec: {selector: {app: own}}
---
apiVersion: v1
kind: Service
metadata: {name: out, namespace: shop, labels: {${USE}: none}}
spec: {selector: {app: out}}
---
apiVersion: v1
kind: Service
metadata: {name: unknown, namespace: gone}
spec: {selector: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: out, namespace: shop, labels: {app: out, ${MODE}: none}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: own, namespace: plain, labels: {${USE}: ignored}}
spec: {template: {metadata: {labels: {app: own, ${MODE}: ambient, ${USE}: pods}}, spec: {}}}
`;

const mesh = new Mesh(new Catalog(objectsOf(INPUT)));
const { ambient } = mesh;

function found(kind: string, namespace: string, name: string): Manifest {
  const manifest = mesh.catalog.tryFind(kind, namespace, name);
  if (manifest === undefined) throw new Error(`no ${kind} ${name}`);
  return manifest;
}

test.each([
  ['shop', true, true],
  ['plain', false, false],
  ['odd', false, false],
  ['gone', undefined, undefined],
])('namespace %s: ambient %s, waypoint %s', (name, isAmbient, hasWaypoint) => {
  expect([ambient.hasNamespace(name), ambient.hasNamespaceWaypoint(name)]).toEqual([isAmbient, hasWaypoint]);
});

test.each([
  ['shop', 'web', true, true],
  ['shop', 'out', false, false],
  ['plain', 'own', true, true],
  ['gone', 'unknown', undefined, undefined],
])('Service %s/%s: ambient %s, waypoint %s', (namespace, name, isAmbient, hasWaypoint) => {
  const service = found('Service', namespace, name);
  expect([ambient.hasService(service), ambient.hasWaypoint(service)]).toEqual([isAmbient, hasWaypoint]);
});

test.each([
  ['Namespace', '', 'shop', 'shop/waypoint', `metadata.labels.${USE}`],
  ['Service', 'plain', 'own', 'infra/other', `metadata.labels.${USE}`],
  ['Deployment.apps', 'plain', 'own', 'plain/pods', `spec.template.metadata.labels.${USE}`],
  ['Service', 'shop', 'out', undefined, undefined],
  ['Service', 'shop', 'web', undefined, undefined],
])('%s %s/%s asks for waypoint %s', (kind, namespace, name, wanted, path) => {
  const waypoint = ambient.labelledWaypoint(found(kind, namespace, name));
  expect(waypoint && `${waypoint.namespace}/${waypoint.name}`).toBe(wanted);
  expect(waypoint?.path.join('.')).toBe(path);
});

test.each([
  ['shop', 'web', 'waypoint'],
  ['plain', 'own', 'other'],
  ['shop', 'out', undefined],
  ['gone', 'unknown', undefined],
])('waypoint of Service %s/%s: %s', (namespace, name, waypoint) => {
  expect(ambient.waypointOf(found('Service', namespace, name))?.name).toBe(waypoint);
});
