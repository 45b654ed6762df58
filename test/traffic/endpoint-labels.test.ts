import { Catalog } from '../../lib/manifest/catalog';
import { endpointLabels } from '../../lib/traffic/endpoint-labels';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const WORKLOADS = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: web, version: v1 } }
---
apiVersion: v1
kind: Pod
metadata: { name: b, namespace: other, labels: { app: web, version: v2 } }
---
apiVersion: networking.istio.io/v1beta1
kind: WorkloadEntry
metadata: { name: vm, namespace: shop }
spec: { address: 10.0.0.1, labels: { app: web, version: v3 } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: vms, namespace: shop }
spec: { metadata: { labels: { app: web, version: v4, odd: 7 } } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: odd, namespace: shop }
spec: null
---
`;

/** The label `version` of each endpoint. */
function versions(kind: string, spec: string): (string | undefined)[] | undefined {
  const [apiVersion, hosts] =
    kind === 'Service' ? ['v1', ''] : ['networking.istio.io/v1', 'hosts: [web.example.com], '];
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\nspec: { ${hosts}${spec} }\n`;
  const mesh = new Mesh(new Catalog(objectsOf(WORKLOADS + text)));
  const entry = mesh.registry.entries.find(({ manifest }) => manifest.name === 'web');
  return entry && endpointLabels(entry, mesh)?.map((labels) => labels['version']);
}

test.each([
  ['Service', 'selector: { app: web }', ['v1', 'v3', 'v4']],
  ['Service', 'selector: { app: none }', []],
  ['Service', 'selector: { app: 7 }', []],
  ['Service', 'ports: []', undefined],
  ['Service', 'type: ExternalName, externalName: example.com, selector: { app: web }', undefined],
  ['ServiceEntry', 'resolution: STATIC, workloadSelector: { labels: { app: web, version: v3 } }', ['v3']],
  [
    'ServiceEntry',
    'resolution: STATIC, endpoints: [{ labels: { version: v9 } }, {}, null]',
    ['v9', undefined, undefined],
  ],
  ['ServiceEntry', 'resolution: DNS', []],
  ['ServiceEntry', 'resolution: NONE', undefined],
  ['ServiceEntry', 'ports: []', undefined],
])('%s with %s: %j', (kind, spec, expected) => {
  expect(versions(kind, spec)).toEqual(expected);
});
