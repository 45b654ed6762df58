import { gateway, gatewayPod, server, service, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge');
const SERVICE = service('edge/edge', '{ port: 443, targetPort: 8443 }');

const http = (host: string, port = 443) => server(host, { port });
const tcp = (host: string, port = 443) => server(host, { port, protocol: 'TCP' });
const tls = (host: string, port = 443) => tlsServer(host, 'c', { port });

const found = (on: string, index: number, own: string, other: string, where: string, port = 443) => ({
  on: `Gateway ${on}`,
  path: `spec.servers[${index}].port.number`,
  message: `Port ${port} of the gateway is to serve ${own} here and ${other} in ${where}, which cannot be told apart: one of the two is not served, and only istiod's log says so`,
  fix: 'Give one of the two a port of its own',
});

const both = (one: string, other: string) => gateway('shop/a', one) + gateway('ops/b', other);

testMeshRule('gateway-listener-conflict', {
  valid: [
    {
      name: 'HTTP and HTTP2',
      objects: gateway('shop/a', `${http('a.com')}, ${server('b.com', { port: 443, protocol: 'HTTP2' })}`) + POD,
    },
    {
      name: 'HTTPS and TLS',
      objects: gateway('shop/a', `${tls('a.com')}, ${tlsServer('b.com', 'c', { protocol: 'TLS' })}`) + POD,
    },
    { name: 'different ports', objects: gateway('shop/a', `${http('a.com', 80)}, ${tls('a.com')}`) + POD },
    {
      name: 'different addresses',
      objects: gateway('shop/a', `${server('a.com', { port: 443, bind: '10.0.0.1' })}, ${tls('b.com')}`) + POD,
    },
    { name: 'plaintext after TLS with names', objects: gateway('shop/a', `${tls('a.com')}, ${http('b.com')}`) + POD },
    {
      name: 'different Pods',
      objects: gateway('shop/a', http('a.com')) + gateway('ops/b', tls('b.com'), '{ istio: other }') + POD,
    },
    { name: 'the same host, which is told', objects: both(http('a.com'), tls('a.com')) + POD },
    { name: 'two of the context', objects: POD, context: both(http('a.com'), tls('b.com')) },
    { name: 'servers without ports', objects: gateway('shop/a', '{ hosts: [a.com] }, { hosts: [b.com], tls: {} }') },
  ],
  invalid: [
    {
      name: 'TLS after plaintext',
      objects: gateway('shop/a', `${http('a.com')}, ${tls('b.com')}`) + POD,
      findings: [found('shop/a', 1, 'TLS', 'HTTP', 'spec.servers[0]')],
    },
    {
      name: 'plaintext after TLS for any name',
      objects: gateway('shop/a', `${tls('"*"')}, ${http('b.com')}`) + POD,
      findings: [found('shop/a', 0, 'TLS', 'HTTP', 'spec.servers[1]')],
    },
    {
      name: 'a redirect before TLS',
      objects: gateway('shop/a', `${server('a.com', { port: 443, tls: 'httpsRedirect: true' })}, ${tls('a.com')}`),
      findings: [found('shop/a', 1, 'TLS', 'HTTP', 'spec.servers[0]')],
    },
    {
      name: 'TCP after HTTP, and HTTP after TCP',
      objects:
        gateway('shop/a', `${http('a.com', 80)}, ${tcp('"*"', 80)}, ${tcp('"*"', 90)}, ${http('b.com', 90)}`) + POD,
      findings: [
        found('shop/a', 1, 'TCP', 'HTTP', 'spec.servers[0]', 80),
        found('shop/a', 2, 'TCP', 'HTTP', 'spec.servers[3]', 90),
      ],
    },
    {
      name: 'TCP twice',
      objects: gateway('shop/a', `${tcp('a.com')}, ${server('b.com', { port: 443, protocol: 'MYSQL' })}`) + POD,
      findings: [found('shop/a', 1, 'TCP', 'TCP', 'spec.servers[0]')],
    },
    {
      name: 'two Gateways, in either order',
      objects:
        both(http('a.com'), tls('b.com')) +
        both(tls('c.com', 8443), http('d.com', 8443)).replaceAll('name: ', 'name: x'),
      context: POD,
      findings: [
        found('ops/b', 0, 'TLS', 'HTTP', 'spec.servers[0] of Gateway "shop/a"'),
        found('shop/xa', 0, 'TLS', 'HTTP', 'spec.servers[0] of Gateway "ops/xb"', 8443),
      ],
    },
    {
      name: 'one that is judged and one of the context',
      objects: gateway('shop/a', http('a.com')),
      context: POD + gateway('ops/b', tls('b.com')),
      findings: [found('shop/a', 0, 'HTTP', 'TLS', 'spec.servers[0] of Gateway "ops/b"')],
    },
    {
      name: 'ports that a Service takes to one',
      objects: gateway('shop/a', `${http('a.com', 8443)}, ${tls('b.com')}`) + POD + SERVICE,
      findings: [found('shop/a', 1, 'TLS', 'HTTP', 'spec.servers[0]')],
    },
    {
      name: 'equal selectors without Pods',
      objects: both(tcp('"*"'), tls('b.com')),
      findings: [found('ops/b', 0, 'TLS', 'TCP', 'spec.servers[0] of Gateway "shop/a"')],
    },
  ],
});
