import { gateway, server } from './gateway-objects';
import { GATEWAY_POD, gatewayService, ingress, nginx, nginxPath, tlsGateway } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const GATEWAY = tlsGateway('SIMPLE', '"*/a.com"', '"*.b.com"') + GATEWAY_POD + gatewayService();
const BY_A = nginx({
  'backend-protocol': 'HTTPS',
  'proxy-ssl-secret': 'edge/ca',
  'proxy-ssl-server-name': 'on',
  'proxy-ssl-name': 'a.com',
});
const PLAIN = gateway('edge/gw', server('a.com, "*.b.com"')) + GATEWAY_POD + gatewayService();

const found = (host: string, path: string, by: string, hosts: string) => ({
  on: 'Ingress edge/shop',
  path,
  message: `Host "${host}" is sent to the server of Gateway "edge/gw"${by}, which serves ${hosts}, so that the gateway answers 404`,
  fix: `Add "${host}" to the hosts of that server, or name what the cluster has already with --context`,
});

const BY_NAME = ' to which server name "a.com" leads';

testMeshRule('ingress-host-unserved', {
  valid: [
    { name: 'the host of the server', objects: ingress({ annotations: BY_A, hosts: ['a.com'] }) + GATEWAY },
    { name: 'a rule for all hosts', objects: ingress({ annotations: BY_A, hosts: [''] }) + GATEWAY },
    {
      name: 'hosts of plain HTTP',
      objects: ingress({ hosts: ['a.com', 'x.b.com', '*.b.com', '*.com'], port: 'number: 80' }) + PLAIN,
    },
    {
      name: 'TLS that the gateway passes on, whose end reads Host',
      objects:
        ingress({ annotations: BY_A, hosts: ['x.com'] }) +
        gateway('edge/gw', server('a.com', { port: 443, protocol: 'TLS', tls: 'mode: PASSTHROUGH' })) +
        GATEWAY_POD +
        gatewayService(),
    },
    {
      name: 'no server for the name, which is another fault',
      objects:
        ingress({ annotations: { ...BY_A, ...nginx({ 'proxy-ssl-name': 'x.com' }) }, hosts: ['x.com'] }) + GATEWAY,
    },
    {
      name: 'a Host that the controller writes',
      objects:
        ingress({ annotations: { ...BY_A, ...nginx({ 'upstream-vhost': 'a.com' }) }, hosts: ['x.com'] }) + GATEWAY,
    },
    { name: 'a controller that is not known', objects: ingress({ className: 'haproxy', hosts: ['x.com'] }) + GATEWAY },
  ],
  invalid: [
    {
      name: 'a host of another server than that of the name',
      objects: ingress({ annotations: BY_A, hosts: ['a.com', 'x.b.com'] }) + GATEWAY,
      findings: [found('x.b.com', 'spec.rules[1].host', BY_NAME, '"a.com"')],
    },
    {
      name: 'hosts that plain HTTP has not',
      objects: ingress({ hosts: ['b.com', 'x.b.com', '*.c.com'], port: 'number: 80' }) + PLAIN,
      findings: [
        found('b.com', 'spec.rules[0].host', '', '"a.com" and "*.b.com"'),
        found('*.c.com', 'spec.rules[2].host', '', '"a.com" and "*.b.com"'),
      ],
    },
    {
      name: 'a Host that the controller writes, once',
      objects:
        ingress({ annotations: { ...BY_A, ...nginx({ 'upstream-vhost': 'x.com' }) }, hosts: ['a.com', 'b.com'] }) +
        GATEWAY,
      findings: [found('x.com', nginxPath('upstream-vhost'), BY_NAME, '"a.com"')],
    },
  ],
});
