import { Catalog } from '../../lib/manifest/catalog';
import { clientAddressAt } from '../../lib/traffic/client-address';
import { Mesh } from '../../lib/traffic/mesh';
import { gatewayTopologyIn, meshConfigOf } from '../../lib/traffic/mesh-config';
import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { objectsOf } from '../manifest/reading';

function at(annotations: string, services: readonly string[], config = {}) {
  const objects = services.map(
    (spec, index) => `
apiVersion: v1
kind: Service
metadata: {name: s${index}, namespace: edge}
spec: {selector: {app: gateway}, ${spec}}
---`,
  );
  const pod = `
apiVersion: v1
kind: Pod
metadata: {name: gateway, namespace: edge, labels: {app: gateway}, annotations: ${annotations}}`;
  const mesh = new Mesh(new Catalog(objectsOf(objects.join('') + pod)), meshConfigOf(config));
  const [first] = mesh.catalog.pods;
  if (first === undefined) throw new Error('There is a Pod.');
  const { isTold, hiddenBy } = clientAddressAt(first, mesh);
  return [isTold, hiddenBy?.name];
}

const ONE_PROXY = { defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } } };
const own = (config: string) => `{proxy.istio.io/config: '${config}'}`;

test.each([
  ['{}', [], {}, [false, undefined]],
  ['{}', ['type: ClusterIP', 'type: LoadBalancer'], {}, [false, 's1']],
  ['{}', ['type: NodePort'], {}, [false, 's0']],
  ['{}', ['type: LoadBalancer', 'type: NodePort, externalTrafficPolicy: Local'], {}, [false, undefined]],
  ['{}', ['type: LoadBalancer'], ONE_PROXY, [true, 's0']],
  [own('gatewayTopology: {}'), ['type: LoadBalancer'], ONE_PROXY, [false, 's0']],
  [own('gatewayTopology: {numTrustedProxies: 2}'), [], {}, [true, undefined]],
  [own('gatewayTopology: {proxyProtocol: {}}'), ['type: LoadBalancer'], {}, [true, undefined]],
  [own('concurrency: 2'), [], ONE_PROXY, [true, undefined]],
  [own('[: no YAML'), [], ONE_PROXY, [true, undefined]],
])('annotations %s, Services %j, mesh config %j', (annotations, services, config, expected) => {
  expect(at(annotations, services, config)).toEqual(expected);
});

test('odd topologies', () => {
  const odd: readonly Json[] = [null, 7, 'x', [], { numTrustedProxies: '1', proxyProtocol: null }];
  expect(odd.map((gatewayTopology) => gatewayTopologyIn(Field.of({ gatewayTopology })))).toEqual(
    odd.map(() => ({ numTrustedProxies: 0, hasProxyProtocol: false })),
  );
});
