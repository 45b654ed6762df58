import { Catalog } from '../../lib/manifest/catalog';
import { assumedGateway, isAssumed } from '../../lib/traffic/default-gateway';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

/** kind, namespace and name of what is assumed. */
function assumed(text: string, config = {}, context = '') {
  const catalog = new Catalog(objectsOf(text), { context: objectsOf(context) });
  return assumedGateway(catalog, meshConfigOf(config)).map(({ kind, namespace, name }) => [kind, namespace, name]);
}

const pod = (labels: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: edge, labels: ${labels} }\nspec: { containers: [] }\n`;

const BOTH = [
  ['Pod', 'istio-system', 'istio-ingressgateway'],
  ['Service', 'istio-system', 'istio-ingressgateway'],
];

test('Pod and Service are as istioctl installs them, and told from all others', () => {
  const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
  const found = assumedGateway(new Catalog([]), meshConfigOf());

  expect(found.map(({ value }) => value)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'istio-ingressgateway', namespace: 'istio-system', labels },
      spec: {
        serviceAccountName: 'istio-ingressgateway-service-account',
        containers: [{ name: 'istio-proxy', image: 'istio/proxyv2', args: ['proxy', 'router'] }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'istio-ingressgateway', namespace: 'istio-system', labels },
      spec: {
        type: 'LoadBalancer',
        selector: labels,
        ports: [
          { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP' },
          { name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP' },
          { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' },
          { name: 'tcp', port: 31400, targetPort: 31400, protocol: 'TCP' },
          { name: 'tls', port: 15443, targetPort: 15443, protocol: 'TCP' },
        ],
      },
    },
  ]);
  expect([...found, ...objectsOf(pod('{}'))].map(isAssumed)).toEqual([true, true, false]);
  expect(found.map(({ origin }) => [origin.file, origin.locate(['spec'])])).toEqual([
    ['', { line: 1, column: 1 }],
    ['', { line: 1, column: 1 }],
  ]);
});

test.each([
  ['an empty input', '', BOTH],
  ['a Pod with another gateway label', pod('{ istio: edge }'), BOTH],
  ['a Pod without labels', pod('null'), BOTH],
  ['a Pod with a label that is no text', pod('{ istio: 1 }'), BOTH],
  ['a Pod that may be the gateway, in whatever namespace', pod('{ istio: ingressgateway }'), []],
  [
    'a Deployment of such Pods',
    `
apiVersion: apps/v1
kind: Deployment
metadata: { name: d }
spec: { template: { metadata: { labels: { istio: ingressgateway } } } }
`,
    [],
  ],
  [
    'the Service alone',
    `{ apiVersion: v1, kind: Service, metadata: { name: istio-ingressgateway, namespace: istio-system } }`,
    [BOTH[0]],
  ],
])('what is assumed beside %s', (_, text, expected) => {
  expect([assumed(text), assumed('', {}, text)]).toEqual([expected, expected]);
});

test('the mesh config decides whether there is a gateway, how it is called and where it is', () => {
  const config = { rootNamespace: 'mesh', ingressService: 'edge', ingressSelector: 'edge' };

  expect(assumed(pod('{ istio: ingressgateway }'), config)).toEqual([
    ['Pod', 'mesh', 'istio-ingressgateway'],
    ['Service', 'mesh', 'edge'],
  ]);
  expect([
    assumed(pod('{ istio: edge }'), config),
    assumed('', { ingressControllerMode: 'OFF' }),
    assumed('', { ingressControllerMode: 'DEFAULT' }),
  ]).toEqual([[], [], BOTH]);
});
