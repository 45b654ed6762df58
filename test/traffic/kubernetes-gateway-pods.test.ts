import { Catalog } from '../../lib/manifest/catalog';
import { KubernetesGatewayPods } from '../../lib/traffic/kubernetes-gateway-pods';
import { objectsOf } from '../manifest/reading';

function gateway(name: string, spec: string, labels = '{}'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge, labels: ${labels}}
spec: ${spec}
---`;
}

const INPUT = `${[
  gateway('public', '{gatewayClassName: istio}', '{team: web}'),
  gateway(
    'labelled',
    '{gatewayClassName: istio, infrastructure: {labels: {tier: front}}, addresses: [{value: 10.0.0.1}]}',
    '{team: web}',
  ),
  gateway('waypoint', '{gatewayClassName: istio-waypoint}'),
  gateway('own', '{gatewayClassName: ours}'),
  gateway('foreign', '{gatewayClassName: nginx}'),
  gateway('unknown', '{gatewayClassName: nobody}'),
  gateway('remote', '{gatewayClassName: istio-remote}'),
  gateway('manual', '{gatewayClassName: istio, addresses: [{type: Hostname, value: a.b}]}'),
  gateway('several', '{gatewayClassName: istio, addresses: [{value: 10.0.0.1}, {value: 10.0.0.2}]}'),
  gateway('odd', '7'),
].join('')}
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: ours}
spec: {controllerName: istio.io/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: nginx}
spec: {controllerName: gateway.nginx.org/nginx-gateway-controller}
---
apiVersion: v1
kind: Pod
metadata: {name: there, namespace: shop, labels: {gateway.networking.k8s.io/gateway-name: there}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
`;

const pods = new KubernetesGatewayPods(new Catalog(objectsOf(INPUT)));

test.each([
  [{}, undefined, ['public', 'labelled', 'waypoint', 'own', 'there']],
  [{}, 'shop', ['there']],
  [{}, 'nowhere', []],
  [{ team: 'web' }, 'edge', ['public']],
  [{ tier: 'front' }, 'edge', ['labelled']],
  [{ 'gateway.networking.k8s.io/gateway-name': 'own' }, undefined, ['own']],
  [{ 'gateway.networking.k8s.io/gateway-class-name': 'istio', team: 'web' }, undefined, ['public']],
  [{ team: 'web', other: 'x' }, undefined, []],
])('%j in %s', (labels, namespace, names) => {
  expect(pods.matching(labels, namespace).map(({ name }) => name)).toEqual(names);
});

test('waypoints are told from gateways', () => {
  const waypoints = pods.matching({}).filter(({ isWaypoint }) => isWaypoint);
  expect(waypoints.map(({ name }) => name)).toEqual(['waypoint']);
});
