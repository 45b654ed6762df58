import { parse } from '../../lib/manifest/parse';
import { traceWorlds } from '../../lib/trace/trace-worlds';
import { verdictOf } from '../../lib/trace/verdict';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { client } from '../report/traced';

const gateway = (mode: string) => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: ${mode === 'HTTP' ? 8080 : 8443}, name: a, protocol: ${mode} }
      hosts: [shop.example.com]
      ${mode === 'HTTP' ? '' : 'tls: { mode: PASSTHROUGH }'}
`;
const OTHER = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: other, namespace: shop }\n';

function trace(files: Readonly<Record<string, string>>, urls = ['http', 'https'] as const, context = '') {
  const objects = Object.entries(files).flatMap(([file, text]) => parse(file, text).objects);
  const input = { objects, context: parse('context.yaml', context).objects, meshConfig: undefined };
  const clients = urls.map((scheme) => ({ ...client, scheme, port: scheme === 'http' ? 80 : 443 }));
  return traceWorlds(input, () => ({ clients, untraceable: [] })).traced.map(
    ({ request, alternatives }) => [request.client.scheme, verdictOf(request), alternatives] as const,
  );
}

const REFUSED =
  'Does not arrive: connection refused, no Gateway has a server on port 8443 of gateway istio-system/istio-ingressgateway.';

test('one world', () => {
  expect(trace({ 'a.yaml': gateway('HTTP') })).toEqual([
    ['http', expect.stringContaining('404'), []],
    ['https', REFUSED, []],
  ]);
});

test('files that exclude each other: what is the same each time is told once', () => {
  const files = { 'a.yaml': gateway('HTTP'), 'b.yaml': gateway('TLS'), 'c.yaml': `${gateway('HTTP')}${OTHER}` };

  expect(trace(files)).toEqual([
    ['http', expect.stringContaining('404'), [['a.yaml', 'c.yaml']]],
    ['https', REFUSED, [['a.yaml', 'c.yaml']]],
    ['http', expect.stringContaining('port 8080'), [['b.yaml']]],
    ['https', expect.stringContaining('no tls or tcp route'), [['b.yaml']]],
  ]);
  expect(trace({ ...files, 'b.yaml': gateway('HTTP').replace('name: a', 'name: b') })).toEqual([
    ['http', expect.stringContaining('404'), []],
    ['https', REFUSED, []],
  ]);
});

test('the mesh config comes from the context, unless it is given', () => {
  const config = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "ingressControllerMode: 'OFF'" }
`;
  const objects = parse('a.yaml', gateway('HTTP')).objects;
  const context = parse('context.yaml', config).objects;
  const pods = (meshConfig: Parameters<typeof traceWorlds>[0]['meshConfig']) => {
    let found = -1;
    traceWorlds({ objects, context, meshConfig }, ({ catalog }) => {
      found = catalog.pods.length;
      return { clients: [], untraceable: [] };
    });
    return found;
  };

  expect([pods(undefined), pods(meshConfigOf())]).toEqual([0, 1]);
});

test('what is not traced is told once', () => {
  const { objects } = parse('a.yaml', gateway('HTTP'));
  const files = [...objects, ...parse('b.yaml', gateway('TLS')).objects, ...parse('c.yaml', OTHER).objects];
  const { untraced } = traceWorlds({ objects: files, context: [], meshConfig: undefined }, ({ catalog }) => ({
    clients: [],
    untraceable: catalog.judged.flatMap((manifest) => [
      { manifest, path: ['spec'], why: 'is odd' },
      { manifest, path: ['spec'], why: 'is open' },
    ]),
  }));

  expect(untraced.map(({ manifest, why }) => `${manifest.origin.file} ${manifest.kind} ${why}`)).toEqual([
    'a.yaml Gateway is odd',
    'a.yaml Gateway is open',
    'c.yaml ConfigMap is odd',
    'c.yaml ConfigMap is open',
    'b.yaml Gateway is odd',
    'b.yaml Gateway is open',
  ]);
});
