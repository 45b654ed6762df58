import { Catalog } from '../../lib/manifest/catalog';
import { isCaptured } from '../../lib/traffic/inbound-ports';
import { objectsOf } from '../manifest/reading';

test.each([
  ['', true],
  ['traffic.sidecar.istio.io/excludeInboundPorts: "9090, 8080"', false],
  ['traffic.sidecar.istio.io/excludeInboundPorts: "80"', true],
  ['traffic.sidecar.istio.io/excludeInboundPorts: 8080', true],
  ['traffic.sidecar.istio.io/includeInboundPorts: "*"', true],
  ['traffic.sidecar.istio.io/includeInboundPorts: ""', false],
  ['traffic.sidecar.istio.io/includeInboundPorts: "80,8080"', true],
  ['traffic.sidecar.istio.io/includeInboundPorts: "80"', false],
])('annotation %j: port 8080 goes through the sidecar: %p', (annotation, expected) => {
  const { pods } = new Catalog(
    objectsOf(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations: { ${annotation} }\n`),
  );
  expect(pods.map((pod) => isCaptured(pod, 8080))).toEqual([expected]);
});
