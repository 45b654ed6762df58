import { Catalog } from '../../lib/manifest/catalog';
import { Mesh } from '../../lib/traffic/mesh';
import { matchesIngressHost, tlsFor } from '../../lib/traffic/ingress-routes';
import { objectsOf } from '../manifest/reading';

const path = (text: string, service: string, type = 'Prefix') =>
  `{ path: ${JSON.stringify(text)}, pathType: ${type}, backend: { service: { name: ${service}, port: { number: 80 } } } }`;
const rule = (host: string, ...paths: string[]) =>
  `{ ${host === '' ? '' : `host: "${host}", `}http: { paths: [${paths.join(', ')}] } }`;

const ingress = (name: string, rules: readonly string[], rest = 'ingressClassName: edge', annotations = '{}') => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec: { rules: [${rules.join(', ')}], ${rest} }
`;

function matchesIn(text: string, host: string, at: string) {
  const { ingresses } = new Mesh(new Catalog(objectsOf(text)));
  return ingresses
    .matches(host, at)
    .map(({ ingress: { name }, backend, route, isCertain }) =>
      [name, backend.service, route === undefined ? 'default' : '', isCertain ? '' : '?'].filter(Boolean).join(' '),
    );
}

test.each([
  ['', 'a.com', true],
  ['a.com', 'a.com', true],
  ['A.com', 'a.COM', true],
  ['a.com', 'b.a.com', false],
  ['*.a.com', 'b.a.com', true],
  ['*.a.com', 'c.b.a.com', false],
  ['*.a.com', 'a.com', false],
  ['*.a.com', '.a.com', false],
  ['*.a.com', '*.a.com', true],
])('host %j of a rule for %j: %s', (ruleHost, host, expected) => {
  expect(matchesIngressHost(ruleHost, host)).toBe(expected);
});

test.each([
  ['Prefix', '/', '/x', true],
  ['Prefix', '/foo', '/foo', true],
  ['Prefix', '/foo', '/foo/', true],
  ['Prefix', '/foo/', '/foo', true],
  ['Prefix', '/foo', '/foo/bar', true],
  ['Prefix', '/foo', '/foobar', false],
  ['Prefix', '/foo', '/Foo', false],
  ['Exact', '/foo', '/foo', true],
  ['Exact', '/foo', '/foo/', false],
  ['Exact', '/foo/', '/foo', false],
  ['Exact', '/', '/x', false],
])('%s %s for %s: %s', (type, written, asked, expected) => {
  const text = ingress('one', [rule('a.com', path(written, 's', type))]);
  expect(matchesIn(text, 'a.com', asked)).toEqual(expected ? ['one s'] : []);
});

test.each([
  ['edge', '{}', '/foo', '/foo', ['one s']],
  ['edge', '{}', '/foo', '/bar', ['one s ?']],
  ['nginx', '{}', '/foo', '/foobar', ['one s']],
  ['nginx', '{}', '/foo', '/bar', []],
  ['nginx', '{ nginx.ingress.kubernetes.io/use-regex: "true" }', '/foo', '/bar', ['one s ?']],
  ['nginx', '{ nginx.ingress.kubernetes.io/rewrite-target: /$1 }', '/foo', '/bar', ['one s ?']],
  ['traefik', '{}', '/foo', '/foobar', ['one s']],
  ['traefik', '{ traefik.ingress.kubernetes.io/router.pathmatcher: Path }', '/foo', '/foobar', ['one s ?']],
  ['alb', '{}', '/foo/*', '/foo/bar', ['one s']],
  ['alb', '{}', '/foo/*', '/foo', []],
  ['alb', '{}', '/fo?', '/foo', ['one s ?']],
  ['gce', '{}', '/foo/*', '/foo/bar', ['one s']],
  ['gce', '{}', '/foo', '/foo/bar', []],
  ['istio', '{}', '/foo.*', '/foobar', ['one s']],
  ['istio', '{}', '/foo', '/foobar', []],
])('ImplementationSpecific for class %s with %s: %s for %s', (name, annotations, written, asked, expected) => {
  const rules = [rule('a.com', path(written, 's', 'ImplementationSpecific'))];
  expect(matchesIn(ingress('one', rules, `ingressClassName: ${name}`, annotations), 'a.com', asked)).toEqual(expected);
});

test('the longest path takes the request, Exact before Prefix', () => {
  const text = ingress('one', [
    rule('a.com', path('/', 'root'), path('/foo', 'prefix'), path('/foo', 'exact', 'Exact'), path('/foo/bar', 'long')),
  ]);
  expect(matchesIn(text, 'a.com', '/foo')).toEqual(['one exact']);
  expect(matchesIn(text, 'a.com', '/foo/x')).toEqual(['one prefix']);
  expect(matchesIn(text, 'a.com', '/foo/bar/x')).toEqual(['one long']);
  expect(matchesIn(text, 'a.com', '/x')).toEqual(['one root']);
});

test('the narrowest host takes the request, over several Ingresses of a class', () => {
  const text = [
    ingress('any', [rule('', path('/', 'any'))]),
    ingress('wild', [rule('*.a.com', path('/', 'wild'))]),
    ingress('own', [rule('b.a.com', path('/own', 'own'))]),
    ingress('too', [rule('b.a.com', path('/own/too', 'too'))]),
  ].join('');
  expect(matchesIn(text, 'B.a.com', '/own/too')).toEqual(['too too']);
  expect(matchesIn(text, 'b.a.com', '/own/x')).toEqual(['own own']);
  expect(matchesIn(text, 'b.a.com', '/')).toEqual([]);
  expect(matchesIn(text, 'c.a.com', '/own')).toEqual(['wild wild']);
  expect(matchesIn(text, 'd.c.a.com', '/own')).toEqual(['any any']);
});

const backend = (service: string) => `defaultBackend: { service: { name: ${service}, port: { number: 80 } } }`;

test('what no route takes goes to the default backend, first that of an Ingress with the host', () => {
  const text = [
    ingress('one', [], `ingressClassName: edge, ${backend('one')}`),
    ingress('two', [rule('a.com', path('/x', 'x'))], `ingressClassName: edge, ${backend('two')}`),
    ingress('own', [], `ingressClassName: alb, ${backend('own')}`),
  ].join('');
  expect(matchesIn(text, 'a.com', '/x')).toEqual(['two x', 'own own default']);
  expect(matchesIn(text, 'a.com', '/')).toEqual(['two two default ?', 'own own default']);
  expect(matchesIn(text, 'b.com', '/')).toEqual(['one one default ?', 'own own default']);
});

const onRoot = (service: string) => [rule('a.com', path('/', service))];

test('each Ingress of AWS has a load balancer of its own, unless they are in one group', () => {
  const grouped = '{ alb.ingress.kubernetes.io/group.name: g }';
  const alb = 'ingressClassName: alb';
  const text = ingress('one', onRoot('s'), alb) + ingress('two', onRoot('s'), alb);
  expect(matchesIn(text, 'a.com', '/')).toEqual(['one s', 'two s']);
  const group = ingress('one', onRoot('s'), alb, grouped) + ingress('two', onRoot('s'), alb, grouped);
  expect(matchesIn(group, 'a.com', '/')).toEqual(['one s']);
});

test('the Secret of a host', () => {
  const tls = `[
    { hosts: ["*.a.com"], secretName: wild }, { hosts: [B.a.com], secretName: own }, { hosts: [c.com] }, null, 5,
    { secretName: rest }
  ]`;
  const [one] = objectsOf(ingress('one', [], `tls: ${tls}`));
  if (one === undefined) throw new Error('no Ingress');
  const secretFor = (host: string) => tlsFor(one, host)?.secretName;
  expect(['b.a.com', 'x.a.com', 'c.com', 'd.com'].map(secretFor)).toEqual(['own', 'wild', '', 'rest']);
});

test.each(['null', '5', '[null, 5]', '[{ http: null }]', '[{ http: { paths: [null, { backend: 5 }] } }]'])(
  'takes rules %s',
  (rules) => {
    const text = `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: { rules: ${rules}, tls: 5, defaultBackend: null } }`;
    expect(() => matchesIn(text, 'a.com', '/')).not.toThrow();
  },
);
