import { testMeshRule } from './mesh-rule-tester';
import { edgePods, gateway, service, serviceEntry, to, virtualService } from './route-objects';

const route = (...hosts: readonly string[]) =>
  virtualService('prod/shop', `hosts: [shop.example.com], http: [${hosts.map((host) => to(host)).join(', ')}]`);

const mirrored = (mirror: string) =>
  virtualService('prod/shop', `hosts: [a.b], http: [{ route: [{ destination: { host: shop } }], ${mirror} }]`);

const forGateway = (host: string) =>
  virtualService('prod/shop', `hosts: [shop.example.com], gateways: [edge/public], http: [${to(host)}]`);

const SHOP = service('prod/shop');
const NARROW = service('team/shop', '{ port: 80 }', 'edge');
const EXTERNAL = serviceEntry(
  'prod/partner',
  'hosts: [api.partner.com, "*.wild.com"], ports: [{ number: 443, name: tls, protocol: TLS }]',
);

testMeshRule('virtual-service-destination-host', {
  valid: [
    { name: 'a short name', objects: SHOP + route('shop') },
    { name: 'a full name, of another namespace', objects: service('team/shop') + route('shop.team.svc.cluster.local') },
    { name: 'in another case', objects: SHOP + route('Shop') },
    { name: 'a host of a ServiceEntry', objects: EXTERNAL + route('api.partner.com') },
    { name: 'within a wildcard', objects: EXTERNAL + route('a.wild.com', 'a.b.wild.com', '"*.wild.com"') },
    { name: 'of the context', objects: route('shop'), context: SHOP },
    {
      name: 'exported to the namespace',
      objects: service('team/shop', '{ port: 80 }', 'prod') + route('shop.team.svc.cluster.local'),
    },
    {
      name: 'without a namespace',
      objects: service('shop') + virtualService('default/shop', `hosts: [a.b], http: [${to('shop')}]`),
    },
    {
      name: 'seen by the gateway that the route is for, alone',
      objects: NARROW + edgePods() + gateway('edge/public', 'a.b') + forGateway('shop.team.svc.cluster.local'),
    },
    { name: 'the API server', objects: SHOP + route('kubernetes.default.svc.cluster.local') },
    { name: 'what istiod refuses', objects: SHOP + route('"a_b"', '"*"', '""') },
    {
      name: 'redirects lead elsewhere',
      objects:
        SHOP + virtualService('prod/shop', 'hosts: [a.b], http: [{ redirect: { authority: nowhere.example.com } }]'),
    },
    { name: 'no Service is known', objects: route('shop'), undecided: ['a Service or ServiceEntry'] },
    {
      name: 'the assumed gateway tells of no Services',
      objects: gateway('edge/public', 'a.b') + route('shop', 'shop.prod'),
      undecided: ['a Service or ServiceEntry'],
    },
    {
      name: 'Services of several clusters',
      objects: SHOP + route('shop.prod.svc.clusterset.local'),
      undecided: ['a ServiceImport'],
    },
    {
      name: 'the Service in another cluster domain',
      objects: SHOP + route('shop.prod.svc.corp.local'),
      undecided: ['the domain of the cluster'],
    },
  ],
  invalid: [
    {
      name: 'a short name that nothing has',
      objects: SHOP + route('shop', 'shpo'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[1].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "shpo", which stands for "shpo.prod.svc.cluster.local", so that requests get 503',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a full name that nothing has',
      objects: SHOP + route('cart.prod.svc.cluster.local', 'api.partner.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message: 'No Service or ServiceEntry has host "cart.prod.svc.cluster.local", so that requests get 503',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[1].route[0].destination.host',
          message: 'No Service or ServiceEntry has host "api.partner.com", so that requests get 503',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a Service of another namespace',
      objects: service('team/shop') + route('shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "shop", which stands for "shop.prod.svc.cluster.local", so that requests get 503; there is "shop.team.svc.cluster.local"',
          fix: 'Write "shop.team.svc.cluster.local"',
          refType: 'host',
          replacement: { path: 'spec.http[0].route[0].destination.host', value: 'shop.team.svc.cluster.local' },
        },
      ],
    },
    {
      name: 'Services of other namespaces',
      objects: service('team/shop') + service('stage/shop') + route('shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "shop", which stands for "shop.prod.svc.cluster.local", so that requests get 503; there is "shop.team.svc.cluster.local" and "shop.stage.svc.cluster.local"',
          fix: 'Write "shop.team.svc.cluster.local" or "shop.stage.svc.cluster.local", or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a full name with the wrong namespace',
      objects: service('team/shop') + route('shop.prod.svc.cluster.local'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "shop.prod.svc.cluster.local", so that requests get 503; there is "shop.team.svc.cluster.local"',
          fix: 'Write "shop.team.svc.cluster.local", or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'short forms with a dot',
      objects: SHOP + route('shop.prod', 'shop.prod.svc'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Host "shop.prod" has a dot, so Istio takes it as it is, and not for Service "prod/shop": requests get 503',
          fix: 'Write "shop.prod.svc.cluster.local"',
          refType: 'host',
          replacement: { path: 'spec.http[0].route[0].destination.host', value: 'shop.prod.svc.cluster.local' },
        },
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[1].route[0].destination.host',
          message:
            'Host "shop.prod.svc" has a dot, so Istio takes it as it is, and not for Service "prod/shop": requests get 503',
          fix: 'Write "shop.prod.svc.cluster.local"',
          refType: 'host',
          replacement: { path: 'spec.http[1].route[0].destination.host', value: 'shop.prod.svc.cluster.local' },
        },
      ],
    },
    {
      name: 'a domain that the wildcard does not hold',
      objects: EXTERNAL + route('wild.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message: 'No Service or ServiceEntry has host "wild.com", so that requests get 503',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a mirror',
      objects: SHOP + mirrored('mirror: { host: copy }'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].mirror.host',
          message:
            'No Service or ServiceEntry has host "copy", which stands for "copy.prod.svc.cluster.local", so that the copies of requests are lost',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'mirror host',
        },
      ],
    },
    {
      name: 'one of several mirrors',
      objects: SHOP + mirrored('mirrors: [{ destination: { host: shop } }, { destination: { host: copy } }]'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].mirrors[1].destination.host',
          message:
            'No Service or ServiceEntry has host "copy", which stands for "copy.prod.svc.cluster.local", so that the copies of requests are lost',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'mirror host',
        },
      ],
    },
    {
      name: 'tls and tcp routes',
      objects:
        SHOP +
        virtualService(
          'prod/shop',
          `hosts: [a.b], tls: [{ match: [{ sniHosts: [a.b] }], ${to('one').slice(2)}], tcp: [${to('two')}]`,
        ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tls[0].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "one", which stands for "one.prod.svc.cluster.local", so that connections are closed',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tcp[0].route[0].destination.host',
          message:
            'No Service or ServiceEntry has host "two", which stands for "two.prod.svc.cluster.local", so that connections are closed',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'not exported to the namespace',
      objects: NARROW + route('shop.team.svc.cluster.local'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.team.svc.cluster.local" is exported to "edge" only, and the route is for "prod", where requests get 503',
          fix: 'Add "prod" to the annotation networking.istio.io/exportTo of Service "shop"',
          refType: 'host',
        },
      ],
    },
    {
      name: 'not exported to the namespaces of the VirtualService',
      objects:
        service('prod/shop', '{ port: 80 }', '.') +
        virtualService('prod/shop', `hosts: [a.b], exportTo: [team], http: [${to('shop')}]`),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to "prod" only, and the route is for "team", where requests get 503',
          fix: 'Add "team" to the annotation networking.istio.io/exportTo of Service "shop"',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a ServiceEntry of another namespace for itself',
      objects: serviceEntry('team/partner', 'hosts: [api.partner.com], exportTo: ["."]') + route('api.partner.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'ServiceEntry "api.partner.com" is exported to "team" only, and the route is for "prod", where requests get 503',
          fix: 'Add "prod" to exportTo of ServiceEntry "partner"',
          refType: 'host',
        },
      ],
    },
    {
      name: 'exported to nobody',
      objects: service('prod/shop', '{ port: 80 }', '~') + route('shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to nobody, and the route is for "prod", where requests get 503',
          fix: 'Add "prod" to the annotation networking.istio.io/exportTo of Service "shop"',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a gateway that does not see it either',
      objects:
        service('team/shop', '{ port: 80 }', '.') +
        edgePods() +
        gateway('edge/public', 'a.b') +
        forGateway('shop.team.svc.cluster.local'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.team.svc.cluster.local" is exported to "team" only, and the route is for "edge", where requests get 503',
          fix: 'Add "edge" to the annotation networking.istio.io/exportTo of Service "shop"',
          refType: 'host',
        },
      ],
    },
  ],
});
