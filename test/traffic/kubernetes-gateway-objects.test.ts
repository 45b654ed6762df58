import { Catalog } from '../../lib/manifest/catalog';
import { isAssumed } from '../../lib/traffic/default-gateway';
import { objectsOfGateways } from '../../lib/traffic/kubernetes-gateway-objects';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

function gateway(metadata: string, spec: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {${metadata}}
spec: ${spec}
---`;
}

function madeFor(text: string): string[] {
  return objectsOfGateways(new Catalog(objectsOf(text))).map(
    ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
  );
}

const account = 'gateway.istio.io/service-account: runner';
const named = 'gateway.istio.io/name-override: front';

test.each([
  ['a gateway', 'name: edge, namespace: infra', '{gatewayClassName: istio}', 'infra/edge-istio', 'infra/edge-istio'],
  ['no namespace', 'name: edge', '{gatewayClassName: istio}', 'default/edge-istio', 'default/edge-istio'],
  ['a waypoint', 'name: wp, namespace: shop', '{gatewayClassName: istio-waypoint}', 'shop/wp', 'shop/wp'],
  ['east-west', 'name: ew, namespace: infra', '{gatewayClassName: istio-east-west}', 'infra/ew', 'infra/ew'],
  [
    'names of its own',
    `name: edge, namespace: infra, annotations: {${account}, ${named}}`,
    '{gatewayClassName: istio}',
    'infra/runner',
    'infra/front',
  ],
])('ServiceAccount and Service of %s', (_, metadata, spec, runsAs, service) => {
  expect(madeFor(gateway(metadata, spec))).toEqual([`ServiceAccount ${runsAs}`, `Service ${service}`]);
});

test.each([
  gateway('name: edge', '{gatewayClassName: nginx}'),
  gateway('name: edge', '{gatewayClassName: istio, addresses: [{type: Hostname, value: own.infra.svc.cluster.local}]}'),
  gateway('namespace: infra', '{gatewayClassName: istio}'),
  gateway('name: edge', '7'),
])('nothing for %j', (text) => {
  expect(madeFor(text)).toEqual([]);
});

test('a port of the Service for each of the listeners, and one for the status', () => {
  const listeners = [
    '{name: http, port: 80, protocol: HTTP}',
    '{name: a, port: 443, protocol: HTTPS}',
    '{name: b, port: 443, protocol: HTTPS}',
    'null',
  ].join(', ');
  const text = gateway('name: edge, namespace: infra', `{gatewayClassName: istio, listeners: [${listeners}]}`);
  const service = new Mesh(new Catalog(objectsOf(text))).registry.service('infra', 'edge-istio');

  expect(service?.ports.map(({ number, protocol }) => [number, protocol])).toEqual([
    [15021, ''],
    [80, 'HTTP'],
    [443, 'HTTPS'],
  ]);
  expect(service && isAssumed(service.manifest)).toBe(true);
});

test('what the input shows is not made again', () => {
  const shown = ['Service', 'ServiceAccount'].map(
    (kind) => `\napiVersion: v1\nkind: ${kind}\nmetadata: {name: edge-istio, namespace: infra}\n---`,
  );

  expect(madeFor(shown.join('') + gateway('name: edge, namespace: infra', '{gatewayClassName: istio}'))).toEqual([]);
});
