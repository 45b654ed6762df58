import { gateway, gatewayPod, server, service, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge');
const SERVICE = service('edge/edge', '{ port: 443, targetPort: 8443 }');
const DROPPED = 'istiod drops this server with all its hosts, and says so only in its log';
const REFUSED = 'Envoy refuses a listener with two certificates for one name, and changes of the port stop arriving';

const found = (path: string, message: string) => ({
  on: 'Gateway shop/gw',
  path,
  message,
  fix: 'Remove the host from one of the two, or make them one server',
});

testMeshRule('gateway-host-duplicate', {
  valid: [
    { name: 'different hosts', objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('b.com')}`) + POD },
    {
      name: 'a wildcard beside one of its names',
      objects: gateway('shop/gw', `${tlsServer('"*.a.com"')}, ${tlsServer('b.a.com')}`),
    },
    {
      name: 'different ports',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('a.com', 'c', { port: 8443 })}`) + POD,
    },
    {
      name: 'different addresses',
      objects: gateway(
        'shop/gw',
        `${tlsServer('a.com', 'c', { bind: '10.0.0.1' })}, ${tlsServer('a.com', 'c', { bind: '10.0.0.2' })}`,
      ),
    },
    { name: 'plain HTTP', objects: gateway('shop/gw', `${server('a.com')}, ${server('a.com')}`) },
    { name: 'one host twice in one server', objects: gateway('shop/gw', tlsServer('ux/a.com, ops/a.com')) },
    { name: 'two Gateways', objects: gateway('shop/gw', tlsServer('a.com')) + gateway('shop/gx', tlsServer('a.com')) },
  ],
  invalid: [
    {
      name: 'the same host',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('b.com, a.com', 'other')}`) + POD,
      findings: [
        found(
          'spec.servers[1].hosts[1]',
          `Host "a.com" on port 443 belongs to spec.servers[0], with "a.com", already: ${DROPPED}`,
        ),
      ],
    },
    {
      name: 'no Pods',
      objects: gateway('shop/gw', `${tlsServer('"*"')}, ${tlsServer('"*/*"')}`),
      findings: [
        found(
          'spec.servers[1].hosts[0]',
          `Host "*/*" on port 443 belongs to spec.servers[0], with "*", already: ${DROPPED}`,
        ),
      ],
    },
    {
      name: 'hosts of different namespaces',
      objects:
        gateway('shop/gw', `${tlsServer('ux/a.com')}, ${tlsServer('ops/A.com')}`, '{ istio: edge }', 'v1beta1') + POD,
      findings: [
        found(
          'spec.servers[1].hosts[0]',
          `Host "ops/A.com" on port 443 belongs to spec.servers[0], with "ux/a.com", already: ${REFUSED}`,
        ),
      ],
    },
    {
      name: 'ports that lead to one',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('a.com', 'c', { port: 8443 })}`) + POD + SERVICE,
      findings: [
        found(
          'spec.servers[1].hosts[0]',
          `Host "a.com" on port 8443 belongs to spec.servers[0] (port 443, which leads to the same), with "a.com", already: ${DROPPED}`,
        ),
      ],
    },
    {
      name: 'three servers',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('a.com')}, ${tlsServer('a.com')}`),
      findings: [1, 2].map((index) =>
        found(
          `spec.servers[${index}].hosts[0]`,
          `Host "a.com" on port 443 belongs to spec.servers[0], with "a.com", already: ${DROPPED}`,
        ),
      ),
    },
  ],
});
