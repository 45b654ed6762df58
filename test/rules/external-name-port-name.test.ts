import { testMeshRule } from './mesh-rule-tester';
import { externalName, service } from './service-objects';

const found = (fault: string, number = 5432, path = 'spec.ports[0].name') => ({
  on: 'Service shop/db',
  path,
  message: `${fault}, and a Service of type ExternalName has no address of its own: sidecars take whatever goes to port ${number} of any host for it`,
  fix: 'Set `appProtocol`, or begin the name with the protocol, such as "http", "https" or "tls-db"',
});

testMeshRule('external-name-port-name', {
  valid: [
    { name: 'HTTP', objects: externalName('{name: http-api, port: 80}') },
    { name: 'TLS, by appProtocol', objects: externalName('{name: db, port: 5432, appProtocol: tls}') },
    { name: 'UDP', objects: externalName('{name: dns, port: 53, protocol: UDP}') },
    { name: 'MySQL', objects: externalName('{name: db, port: 3306}') },
    { name: 'no ports', objects: externalName('') },
    { name: "a part of Istio's", objects: externalName('{name: tcp, port: 80}', ', labels: {istio: pilot}') },
    { name: 'a Service with Pods', objects: service('db', '{name: tcp, port: 5432}, {name: db, port: 80}') },
  ],
  invalid: [
    { name: 'TCP', objects: externalName('{name: tcp, port: 5432}'), findings: [found('Port 5432 is for any TCP')] },
    {
      name: 'TCP with more',
      objects: externalName('{name: tcp-db, port: 5432}'),
      findings: [found('Port 5432 is for any TCP')],
    },
    {
      name: 'TCP by appProtocol',
      objects: externalName('{name: tls-db, appProtocol: TCP, port: 5432}'),
      findings: [found('Port 5432 is for any TCP', 5432, 'spec.ports[0].appProtocol')],
    },
    {
      name: 'no name',
      objects: externalName('{port: 80}'),
      findings: [found('Port 80 has no name that says its protocol', 80)],
    },
    {
      name: 'a name that says no protocol',
      objects: externalName('{name: postgres, port: 5432}'),
      findings: [found('The name "postgres" of port 5432 does not begin with a protocol that Istio knows')],
    },
  ],
});
