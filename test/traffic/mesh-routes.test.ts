import { Catalog } from '../../lib/manifest/catalog';
import { Mesh } from '../../lib/traffic/mesh';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

const vs = (name: string, spec: string, more = '') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name.split('/')[1]}, namespace: ${name.split('/')[0]}${more} }
spec: { ${spec} }
`;
const OLD = ', creationTimestamp: "2020-01-01T00:00:00Z"';

const find = (text: string, host: string, namespace = 'shop', config = {}) =>
  new Mesh(new Catalog(objectsOf(text)), meshConfigOf(config)).meshRoutes.find(host, namespace)?.name;

test.each<[string, string, string, string, string | undefined]>([
  ['a short name', vs('shop/a', 'hosts: [ web ]'), 'web.shop.svc.cluster.local', 'team', 'a'],
  ['of another namespace', vs('shop/a', 'hosts: [ web ]'), 'web.team.svc.cluster.local', 'shop', undefined],
  ['the narrowest', vs('shop/a', 'hosts: [ "*.test" ]') + vs('shop/b', 'hosts: [ x.test ]'), 'x.test', 'shop', 'b'],
  ['in capital letters', vs('shop/a', 'hosts: [ X.test ]'), 'x.TEST', 'shop', 'a'],
  [
    'of equals the first by name',
    vs('shop/b', 'hosts: [ x.test ]') + vs('shop/a', 'hosts: [ x.test ]'),
    'x.test',
    'shop',
    'a',
  ],
  ['or the oldest', vs('shop/b', 'hosts: [ x.test ]', OLD) + vs('shop/a', 'hosts: [ x.test ]'), 'x.test', 'shop', 'b'],
  ['on gateways alone', vs('shop/a', 'hosts: [ x.test ], gateways: [ gw ]'), 'x.test', 'shop', undefined],
  ['on gateways and the mesh', vs('shop/a', 'hosts: [ x.test ], gateways: [ gw, mesh ]'), 'x.test', 'shop', 'a'],
  ['not exported', vs('shop/a', 'hosts: [ x.test ], exportTo: [ "." ]'), 'x.test', 'team', undefined],
  [
    'a wider one, where the narrower is not exported',
    vs('shop/a', 'hosts: [ x.test ], exportTo: [ "." ]') + vs('shop/b', 'hosts: [ "*.test" ]'),
    'x.test',
    'team',
    'b',
  ],
])('%s', (_, text, host, namespace, expected) => {
  expect(find(text, host, namespace)).toBe(expected);
});

test('the mesh config says where they are exported to', () => {
  const text = vs('shop/a', 'hosts: [ x.test ]');
  const config = { defaultVirtualServiceExportTo: ['.'] };
  expect([find(text, 'x.test', 'shop', config), find(text, 'x.test', 'team', config)]).toEqual(['a', undefined]);
});
