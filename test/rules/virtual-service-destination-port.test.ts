import { testMeshRule } from './mesh-rule-tester';
import { service, serviceEntry, to, virtualService } from './route-objects';

const route = (host: string, number: number | string) =>
  virtualService('prod/shop', `hosts: [a.b], http: [${to(host, `port: { number: ${number} }`)}]`);

const TWO = service(
  'prod/shop',
  '{ name: http, port: 80, targetPort: 8080 }, { name: admin, port: 81, targetPort: 9090 }',
);
const EXTERNAL = serviceEntry(
  'prod/partner',
  'hosts: [api.partner.com, "*.wild.com"], ports: [{ number: 443, name: tls, protocol: TLS }]',
);

testMeshRule('virtual-service-destination-port', {
  valid: [
    { name: 'a port of the Service', objects: TWO + route('shop', 81) },
    { name: 'a port of the ServiceEntry', objects: EXTERNAL + route('api.partner.com', 443) },
    { name: 'a port of a wildcard', objects: EXTERNAL + route('a.wild.com', 443) },
    {
      name: 'a port of another ServiceEntry for the host',
      objects:
        EXTERNAL +
        serviceEntry('team/partner', 'hosts: [api.partner.com], ports: [{ number: 80, name: http, protocol: HTTP }]') +
        route('api.partner.com', 80),
    },
    { name: 'no port', objects: TWO + virtualService('prod/shop', `hosts: [a.b], http: [${to('shop')}]`) },
    { name: 'a host that is not there', objects: TWO + route('cart', 81) },
    { name: 'what is no port is refused by istiod', objects: TWO + route('shop', 0) + route('shop', 70000) },
    {
      name: 'a Service whose ports cannot be read',
      objects: service('prod/shop', '{ port: "80" }') + route('shop', 80),
    },
  ],
  invalid: [
    {
      name: 'neither port',
      objects: TWO + route('shop', 8081),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Service "shop.prod.svc.cluster.local" has ports 80, 81 and not 8081, so that requests get 503',
          fix: 'Write 80 or 81',
          refType: 'host:port',
        },
      ],
    },
    {
      name: 'the port of the Pods',
      objects: TWO + route('shop', 9090),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message:
            'Service "shop.prod.svc.cluster.local" has ports 80, 81 and not 9090, so that requests get 503; 9090 is the targetPort behind 81',
          fix: 'Write 81',
          refType: 'host:port',
          replacement: { path: 'spec.http[0].route[0].destination.port.number', value: 81 },
        },
      ],
    },
    {
      name: 'the only port is another',
      objects: service('prod/shop', '{ port: 80 }') + route('shop', 8080),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Service "shop.prod.svc.cluster.local" has port 80 and not 8080, so that requests get 503',
          fix: 'Write 80',
          refType: 'host:port',
          replacement: { path: 'spec.http[0].route[0].destination.port.number', value: 80 },
        },
      ],
    },
    {
      name: 'the only port leads there',
      objects: route('shop.prod.svc.cluster.local', 8080),
      context: service('prod/shop', '{ port: 80, targetPort: 8080 }'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message:
            'Service "shop.prod.svc.cluster.local" has port 80 and not 8080, so that requests get 503; 8080 is the targetPort behind 80',
          fix: 'Write 80',
          refType: 'host:port',
          replacement: { path: 'spec.http[0].route[0].destination.port.number', value: 80 },
        },
      ],
    },
    {
      name: 'two ports lead there',
      objects:
        service('prod/shop', '{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8080 }') + route('shop', 8080),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Service "shop.prod.svc.cluster.local" has ports 80, 81 and not 8080, so that requests get 503',
          fix: 'Write 80 or 81',
          refType: 'host:port',
        },
      ],
    },
    {
      name: 'no ports',
      objects: service('prod/shop', '') + route('shop', 80),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Service "shop.prod.svc.cluster.local" has no ports and not 80, so that requests get 503',
          fix: 'Add the port there',
          refType: 'host:port',
        },
      ],
    },
    {
      name: 'a ServiceEntry',
      objects: EXTERNAL + route('api.partner.com', 80),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'ServiceEntry "api.partner.com" has port 443 and not 80, so that requests get 503',
          fix: 'Write 443',
          refType: 'host:port',
          replacement: { path: 'spec.http[0].route[0].destination.port.number', value: 443 },
        },
      ],
    },
    {
      name: 'a mirror',
      objects:
        TWO +
        virtualService(
          'prod/shop',
          `hosts: [a.b], http: [{ ${to('shop').slice(2, -2)}, mirror: { host: shop, port: { number: 82 } } }]`,
        ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].mirror.port.number',
          message:
            'Service "shop.prod.svc.cluster.local" has ports 80, 81 and not 82, so that the copies of requests are lost',
          fix: 'Write 80 or 81',
          refType: 'host:port',
        },
      ],
    },
  ],
});
