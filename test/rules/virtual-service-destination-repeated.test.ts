import { testMeshRule } from './mesh-rule-tester';
import { virtualService } from './route-objects';

const http = (...items: readonly string[]) =>
  virtualService('prod/shop', `hosts: [shop], http: [{ route: [${items.join(', ')}] }]`);
const item = (destination: string, rest = '') => `{ destination: { ${destination} }, weight: 50${rest} }`;

testMeshRule('virtual-service-destination-repeated', {
  valid: [
    { name: 'two subsets', objects: http(item('host: shop, subset: v1'), item('host: shop, subset: v2')) },
    {
      name: 'two ports',
      objects: http(item('host: shop, port: { number: 80 }'), item('host: shop, port: { number: 81 }')),
    },
    {
      name: 'headers of its own',
      objects: http(item('host: shop'), item('host: shop', ', headers: { request: { set: { x-canary: "1" } } }')),
    },
    {
      name: 'the same name in two namespaces',
      objects: http(item('host: shop'), item('host: shop.team.svc.cluster.local')),
    },
    {
      name: 'in two routes',
      objects: virtualService(
        'prod/shop',
        `hosts: [shop], http: [{ match: [{ port: 1 }], route: [${item('host: shop')}] }, { route: [${item('host: shop')}] }]`,
      ),
    },
    { name: 'no host', objects: http('{ weight: 50 }', '{ weight: 50 }') },
  ],
  invalid: [
    {
      name: 'one subset twice',
      objects: http(item('host: shop, subset: v1'), item('host: shop, subset: v2'), item('host: shop, subset: v1')),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[2].destination',
          message: 'The destination is that of spec.http[0].route[0] again, so that the weights of both add up',
          fix: 'Give it the host or subset that is meant, or remove it and add its weight',
        },
      ],
    },
    {
      name: 'once short, once in full',
      objects: http(item('host: shop'), item('host: Shop.prod.svc.cluster.local')),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[1].destination',
          message: 'The destination is that of spec.http[0].route[0] again, so that the weights of both add up',
          fix: 'Give it the host or subset that is meant, or remove it and add its weight',
        },
      ],
    },
    {
      name: 'in a tcp route',
      objects: virtualService(
        'prod/shop',
        `hosts: [shop], tcp: [{ route: [${item('host: shop')}, ${item('host: shop')}] }]`,
      ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tcp[0].route[1].destination',
          message: 'The destination is that of spec.tcp[0].route[0] again, so that the weights of both add up',
          fix: 'Give it the host or subset that is meant, or remove it and add its weight',
        },
      ],
    },
  ],
});
