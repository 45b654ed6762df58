import { Catalog } from '../../lib/manifest/catalog';
import { droppedServers, isDropped } from '../../lib/traffic/dropped-servers';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const POD = `
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: edge, labels: { istio: edge } }
spec: { containers: [{ name: istio-proxy, image: istio/proxyv2, args: [proxy, router] }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: edge }
spec: { selector: { istio: edge }, ports: [{ name: https, port: 443, targetPort: 8443 }] }
`;

/** What a server of the Gateway is lost to, by the indexes of both. */
function lost(servers: string, others = POD, selector = '{ istio: edge }') {
  const text = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gw, namespace: shop }
spec: { selector: ${selector}, servers: ${servers} }
${others}`;
  const mesh = new Mesh(new Catalog(objectsOf(text)));
  const [gateway] = mesh.gateways.all;
  if (gateway === undefined) return [];
  return [...droppedServers(gateway, mesh)].map(([server, { host, taker }]) => {
    expect(isDropped(server, mesh)).toBe(true);
    return `${server.index} ${host.text} ${taker.server.index}`;
  });
}

const tls = (hosts: string, { port = 443, mode = 'SIMPLE', bind = '""', protocol = 'HTTPS' } = {}) =>
  `{ port: { number: ${port}, protocol: ${protocol}, name: p }, bind: ${bind}, hosts: [${hosts}], tls: { mode: ${mode}, credentialName: c } }`;
const http = (hosts: string) =>
  `{ port: { number: 443, protocol: HTTP, name: h }, hosts: [${hosts}], tls: { httpsRedirect: true } }`;

test.each([
  ['the same host', [tls('a.com'), tls('a.com')], ['1 a.com 0']],
  ['the same host in another case', [tls('a.com'), tls('A.com')], ['1 A.com 0']],
  ['hosts of different namespaces', [tls('ux/a.com'), tls('ops/a.com')], ['1 ops/a.com 0']],
  ['its own namespace, written in two ways', [tls('./a.com'), tls('shop/a.com')], ['1 shop/a.com 0']],
  ['one of several hosts', [tls('a.com, b.com'), tls('c.com, b.com')], ['1 b.com 0']],
  ['every host', [tls('"*"'), tls('"*/*"')], ['1 */* 0']],
  ['ports that lead to one', [tls('a.com'), tls('a.com', { port: 8443 })], ['1 a.com 0']],
  ['TLS next to HTTPS', [tls('a.com'), tls('a.com', { protocol: 'TLS' })], ['1 a.com 0']],
  [
    'servers that pass the same host through',
    [tls('a.com', { mode: 'PASSTHROUGH' }), tls('a.com', { mode: 'PASSTHROUGH' })],
    ['1 a.com 0'],
  ],
  ['a third one', [tls('a.com'), tls('a.com'), tls('a.com')], ['1 a.com 0', '2 a.com 0']],
  [
    'what a dropped server would have taken stays free',
    [tls('a.com'), tls('a.com, b.com'), tls('b.com')],
    ['1 a.com 0'],
  ],
  ['a wildcard and one of its names', [tls('"*.a.com"'), tls('b.a.com')], []],
  ['the same host twice in one server', [tls('ux/a.com, ops/a.com, a.com')], []],
  ['other addresses', [tls('a.com', { bind: '10.0.0.1' }), tls('a.com', { bind: '10.0.0.2' })], []],
  ['other ports', [tls('a.com'), tls('a.com', { port: 9443 })], []],
  [
    'hosts of different namespaces that are passed through',
    [tls('ux/a.com', { mode: 'PASSTHROUGH' }), tls('ops/a.com', { mode: 'PASSTHROUGH' })],
    [],
  ],
  ['redirects', [http('a.com'), http('a.com')], []],
  ['servers without ports', ['{ hosts: [a.com], tls: {} }', '{ hosts: [a.com], tls: {} }'], []],
])('%s', (_, servers, expected) => {
  expect(lost(`[${servers.join(', ')}]`)).toEqual(expected);
});

test('without Pods, or with the gateway that is only assumed, ports are as written', () => {
  const servers = `[${tls('a.com')}, ${tls('a.com')}, ${tls('a.com', { port: 8443 })}]`;

  expect(lost(servers, '')).toEqual(['1 a.com 0']);
  expect(lost(servers, '', '{ istio: ingressgateway }')).toEqual(['1 a.com 0']);
});
