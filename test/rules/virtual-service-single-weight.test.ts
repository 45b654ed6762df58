import { testMeshRule } from './mesh-rule-tester';
import { virtualService } from './route-objects';

const http = (...items: readonly string[]) =>
  virtualService('prod/shop', `hosts: [shop], http: [{ route: [${items.join(', ')}] }]`);
const item = (weight: number | string) => `{ destination: { host: shop }, weight: ${weight} }`;

testMeshRule('virtual-service-single-weight', {
  valid: [
    { name: 'no weight', objects: http('{ destination: { host: shop } }') },
    { name: 'all of it', objects: http(item(100)) },
    { name: 'nothing of it', objects: http(item(0)) },
    { name: 'two destinations', objects: http(item(40), item(60)) },
    { name: 'no destination', objects: http() },
  ],
  invalid: [
    {
      name: 'a part of it',
      objects: http(item(90)),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].weight',
          message: 'The route has one destination with weight 90, and Istio sends all requests there',
          fix: 'Remove the weight, or add the destination that gets the rest',
        },
      ],
    },
    {
      name: 'in tls and tcp routes',
      objects: virtualService(
        'prod/shop',
        `hosts: [shop], tls: [{ match: [{ sniHosts: [shop] }], route: [${item(99)}] }], tcp: [{ route: [${item(1)}] }]`,
      ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tls[0].route[0].weight',
          message: 'The route has one destination with weight 99, and Istio sends all requests there',
          fix: 'Remove the weight, or add the destination that gets the rest',
        },
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tcp[0].route[0].weight',
          message: 'The route has one destination with weight 1, and Istio sends all requests there',
          fix: 'Remove the weight, or add the destination that gets the rest',
        },
      ],
    },
  ],
});
