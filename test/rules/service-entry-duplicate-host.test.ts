import { testMeshRule } from './mesh-rule-tester';
import { serviceEntry } from './service-objects';

const TLS = '{number: 443, name: tls, protocol: TLS}';
const entry = (name: string, host = 'db.example.com', ports = TLS, ns = 'shop', more = '') =>
  serviceEntry(`{hosts: ["${host}"], ports: [${ports}], resolution: DNS${more}}`, name, ns);
const again = (on: string, rival: string, ports = '"443"', host = 'db.example.com', index = 0) => ({
  on: `ServiceEntry ${on}`,
  path: `spec.hosts[${index}]`,
  message: `ServiceEntry "${rival}" has "${host}" with port ${ports}, too: istiod goes by the older of the two, or mixes their endpoints`,
  fix: 'Merge the two, or export each to the namespaces of its own clients with exportTo',
});
const OWN = ', exportTo: ["."]';

testMeshRule('service-entry-duplicate-host', {
  valid: [
    { name: 'one', objects: entry('a') },
    { name: 'other hosts', objects: entry('a') + entry('b', 'other.example.com') },
    { name: 'a wildcard over the other', objects: entry('a') + entry('b', '*.example.com') },
    { name: 'other ports', objects: entry('a') + entry('b', undefined, '{number: 80, name: http, protocol: HTTP}') },
    {
      name: 'another protocol, of which another rule speaks',
      objects: entry('a') + entry('b', undefined, TLS.replace(': TLS', ': TCP')),
    },
    {
      name: 'each for its own namespace',
      objects: entry('a', undefined, TLS, 'one', OWN) + entry('a', undefined, TLS, 'two', OWN),
    },
    {
      name: 'each for its own namespace by the mesh config',
      objects: entry('a', undefined, TLS, 'one') + entry('a', undefined, TLS, 'two'),
      mesh: { defaultServiceExportTo: ['.'] },
    },
    { name: 'one that nobody sees', objects: entry('a') + entry('b', undefined, TLS, 'shop', ', exportTo: ["~"]') },
    { name: 'one name is one ServiceEntry', objects: entry('a'), context: entry('a') },
    { name: 'two of the context', objects: entry('c', 'x.example.com'), context: entry('a') + entry('b') },
  ],
  invalid: [
    { name: 'the same twice', objects: entry('b') + entry('a'), findings: [again('shop/b', 'shop/a')] },
    {
      name: 'in any case',
      objects: entry('a') + entry('b', 'DB.Example.com'),
      findings: [again('shop/b', 'shop/a', undefined, 'DB.Example.com')],
    },
    {
      name: 'in two namespaces',
      objects: entry('a') + entry('b', undefined, TLS, 'other'),
      findings: [again('other/b', 'shop/a')],
    },
    {
      name: 'one for all, one for its own namespace',
      objects: entry('a', undefined, TLS, 'one', OWN) + entry('b', undefined, TLS, 'two'),
      findings: [again('two/b', 'one/a')],
    },
    {
      name: 'two ports',
      objects:
        entry('a', undefined, `${TLS}, {number: 80, name: http}`) +
        entry('b', undefined, `{number: 80, name: http}, ${TLS}`),
      findings: [again('shop/b', 'shop/a', '"80" and "443"')],
    },
    {
      name: 'the younger is on the cluster',
      objects: entry('a'),
      context: entry('b'),
      findings: [again('shop/a', 'shop/b')],
    },
    {
      name: 'the second host',
      objects:
        entry('a') +
        serviceEntry(`{hosts: [x.example.com, db.example.com], ports: [${TLS}]}`, 'b', 'shop', '', 'v1alpha3'),
      findings: [again('shop/b', 'shop/a', undefined, undefined, 1)],
    },
    {
      name: 'three',
      objects: entry('a') + entry('b') + entry('c'),
      findings: [again('shop/b', 'shop/a'), again('shop/c', 'shop/a')],
    },
  ],
});
