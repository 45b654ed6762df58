import { testMeshRule } from './mesh-rule-tester';
import { edgePods, gateway, gatewayWith, HTTP, service, serviceEntry, to, virtualService } from './route-objects';

const EDGE = edgePods() + gateway('edge/public', 'shop.example.com');
const NARROW = service('prod/shop', '{ port: 80 }', '.');
const route = (http = to('shop'), gateways = 'edge/public') =>
  virtualService('prod/shop', `hosts: [shop.example.com], gateways: [${gateways}], http: [${http}]`);

testMeshRule('destination-hidden-from-gateway', {
  valid: [
    { name: 'exported to all', objects: EDGE + service('prod/shop') + route() },
    { name: 'exported to the gateway, too', objects: EDGE + service('prod/shop', '{ port: 80 }', '., edge') + route() },
    {
      name: 'the gateway is in the own namespace',
      objects: edgePods('prod') + gateway('edge/public', 'shop.example.com') + NARROW + route(),
    },
    { name: 'for sidecars', objects: EDGE + NARROW + route(to('shop'), 'mesh') },
    {
      name: 'the Gateway does not have the host',
      objects: edgePods() + gateway('edge/public', 'a.b') + NARROW + route(),
    },
    {
      name: 'a route for sidecars',
      objects: EDGE + NARROW + route(`{ match: [{ gateways: [mesh] }], ${to('shop').slice(2)}`, 'edge/public, mesh'),
    },
    {
      name: 'another ServiceEntry for the host',
      objects:
        EDGE +
        serviceEntry('prod/a', 'hosts: [a.b], exportTo: ["."]') +
        serviceEntry('edge/a', 'hosts: [a.b], exportTo: ["."]') +
        route(to('a.b')),
    },
    { name: 'not there at all', objects: EDGE + NARROW + route(to('cart')) },
    {
      name: 'Pods unknown',
      objects: gateway('edge/public', 'shop.example.com') + NARROW + route(),
      undecided: ['the Pods of Gateway "edge/public"'],
    },
  ],
  invalid: [
    {
      name: 'a Service for its own namespace',
      objects: EDGE + NARROW + route(),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to "prod" only, and the Pods of Gateway "edge/public" are in "edge", so that they do not see it and requests get 503',
          fix: 'Add "edge" to the annotation networking.istio.io/exportTo of Service "shop"',
        },
      ],
    },
    {
      name: 'a ServiceEntry',
      objects:
        EDGE + serviceEntry('prod/a', 'hosts: [api.partner.com], exportTo: [".", team]') + route(to('api.partner.com')),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'ServiceEntry "api.partner.com" is exported to "prod" and "team" only, and the Pods of Gateway "edge/public" are in "edge", so that they do not see it and requests get 503',
          fix: 'Add "edge" to exportTo of ServiceEntry "a"',
        },
      ],
    },
    {
      name: 'by the default of the mesh',
      objects: EDGE + service('prod/shop') + route(),
      mesh: { defaultServiceExportTo: ['.'] },
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to "prod" only, and the Pods of Gateway "edge/public" are in "edge", so that they do not see it and requests get 503',
          fix: 'Add "edge" to the annotation networking.istio.io/exportTo of Service "shop"',
        },
      ],
    },
    {
      name: 'a match for the gateway by its short name',
      objects:
        edgePods() +
        gateway('prod/public', 'shop.example.com') +
        NARROW +
        route(`{ match: [{ gateways: [public] }], ${to('shop').slice(2)}`, 'prod/public, mesh'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to "prod" only, and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and requests get 503',
          fix: 'Add "edge" to the annotation networking.istio.io/exportTo of Service "shop"',
        },
      ],
    },
    {
      name: 'one of two Gateways, of a third nothing is known',
      objects:
        EDGE +
        edgePods('prod', 'own') +
        gatewayWith('prod/own', `{ port: ${HTTP}, hosts: ["*"] }`, 'istio: own') +
        gatewayWith('prod/third', `{ port: ${HTTP}, hosts: ["*"] }`, 'istio: third') +
        NARROW +
        route(to('shop'), 'edge/public, own, third'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Service "shop.prod.svc.cluster.local" is exported to "prod" only, and the Pods of Gateway "edge/public" are in "edge", so that they do not see it and requests get 503',
          fix: 'Add "edge" to the annotation networking.istio.io/exportTo of Service "shop"',
        },
      ],
      undecided: ['the Pods of Gateway "prod/third"'],
    },
  ],
});
