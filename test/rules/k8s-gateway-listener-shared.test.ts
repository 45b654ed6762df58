import { httpListener, httpsListener, k8sGateway } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const on = (service: string, name: string, ...listeners: readonly string[]) =>
  k8sGateway(`addresses: [{type: Hostname, value: ${service}}], listeners: [${listeners.join(', ')}]`, name);
const WEB = httpsListener('hostname: web.example.com');
const finding = (gateway: string, other: string, what: string, service: string) => ({
  on: `Gateway ${gateway}`,
  path: 'spec.listeners[0]',
  message: `Gateway "${other}" has a listener for ${what} on Service "${service}" too, ${what.startsWith('HTTP ') ? 'and the routes of both are put together there, in no set order' : 'and only that of the older Gateway is served there'}`,
  fix: 'Give the listeners different host names or ports, or attach the routes of both to one Gateway',
});

testMeshRule('k8s-gateway-listener-shared', {
  valid: [
    {
      name: 'Gateways with Pods and addresses of their own',
      objects: k8sGateway(`listeners: [${WEB}]`, 'edge/a') + k8sGateway(`listeners: [${WEB}]`, 'edge/b'),
    },
    { name: 'on two Services', objects: on('gw', 'edge/a', WEB) + on('gw', 'shop/b', WEB) },
    {
      name: 'other host names, ports and protocols',
      objects:
        on('gw', 'edge/a', WEB) +
        on('gw', 'edge/b', httpsListener('hostname: api.example.com')) +
        on('gw', 'edge/c', WEB.replace('443', '8443')) +
        on('gw', 'edge/d', WEB.replace('HTTPS', 'HTTP')),
    },
    {
      name: 'plain HTTP for all hosts, whose routes bring theirs',
      objects: on('gw', 'edge/a', httpListener()) + on('gw', 'edge/b', httpListener()),
    },
    {
      name: 'a host name outside the cluster',
      objects: on('lb.example.com', 'edge/a', WEB) + on('lb.example.com', 'edge/b', WEB),
    },
  ],
  invalid: [
    {
      name: 'plain HTTP for one host',
      objects: on('gw', 'edge/a', httpListener('hostname: a.example.com')),
      context: on('gw', 'edge/b', httpListener('hostname: A.example.com')),
      findings: [finding('edge/a', 'edge/b', 'HTTP on port 80 for "a.example.com"', 'gw')],
    },
    {
      name: 'one Service by its short name and its full one',
      objects: on('gw', 'edge/a', WEB) + on('gw.edge.svc.cluster.local', 'shop/b', WEB),
      findings: [
        finding('edge/a', 'shop/b', 'HTTPS on port 443 for "web.example.com"', 'gw'),
        finding('shop/b', 'edge/a', 'HTTPS on port 443 for "web.example.com"', 'gw.edge.svc.cluster.local'),
      ],
    },
    {
      name: 'TLS for all hosts, with one in the context',
      objects: on('gw', 'edge/a', httpsListener('tls: {}')),
      context: on('gw', 'edge/b', httpsListener('tls: {}', 'other')),
      findings: [finding('edge/a', 'edge/b', 'HTTPS on port 443 for all hosts', 'gw')],
    },
  ],
});
