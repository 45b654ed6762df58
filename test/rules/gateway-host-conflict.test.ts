import { gateway, gatewayDeployment, gatewayPod, server, service, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge', '{ istio: edge, app: edge }');
const SERVICE = service('edge/edge', '{ port: 443, targetPort: 8443 }');
const DROPPED = 'istiod drops the server of the younger Gateway with all its hosts, and says so only in its log';
const REFUSED = 'Envoy refuses a listener with two certificates for one name, and changes stop arriving';
const MERGED = 'istiod makes one server of them, and which VirtualService answers a request is left to chance';

interface Place {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

const found = (on: string, other: string, effect: string, { host = 'a.com', port = 443, path }: Place = {}) => ({
  on: `Gateway ${on}`,
  path: path ?? 'spec.servers[0].hosts[0]',
  message: `Host "${host}" on port ${port} is also in Gateway ${other}, on the same Pods: ${effect}`,
  fix: 'Leave the host to one Gateway, or select another gateway workload in one of them',
  ...(effect === MERGED && { severity: 'warning' }),
});

const TLS = tlsServer('a.com');
const HTTP = server('a.com');
const both = (one: string, other: string) => gateway('shop/a', one) + gateway('ops/b', other);

testMeshRule('gateway-host-conflict', {
  valid: [
    { name: 'different hosts', objects: both(TLS, tlsServer('b.com')) + POD },
    { name: 'a wildcard beside one of its names', objects: both(TLS, tlsServer('"*.com"')) + POD },
    { name: 'different ports', objects: both(TLS, tlsServer('a.com', 'c', { port: 8443 })) + POD },
    { name: 'different addresses', objects: both(TLS, tlsServer('a.com', 'c', { bind: '10.0.0.1' })) + POD },
    { name: 'different namespaces, in plaintext', objects: both(server('ux/a.com'), server('ops/a.com')) + POD },
    {
      name: 'different namespaces, passed through',
      objects: both(
        tlsServer('ux/a.com', '', { tls: 'mode: PASSTHROUGH' }),
        tlsServer('ops/a.com', '', { tls: 'mode: PASSTHROUGH' }),
      ),
    },
    {
      name: 'different Pods',
      objects:
        gateway('shop/a', TLS) +
        gateway('shop/b', TLS, '{ istio: other }') +
        POD +
        gatewayPod('edge/x', '{ istio: other }'),
    },
    {
      name: 'different selectors without Pods',
      objects: gateway('shop/a', TLS) + gateway('shop/b', TLS, '{ istio: edge, app: other }'),
    },
    { name: 'two servers of one Gateway, which is told', objects: gateway('shop/a', `${TLS}, ${TLS}`) + POD },
    { name: 'two Gateways of the context', objects: POD, context: both(TLS, TLS) },
    { name: 'no port', objects: both('{ hosts: [a.com] }', '{ hosts: [a.com] }') + POD },
    {
      name: 'ports that the gateway that is assumed would take to one',
      objects:
        gateway('shop/a', server('a.com'), '{ istio: ingressgateway }') +
        gateway('shop/b', server('a.com', { port: 8080 }), '{ istio: ingressgateway }'),
    },
  ],
  invalid: [
    {
      name: 'TLS',
      objects: both(TLS, TLS) + POD,
      findings: [found('shop/a', '"ops/b"', DROPPED), found('ops/b', '"shop/a"', DROPPED)],
    },
    {
      name: 'TLS, with a Gateway of the context',
      objects: gateway('shop/a', `${tlsServer('b.com')}, ${tlsServer('c.com, a.com')}`),
      context: POD + gateway('ops/b', tlsServer('"*/A.com"')),
      findings: [found('shop/a', '"ops/b"', DROPPED, { path: 'spec.servers[1].hosts[1]' })],
    },
    {
      name: 'TLS for different namespaces',
      objects: both(tlsServer('ux/a.com'), tlsServer('ops/a.com')) + POD,
      findings: [
        found('shop/a', '"ops/b"', REFUSED, { host: 'ux/a.com' }),
        found('ops/b', '"shop/a"', REFUSED, { host: 'ops/a.com' }),
      ],
    },
    {
      name: 'the same namespace, written in two ways, in plaintext',
      objects: both(server('./a.com'), server('shop/a.com')) + POD,
      findings: [
        found('shop/a', '"ops/b"', MERGED, { host: './a.com', port: 80 }),
        found('ops/b', '"shop/a"', MERGED, { host: 'shop/a.com', port: 80 }),
      ],
    },
    {
      name: 'plaintext, with and without a redirect',
      objects: both(HTTP, server('a.com', { protocol: 'HTTP2', tls: 'httpsRedirect: true' })) + POD,
      findings: [found('shop/a', '"ops/b"', MERGED, { port: 80 }), found('ops/b', '"shop/a"', MERGED, { port: 80 })],
    },
    {
      name: 'TCP beside HTTP',
      objects: both(HTTP, server('a.com', { protocol: 'TCP' })) + POD,
      findings: [found('shop/a', '"ops/b"', DROPPED, { port: 80 }), found('ops/b', '"shop/a"', DROPPED, { port: 80 })],
    },
    {
      name: 'ports that a Service takes to one',
      objects: both(TLS, tlsServer('a.com', 'c', { port: 8443 })) + POD + SERVICE,
      findings: [found('shop/a', '"ops/b"', DROPPED), found('ops/b', '"shop/a"', DROPPED, { port: 8443 })],
    },
    {
      name: 'selectors that share a Pod',
      objects:
        gateway('shop/a', TLS, '{ istio: edge }') +
        gateway('shop/b', TLS, '{ app: edge }') +
        gatewayDeployment('edge/edge', 'istio: edge, app: edge'),
      findings: [found('shop/a', '"shop/b"', DROPPED), found('shop/b', '"shop/a"', DROPPED)],
    },
    {
      name: 'equal selectors without Pods',
      objects: gateway('a', TLS, '{ istio: edge, app: x }') + gateway('b', TLS, '{ app: x, istio: edge }', 'v1alpha3'),
      findings: [found('a', '"default/b"', DROPPED), found('b', '"default/a"', DROPPED)],
    },
    {
      name: 'more Gateways than are told, on the gateway that is assumed',
      objects: ['a', 'b', 'c', 'd', 'e'].map((name) => gateway(name, TLS, '{ istio: ingressgateway }')).join(''),
      findings: [
        found('a', '"default/b", "default/c" and "default/d"', DROPPED),
        found('b', '"default/a", "default/c" and "default/d"', DROPPED),
        found('c', '"default/a", "default/b" and "default/d"', DROPPED),
        found('d', '"default/a", "default/b" and "default/c"', DROPPED),
        found('e', '"default/a", "default/b" and "default/c"', DROPPED),
      ],
    },
    {
      name: 'every host',
      objects: both(tlsServer('"*"'), tlsServer('"*"')) + POD,
      findings: [
        found('shop/a', '"ops/b"', DROPPED, { host: '*' }),
        found('ops/b', '"shop/a"', DROPPED, { host: '*' }),
      ],
    },
  ],
});
