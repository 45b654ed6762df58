import { Catalog } from '../../lib/manifest/catalog';
import { pathText } from '../../lib/manifest/manifest';
import { Mesh } from '../../lib/traffic/mesh';
import { tlsUsesOf } from '../../lib/traffic/tls-uses';
import { objectsOf } from '../manifest/reading';
import { all, deployment, namespace, rule, service, tlsRule } from '../rules/mutual-tls';

/** RULE PATH MODE: SERVICE:PORT to the workloads, of every rule. */
function uses(...objects: readonly string[]): string[] {
  const mesh = new Mesh(new Catalog(objectsOf(all(...objects))));
  return mesh.catalog.ofKind('DestinationRule.networking.istio.io').flatMap((manifest) =>
    tlsUsesOf(manifest, mesh).map(({ tls, mode, service: { host }, port, pods }) => {
      const workloads = pods.map(({ owner }) => owner.name).join(' ');
      return `${manifest.name} ${pathText(tls.path)} ${mode}: ${host}:${port.number} to ${workloads}`;
    }),
  );
}

const SHOP = all(namespace('shop', 'enabled'), deployment('web'), service('web'));
const BARE = all(namespace('shop'), deployment('web'), service('web'));
const WIDE = tlsRule('wide', '*.local', 'DISABLE', 'istio-system');
const WEB = 'web.shop.svc.cluster.local:80 to web';

const route = (spec: string) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gw, namespace: shop }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [a.example.com], gateways: [gw], http: [{ route: [{ destination: { host: web } }] }], ${spec} }
`;

test.each([
  ['a client beside the Service', [SHOP, WIDE], [`wide spec.trafficPolicy.tls DISABLE: ${WEB}`]],
  ['no client is known', [BARE, WIDE], []],
  ['a gateway', [BARE, WIDE, route('')], [`wide spec.trafficPolicy.tls DISABLE: ${WEB}`]],
  ['a gateway that does not get the route', [BARE, WIDE, route('exportTo: ["."]')], []],
  [
    'a rule of clients elsewhere, and that of those at home',
    [SHOP, WIDE, tlsRule('own', 'web.shop.svc.cluster.local', 'SIMPLE', 'edge')],
    [`wide spec.trafficPolicy.tls DISABLE: ${WEB}`, `own spec.trafficPolicy.tls SIMPLE: ${WEB}`],
  ],
  [
    'a rule that is overridden',
    [SHOP, WIDE, tlsRule('own', 'web', 'MUTUAL')],
    [`own spec.trafficPolicy.tls MUTUAL: ${WEB}`],
  ],
  ['no settings', [SHOP, rule('own', 'web', 'trafficPolicy: {}')], []],
  ['no Pods', [namespace('shop', 'enabled'), deployment('db'), service('web'), tlsRule('own', 'web', 'DISABLE')], []],
  [
    'subsets: those with settings, for the Pods that they have',
    [
      SHOP,
      deployment('v2', { labels: 'version: v2' }).replaceAll('app: v2', 'app: web'),
      rule(
        'own',
        'web',
        'trafficPolicy: { tls: { mode: DISABLE } }\n  subsets: [{ name: all, labels: {} }, { name: v2, labels: { version: v2 }, trafficPolicy: { tls: { mode: SIMPLE } } }]',
      ),
    ],
    [
      `own spec.trafficPolicy.tls DISABLE: ${WEB} v2`,
      'own spec.subsets[1].trafficPolicy.tls SIMPLE: web.shop.svc.cluster.local:80 to v2',
    ],
  ],
  [
    'a port with settings of its own, and one of UDP',
    [
      SHOP.replace(
        'ports: [{ name: http',
        'ports: [{ name: dns, port: 53, protocol: UDP }, { name: grpc, port: 90 }, { name: http',
      ),
      rule(
        'own',
        'web',
        'trafficPolicy: { tls: { mode: SIMPLE }, portLevelSettings: [{ port: { number: 90 }, tls: { mode: DISABLE } }] }',
      ),
    ],
    [
      'own spec.trafficPolicy.portLevelSettings[0].tls DISABLE: web.shop.svc.cluster.local:90 to web',
      `own spec.trafficPolicy.tls SIMPLE: ${WEB}`,
    ],
  ],
])('%s', (_, objects, expected) => {
  expect(uses(...objects)).toEqual(expected);
});
