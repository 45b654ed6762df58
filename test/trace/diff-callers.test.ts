import { diffOf, lines, whys } from './diff-lines';
import { SHOP, shopWith, shopWithout } from './shop';

const RULE =
  '    - from: [{ source: { principals: [cluster.local/ns/istio-ingress/sa/gateway, cluster.local/ns/shop/sa/web] } }]';

function shopAnd(spec: string, kind = 'AuthorizationPolicy'): string {
  return `${SHOP}---
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: more, namespace: shop }
spec: ${spec}
`;
}

const onWeb = (rest: string) => shopAnd(`{ selector: { matchLabels: { app: web } }, ${rest} }`);

const denying = (rule: string) => onWeb(`action: DENY, rules: [${rule}]`);
const claiming = (value: string) =>
  onWeb(`rules: [{ when: [{ key: "request.auth.claims[team]", values: [${value}] }] }]`);

describe('who may call', () => {
  test.each([
    ['without the policy', shopWithout('AuthorizationPolicy', 'api'), 'AuthorizationPolicy shop/api is gone'],
    ['with a rule for all', shopWith(RULE, '    - {}'), 'spec.rules[0] of AuthorizationPolicy shop/api is another'],
    [
      'with another selector',
      shopWith('{ matchLabels: { app: api } }\n  rules', '{ matchLabels: { app: old } }\n  rules'),
      'spec.selector of AuthorizationPolicy shop/api was {"matchLabels":{"app":"api"}}, is {"matchLabels":{"app":"old"}}',
    ],
  ])('%s', (_, now, reason) => {
    const all = [
      'weaker api.shop.svc.cluster.local/, shop/web → shop/api: denied → allowed',
      'weaker shop.example.com/api, istio-ingress/gateway → shop/api: denied → allowed',
    ];
    expect(lines(SHOP, now)).toEqual(all);
    expect(whys(SHOP, now)).toEqual([
      `now lets in callers without an identity of the mesh, other identities of the mesh: ${reason}`,
    ]);
    expect(diffOf(now, SHOP).map(({ direction }) => direction)).toEqual(['stronger', 'stronger']);
  });

  test('a caller that the policy named', () => {
    const now = shopWith('cluster.local/ns/istio-ingress/sa/gateway, ', '');

    expect(lines(SHOP, now)).toEqual([
      'stronger api.shop.svc.cluster.local/, shop/web → shop/api: allowed → denied',
      'stronger shop.example.com/api, istio-ingress/gateway → shop/api: arrives → denied',
    ]);
    expect(lines(now, SHOP)).toEqual([
      'weaker api.shop.svc.cluster.local/, shop/web → shop/api: denied → allowed',
      'weaker shop.example.com/api, istio-ingress/gateway → shop/api: denied → arrives',
    ]);
  });

  test.each([
    [
      'rules: [{ to: [{ operation: { methods: [GET] } }] }]',
      'rules: [{ to: [{ operation: { methods: [GET, POST] } }] }]',
      'POST /',
    ],
    [
      'action: DENY, rules: [{ to: [{ operation: { paths: ["/admin*"] } }] }]',
      'action: DENY, rules: [{ to: [{ operation: { paths: [/b] } }] }]',
      'GET /admin',
    ],
  ])('operations: %s, then %s', (was, is, operation) => {
    expect(lines(onWeb(was), onWeb(is))).toEqual([
      'weaker shop.example.com/, istio-ingress/gateway → shop/web: denied → allowed',
    ]);
    expect(whys(onWeb(was), onWeb(is))[0]).toContain(
      `now lets in callers without an identity of the mesh for ${operation}, other identities of the mesh for ${operation}`,
    );
  });

  test('addresses, headers and tokens', () => {
    const cases = [
      ['{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }', 'at 10.0.0.0'],
      ['{ from: [{ source: { requestPrincipals: ["iss/*"] } }] }', 'with a token of iss/any'],
      ['{ when: [{ key: "request.headers[x-a]", values: [b] }] }', 'with x-a: b'],
      ['{ from: [{ source: { namespaces: [jobs] } }] }', 'cluster.local/ns/jobs/sa/any'],
      ['{ from: [{ source: { notPrincipals: ["*"] } }] }', 'callers without an identity of the mesh'],
    ] as const;
    for (const [rule, text] of cases) {
      expect(diffOf(SHOP, denying(rule)).map(({ direction }) => direction)).toEqual(['stronger']);
      expect(whys(SHOP, denying(rule))[0]).toContain(text);
    }
  });

  test('all parts of a rule together', () => {
    const now = denying(
      '{ from: [{ source: { notPrincipals: ["*/sa/web"], ipBlocks: [10.0.0.0/8] } }], ' +
        'to: [{ operation: { paths: ["/a/*"], notMethods: [GET], ports: ["8080"] } }], ' +
        'when: [{ key: "request.headers[x-a]", values: ["b*"] }] }',
    );
    expect(lines(SHOP, now)).toEqual([
      'stronger shop.example.com/, istio-ingress/gateway → shop/web: allowed → denied',
    ]);
    expect(whys(SHOP, now)[0]).toContain('at 10.0.0.0 with x-a: bany for POST /a/ on port 8080');
  });

  test('the same in other words', () => {
    const [get, post] = ['{ to: [{ operation: { methods: [GET] } }] }', '{ to: [{ operation: { methods: [POST] } }] }'];

    expect(diffOf(onWeb(`rules: [${get}, ${post}]`), onWeb(`rules: [${post}, ${get}]`))).toEqual([]);
    expect(
      diffOf(onWeb(`rules: [${get}, ${post}]`), onWeb('rules: [{ to: [{ operation: { methods: [POST, GET] } }] }]')),
    ).toEqual([]);
  });

  test('what cannot be tried is told as another policy', () => {
    expect(lines(claiming('a'), claiming('b'))).toEqual([
      'changed web.shop.svc.cluster.local*, mesh → shop/web: other policies → policies',
    ]);
  });

  test('very many callers and operations are tried in part', () => {
    const names = Array.from({ length: 300 }, (_, index) => `cluster.local/ns/a/sa/s${index}`);
    const paths = Array.from({ length: 300 }, (_, index) => `/p${index}`);
    const many = onWeb(
      `rules: [{ from: [{ source: { principals: [${names.join(', ')}] } }], to: [{ operation: { paths: [${paths.join(', ')}] } }] }]`,
    );

    expect(diffOf(many, SHOP).map(({ direction, host }) => `${direction} ${host}`)).toEqual([
      'weaker shop.example.com',
    ]);
  });
});

test('whose tokens are verified', () => {
  const tokens = shopAnd(
    '{ selector: { matchLabels: { app: web } }, jwtRules: [{ issuer: https://login.example.com }] }',
    'RequestAuthentication',
  );
  expect(lines(tokens, SHOP)).toEqual([
    'weaker shop.example.com/, istio-ingress/gateway → shop/web: https://login.example.com → none',
  ]);
  expect(lines(SHOP, tokens)).toEqual([
    'stronger shop.example.com/, istio-ingress/gateway → shop/web: none → https://login.example.com',
  ]);
});
