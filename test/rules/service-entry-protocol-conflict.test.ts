import { testMeshRule } from './mesh-rule-tester';
import { serviceEntry } from './service-objects';

const entry = (name: string, protocol: string, more = '', hosts = '[db.example.com]') =>
  serviceEntry(
    `{hosts: ${hosts}, ports: [{number: 443, name: p, protocol: ${protocol}}], resolution: DNS${more}}`,
    name,
  );
const found = (own: string, other: string) => ({
  on: 'ServiceEntry shop/b',
  path: 'spec.ports[0].protocol',
  message: `Port 443 of "db.example.com" is ${own} here and ${other} in ServiceEntry "shop/a": istiod goes by the older of the two, so that which protocol is spoken depends on which was created first`,
  fix: 'Use one protocol, or export each to the namespaces of its own clients with exportTo',
});

testMeshRule('service-entry-protocol-conflict', {
  valid: [
    { name: 'the same protocol', objects: entry('a', 'TLS') + entry('b', 'TLS') },
    { name: 'the same in another case', objects: entry('a', 'TLS') + entry('b', 'tls') },
    { name: 'one says none', objects: entry('a', 'TLS') + entry('b', '""') },
    { name: 'one that nobody sees', objects: entry('a', 'TLS') + entry('b', 'TCP', ', exportTo: ["~"]') },
    { name: 'another host', objects: entry('a', 'TLS') + entry('b', 'TCP', '', '[x.example.com]') },
  ],
  invalid: [
    { name: 'TLS and TCP', objects: entry('b', 'TCP') + entry('a', 'TLS'), findings: [found('TCP', 'TLS')] },
    {
      name: 'two hosts with one port',
      objects:
        entry('a', 'HTTP', '', '[db.example.com, x.example.com]') +
        entry('b', 'https', '', '[db.example.com, x.example.com]'),
      findings: [found('https', 'HTTP')],
    },
    {
      name: 'the older is on the cluster',
      objects: entry('b', 'GRPC'),
      context: entry('a', 'HTTP'),
      findings: [found('GRPC', 'HTTP')],
    },
  ],
});
