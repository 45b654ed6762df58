import { testMeshRule } from './mesh-rule-tester';
import { service, serviceEntry, to, virtualService } from './route-objects';

const route = (host: string, rest = '') => virtualService('prod/shop', `hosts: [a.b], http: [${to(host, rest)}]`);
const TWO = service('prod/shop', '{ name: http, port: 80 }, { name: admin, port: 81 }');

testMeshRule('virtual-service-destination-port-required', {
  valid: [
    { name: 'a port', objects: TWO + route('shop', 'port: { number: 80 }') },
    {
      name: 'one that the Service does not have is another rule',
      objects: TWO + route('shop', 'port: { number: 82 }'),
    },
    { name: 'only one to choose', objects: service('prod/shop') + route('shop') },
    { name: 'no port at all', objects: service('prod/shop', '') + route('shop') },
    { name: 'a host that is not there', objects: TWO + route('cart') },
    {
      name: 'a Service whose ports cannot be read',
      objects: service('prod/shop', '{ port: 80 }, { port: x }') + route('shop'),
    },
    { name: 'nothing is known', objects: route('shop') },
  ],
  invalid: [
    {
      name: 'two ports',
      objects: TWO + route('shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port',
          message:
            'Service "shop.prod.svc.cluster.local" has 2 ports and the destination names none, so that Istio takes the number on which the request came in, and answers 503 where the Service has no such port',
          fix: 'Set port.number to 80 or 81',
        },
      ],
    },
    {
      name: 'of a ServiceEntry',
      objects: route('api.partner.com'),
      context: serviceEntry(
        'prod/a',
        'hosts: [api.partner.com], ports: [{ number: 80, name: a, protocol: HTTP }, { number: 443, name: b, protocol: TLS }]',
      ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port',
          message:
            'ServiceEntry "api.partner.com" has 2 ports and the destination names none, so that Istio takes the number on which the request came in, and answers 503 where the Service has no such port',
          fix: 'Set port.number to 80 or 443',
        },
      ],
    },
    {
      name: 'one number twice',
      objects:
        service('prod/dns', '{ name: dns, port: 53, protocol: UDP }, { name: dns-tcp, port: 53 }') + route('dns'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port',
          message:
            'Service "dns.prod.svc.cluster.local" has 2 ports and the destination names none, so that Istio takes the number on which the request came in, and answers 503 where the Service has no such port',
          fix: 'Set port.number to 53',
        },
      ],
    },
    {
      name: 'a mirror',
      objects:
        TWO +
        virtualService(
          'prod/shop',
          `hosts: [a.b], http: [{ ${to('shop', 'port: { number: 80 }').slice(2, -2)}, mirror: { host: shop } }]`,
        ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].mirror.port',
          message:
            'Service "shop.prod.svc.cluster.local" has 2 ports and the destination names none, so that Istio takes the number on which the request came in, and answers 503 where the Service has no such port',
          fix: 'Set port.number to 80 or 81',
        },
      ],
    },
  ],
});
