import { testMeshRule } from './mesh-rule-tester';
import { to, virtualService } from './route-objects';

const ingress = (http: string, gateways = 'edge/public') =>
  virtualService('prod/ingress', `hosts: [shop.example.com], gateways: [${gateways}], http: [${http}]`);
const split = (key = 'prod/shop', host = 'shop') =>
  virtualService(key, `hosts: [${host}], http: [${to(host, 'subset: v1')}]`);

testMeshRule('virtual-service-mesh-rule-bypassed', {
  valid: [
    { name: 'the gateway names a subset', objects: split() + ingress(to('shop', 'subset: v1')) },
    {
      name: 'the mesh has no subsets',
      objects: virtualService('prod/shop', `hosts: [shop], http: [${to('shop')}]`) + ingress(to('shop')),
    },
    { name: 'the mesh splits another host', objects: split('prod/cart', 'cart') + ingress(to('shop')) },
    { name: 'the same name in another namespace', objects: split('team/shop') + ingress(to('shop')) },
    { name: 'not for gateways', objects: split() + ingress(to('shop'), 'mesh') },
    {
      name: 'its own rule',
      objects: virtualService(
        'prod/shop',
        `hosts: [shop, shop.example.com], gateways: [mesh, edge/public], http: [${to('shop', 'subset: v1')}, ${to('shop')}]`,
      ),
    },
    {
      name: 'a host that is only among the destinations',
      objects: virtualService('prod/shop', `hosts: [a.b], http: [${to('shop', 'subset: v1')}]`) + ingress(to('shop')),
    },
  ],
  invalid: [
    {
      name: 'all Pods from the gateway',
      objects: split() + ingress(to('shop')),
      findings: [
        {
          on: 'VirtualService prod/ingress',
          path: 'spec.http[0].route[0].destination',
          message:
            'VirtualService "prod/shop" leads requests for "shop" to its subsets, but only those of sidecars: what comes through the gateway goes to all Pods of "shop"',
          fix: 'Name subsets here, too, as "prod/shop" does, or bind its routes to the gateway',
        },
      ],
    },
    {
      name: 'once short, once in full, from the context',
      objects: ingress(`${to('cart')}, ${to('shop.team.svc.cluster.local')}`),
      context: split('team/shop'),
      findings: [
        {
          on: 'VirtualService prod/ingress',
          path: 'spec.http[1].route[0].destination',
          message:
            'VirtualService "team/shop" leads requests for "shop.team.svc.cluster.local" to its subsets, but only those of sidecars: what comes through the gateway goes to all Pods of "shop.team.svc.cluster.local"',
          fix: 'Name subsets here, too, as "team/shop" does, or bind its routes to the gateway',
        },
      ],
    },
  ],
});
