import { diffOf, lines, whys } from './diff-lines';
import { SHOP, shopWith, shopWithout } from './shop';

const API = `    - match: [{ uri: { prefix: /api } }]
      route: [{ destination: { host: api, port: { number: 80 } } }]
`;
const WEB = `    - route: [{ destination: { host: web, port: { number: 80 } } }]
`;
const HTTP = `    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
      tls: { httpsRedirect: true }
`;

describe('nothing is told', () => {
  test.each([
    ['of the same', SHOP],
    ['of another order of objects', SHOP.split('---\n').toReversed().join('---\n')],
    ['of comments', `# Our shop.\n${SHOP}`],
    [
      'of labels and annotations',
      SHOP.replaceAll('namespace: shop }', 'namespace: shop, labels: { a: b }, annotations: { c: d } }'),
    ],
    [
      'of objects that no request meets',
      `${SHOP}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: other, namespace: shop }\n`,
    ],
  ])('%s', (_, now) => {
    expect(diffOf(SHOP, now)).toEqual([]);
    expect(diffOf(now, SHOP)).toEqual([]);
  });
});

describe('mutual TLS of the mesh', () => {
  test('a workload opts out of its sidecar', () => {
    const now = shopWith(
      'metadata: { labels: { app: web } }',
      'metadata: { labels: { app: web, sidecar.istio.io/inject: "false" } }',
    );

    expect(lines(SHOP, now)).toEqual([
      'changed api.shop.svc.cluster.local/, shop/web → shop/api: arrives → mtls-mismatch',
      'weaker shop.example.com/, istio-ingress/gateway → shop/web: mutual-tls → plaintext',
    ]);
    expect(lines(now, SHOP)).toEqual([
      'changed api.shop.svc.cluster.local/, shop/web → shop/api: mtls-mismatch → arrives',
      'stronger shop.example.com/, istio-ingress/gateway → shop/web: plaintext → mutual-tls',
    ]);
    expect(whys(SHOP, now)[1]).toBe(
      'shop/web has no sidecar: its label sidecar.istio.io/inject is "false": ' +
        'spec.template.metadata.labels["sidecar.istio.io/inject"] of Deployment shop/web was not set, is "false"',
    );
  });

  test.each([
    ['is not insisted on', shopWith('mode: STRICT', 'mode: PERMISSIVE')],
    ['is not asked for', shopWithout('PeerAuthentication', 'default')],
  ])('%s', (_, now) => {
    expect(lines(SHOP, now)).toEqual([
      'weaker api.shop.svc.cluster.local/, shop/web → shop/api: mutual-tls → either',
      'weaker shop.example.com/, istio-ingress/gateway → shop/web: mutual-tls → either',
      'weaker shop.example.com/api, istio-ingress/gateway → shop/api: mutual-tls → either',
    ]);
    expect(diffOf(now, SHOP).map(({ direction }) => direction)).toEqual(['stronger', 'stronger', 'stronger']);
  });

  test('the objects and fields that decide are told with what they said', () => {
    const [, change] = diffOf(SHOP, shopWith('mode: STRICT', 'mode: PERMISSIVE'));

    expect(change?.why).toBe(
      'shop/web takes plain text as well (PERMISSIVE): ' +
        'spec.mtls.mode of PeerAuthentication shop/default was "STRICT", is "PERMISSIVE"',
    );
    for (const deciders of [change?.decidedBy.was, change?.decidedBy.is]) {
      expect(deciders?.map(({ manifest, path }) => [manifest.kind, path])).toEqual([
        ['PeerAuthentication', ['spec', 'mtls', 'mode']],
      ]);
    }
  });

  test('a DestinationRule turns it off: in plain text where that is taken, else not at all', () => {
    const rule = `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, trafficPolicy: { tls: { mode: DISABLE } } }
`;
    const open = shopWith('mode: STRICT', 'mode: PERMISSIVE');

    expect(lines(open, open + rule)).toEqual([
      'weaker shop.example.com/, istio-ingress/gateway → shop/web: either → plaintext',
    ]);
    expect(whys(open, open + rule)).toEqual(['DestinationRule shop/web says DISABLE: DestinationRule shop/web is new']);
    expect(lines(SHOP, SHOP + rule)).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: arrives → mtls-mismatch',
    ]);
  });

  test('a namespace is not injected anymore, so that nothing enforces its policies either', () => {
    const now = shopWith('{ name: shop, labels: { istio-injection: enabled } }', '{ name: shop }');

    expect(lines(SHOP, now)).toEqual([
      'weaker api.shop.svc.cluster.local/, shop/web → shop/api: mutual-tls → plaintext',
      'weaker shop.example.com/, istio-ingress/gateway → shop/web: mutual-tls → plaintext',
      'weaker shop.example.com/api, istio-ingress/gateway → shop/api: mutual-tls → plaintext',
    ]);
    expect(whys(SHOP, now)[2]).toContain('shop/api has no proxy anymore that enforces AuthorizationPolicies');
  });

  test('of a port of a workload that no request is known for', () => {
    const database = `${SHOP}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ name: tcp, port: 5432 }] }
`;
    const now = `${database}---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: db, namespace: shop }
spec: { selector: { matchLabels: { app: db } }, portLevelMtls: { 5432: { mode: DISABLE } } }
`;
    expect(lines(database, now)).toEqual(['weaker db.shop.svc.cluster.local*, mesh → shop/db: mutual-tls → plaintext']);
    expect(lines(now, database)).toEqual([
      'stronger db.shop.svc.cluster.local*, mesh → shop/db: plaintext → mutual-tls',
    ]);
  });
});

describe('hosts and routes', () => {
  const wider = SHOP.replaceAll('[shop.example.com]', '[shop.example.com, new.example.com]');

  test('a host is new, or gone', () => {
    expect(lines(SHOP, wider)).toEqual([
      'added new.example.com/, client → shop/web: tls-reset → arrives',
      'added new.example.com/api, client → shop/api: tls-reset → arrives',
    ]);
    expect(lines(wider, SHOP)).toEqual([
      'removed new.example.com/, client → shop/web: arrives → tls-reset',
      'removed new.example.com/api, client → shop/api: arrives → tls-reset',
    ]);
  });

  test('how the new one is protected is told', () => {
    expect(whys(SHOP, wider)[0]).toMatch(/^Encrypted on every hop; before, TLS reset: /);
  });

  test('without its VirtualService, a host has no route left', () => {
    const now = shopWithout('VirtualService', 'shop');

    expect(lines(SHOP, now)).toEqual([
      'removed shop.example.com/, client → shop/web: arrives → no-route',
      'removed shop.example.com/api, client → shop/api: arrives → no-route',
    ]);
    expect(whys(SHOP, now)[0]).toMatch(/^now 404: .*: VirtualService shop\/shop is gone$/);
    expect(lines(now, SHOP)).toEqual([
      'added shop.example.com/, client → shop/web: no-route → arrives',
      'added shop.example.com/api, client → shop/api: no-route → arrives',
    ]);
  });

  test('a Gateway selects nobody', () => {
    const now = shopWith('selector: { istio: gateway }\n  servers', 'selector: { istio: nobody }\n  servers');

    expect(lines(SHOP, now)).toEqual([
      'removed shop.example.com/, client → shop/web: arrives → unknown',
      'removed shop.example.com/api, client → shop/api: arrives → unknown',
    ]);
    expect(whys(SHOP, now)[0]).toContain(
      'spec.selector of Gateway istio-ingress/public was {"istio":"gateway"}, is {"istio":"nobody"}',
    );
  });

  test('a route is gone, and another takes its requests or none does', () => {
    expect(lines(SHOP, shopWith(API, ''))).toEqual([
      'changed shop.example.com/api, istio-ingress/gateway → shop/web: shop/api:80 → shop/web:80',
    ]);
    expect(lines(SHOP, shopWith(WEB, ''))).toEqual([
      'removed shop.example.com/, client → shop/web: arrives → no-route',
    ]);
    expect(lines(shopWith(WEB, ''), SHOP)).toEqual(['added shop.example.com/, client → shop/web: no-route → arrives']);
  });

  test('routes in another order', () => {
    const named = WEB.replace('- route', '- match: [{ uri: { prefix: /a } }]\n      route');

    expect(lines(shopWith(API + WEB, API + named), shopWith(API + WEB, named + API))).toEqual([
      'changed shop.example.com/api, istio-ingress/gateway → shop/web: shop/api:80 → shop/web:80',
    ]);
  });

  test('the requests are shared out between backends', () => {
    const shared = `    - route:
        - { destination: { host: web, port: { number: 80 } }, weight: 90 }
        - { destination: { host: api, port: { number: 80 } }, weight: 10 }
`;
    expect(lines(SHOP, shopWith(WEB, shared))).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: shop/web:80 → shop/api:80 (10 %), shop/web:80 (90 %)',
    ]);
    expect(lines(shopWith(WEB, shared), shopWith(WEB, shared.replace('90', '50').replace('10 }', '50 }')))).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: ' +
        'shop/api:80 (10 %), shop/web:80 (90 %) → shop/api:80 (50 %), shop/web:80 (50 %)',
    ]);
  });

  test('a backend is another, or is not there', () => {
    const moved = shopWith(
      'selector: { app: web }, ports: [{ name: http, port: 80',
      'selector: { app: web }, ports: [{ name: http, port: 81',
    );

    expect(lines(SHOP, moved)).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: arrives → no-backend',
    ]);
    expect(lines(SHOP, moved.replace('host: web, port: { number: 80 }', 'host: web, port: { number: 81 }'))).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: shop/web:80 → shop/web:81',
    ]);
  });

  test('what else a route does', () => {
    expect(lines(SHOP, shopWith(WEB, `    - timeout: 5s\n${WEB.replace('- ', '  ')}`))).toEqual([
      'changed shop.example.com/, istio-ingress/gateway → shop/web: none → timeout 5s',
    ]);
  });

  test('calls that a policy speaks of', () => {
    const now = shopWith(
      'cluster.local/ns/shop/sa/web]',
      'cluster.local/ns/shop/sa/web, cluster.local/ns/shop/sa/jobs]',
    );
    const jobs = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: jobs, namespace: shop }
spec: { template: { metadata: { labels: { app: jobs } }, spec: { serviceAccountName: jobs, containers: [{ name: jobs, image: jobs }] } } }
`;
    expect(lines(SHOP + jobs, now + jobs)).toEqual([
      'weaker api.shop.svc.cluster.local/, shop/jobs → shop/api: denied → arrives',
      'weaker api.shop.svc.cluster.local/, shop/web → shop/api: denied → allowed',
      'weaker shop.example.com/api, istio-ingress/gateway → shop/api: denied → allowed',
    ]);
  });
});

describe('plain HTTP', () => {
  test('a server does not end TLS anymore', () => {
    const now = shopWith(
      'name: https, protocol: HTTPS }\n      hosts: [shop.example.com]\n      tls: { mode: SIMPLE, credentialName: shop-tls }',
      'name: http, protocol: HTTP }\n      hosts: [shop.example.com]',
    );
    expect(lines(SHOP, now)).toEqual([
      'weaker shop.example.com/, client → istio-ingress/gateway: tls → plaintext',
      'weaker shop.example.com/api, client → istio-ingress/gateway: tls → plaintext',
    ]);
    expect(diffOf(now, SHOP).map(({ direction, was, is }) => [direction, was, is])).toEqual([
      ['stronger', 'plaintext', 'tls'],
      ['stronger', 'plaintext', 'tls'],
    ]);
  });

  test('is redirected no longer, or not taken', () => {
    expect(lines(SHOP, shopWith('httpsRedirect: true', 'httpsRedirect: false'))).toEqual([
      'weaker shop.example.com/, client → istio-ingress/gateway: tls → plaintext',
      'weaker shop.example.com/api, client → istio-ingress/gateway: tls → plaintext',
    ]);
    expect(lines(SHOP, shopWith(HTTP, ''))).toEqual([
      'removed shop.example.com/, client → istio-ingress/gateway: redirect → refused',
    ]);
    expect(lines(shopWith(HTTP, ''), SHOP)).toEqual([
      'added shop.example.com/, client → istio-ingress/gateway: refused → redirect',
    ]);
  });
});

test('a gateway is moved: who sends is another, and policies that name it let the other in', () => {
  expect(lines(SHOP, SHOP.replaceAll('istio-ingress', 'edge'))).toEqual([
    'weaker api.shop.svc.cluster.local/, shop/web → shop/api: denied → allowed',
    'changed shop.example.com/, client → edge/gateway: gateway istio-ingress/gateway → gateway edge/gateway',
    'changed shop.example.com/, edge/gateway → shop/web: ' +
      'cluster.local/ns/istio-ingress/sa/gateway and cluster.local/ns/shop/sa/web to each other → ' +
      'cluster.local/ns/edge/sa/gateway and cluster.local/ns/shop/sa/web to each other',
    'weaker shop.example.com/api, edge/gateway → shop/api: denied → allowed',
    'changed shop.example.com/api, client → edge/gateway: gateway istio-ingress/gateway → gateway edge/gateway',
  ]);
});

test('from nothing to all, and back', () => {
  expect(lines('', SHOP)).toEqual([
    'added api.shop.svc.cluster.local/, shop/web → shop/api: unknown → arrives',
    'added shop.example.com/, client → shop/web: unknown → arrives',
    'added shop.example.com/api, client → shop/api: unknown → arrives',
  ]);
  expect(diffOf(SHOP, '').map(({ direction }) => direction)).toEqual(['removed', 'removed', 'removed']);
});

test('odd input throws nothing', () => {
  const odd = SHOP.replaceAll(/(rules|servers|http|ports|tls|mtls): /g, '$1: null # ').replace(
    'kind: Gateway',
    'kind: Gateway\nspec: [1]',
  );

  expect(() => [diffOf(SHOP, odd), diffOf(odd, SHOP)]).not.toThrow();
});
