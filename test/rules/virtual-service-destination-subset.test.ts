import { testMeshRule } from './mesh-rule-tester';
import { destinationRule, service, to, virtualService } from './route-objects';

const route = (host: string, subset: string) =>
  virtualService('prod/shop', `hosts: [a.b], http: [${to(host, `subset: ${subset}`)}]`);
const rule = (key: string, host: string, ...names: readonly string[]) =>
  destinationRule(
    key,
    `host: ${host}, subsets: [${names.map((name) => `{ name: ${name}, labels: { version: ${name} } }`).join(', ')}]`,
  );
const SHOP = service('prod/shop');

testMeshRule('virtual-service-destination-subset', {
  valid: [
    { name: 'a subset of the rule', objects: SHOP + rule('prod/shop', 'shop', 'v1', 'v2') + route('shop', 'v2') },
    {
      name: 'named in full, in another namespace',
      objects: SHOP + rule('team/shop', 'shop.prod.svc.cluster.local', 'v1') + route('shop', 'v1'),
    },
    {
      name: 'of a rule for all in the namespace',
      objects: SHOP + rule('prod/all', '"*.prod.svc.cluster.local"', 'v1') + route('shop', 'v1'),
    },
    {
      name: 'of one of two rules',
      objects: SHOP + rule('prod/a', 'shop', 'v1') + rule('prod/b', 'shop', 'v2') + route('shop', 'v2'),
    },
    { name: 'of the context', objects: SHOP + route('shop', 'v1'), context: rule('prod/shop', 'shop', 'v1') },
    {
      name: 'no subset',
      objects:
        SHOP + rule('prod/shop', 'shop', 'v1') + virtualService('prod/shop', `hosts: [a.b], http: [${to('shop')}]`),
    },
    { name: 'a host that is not there', objects: SHOP + rule('prod/shop', 'shop', 'v1') + route('cart', 'v1') },
    { name: 'no DestinationRule is known', objects: SHOP + route('shop', 'v1'), undecided: ['a DestinationRule'] },
  ],
  invalid: [
    {
      name: 'another subset',
      objects: SHOP + rule('prod/shop', 'shop', 'v1', 'v2') + route('shop', 'v3'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.subset',
          message: 'DestinationRule "shop" has no subset "v3", so that requests get 503',
          fix: 'Add the subset there, or use "v1" or "v2", or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
    {
      name: 'no Services are known',
      objects: rule('prod/shop', 'shop', 'v1') + route('shop', 'v3'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.subset',
          message: 'DestinationRule "shop" has no subset "v3", so that requests get 503',
          fix: 'Add the subset there, or use "v1", or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
    {
      name: 'no rule for the host',
      objects: SHOP + rule('prod/cart', 'cart', 'v1') + route('shop', 'v1'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.subset',
          message:
            'No DestinationRule is for "shop.prod.svc.cluster.local", where subset "v1" would be, so that requests get 503',
          fix: 'Add a DestinationRule with it, or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
    {
      name: 'the rule is for the same name in another namespace',
      objects: SHOP + rule('team/shop', 'shop', 'v1') + route('shop', 'v1'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.subset',
          message:
            'No DestinationRule is for "shop.prod.svc.cluster.local", where subset "v1" would be, so that requests get 503',
          fix: 'Add a DestinationRule with it, or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
    {
      name: 'a mirror',
      objects:
        SHOP +
        rule('prod/shop', 'shop', 'v1') +
        virtualService(
          'prod/shop',
          `hosts: [a.b], http: [{ ${to('shop').slice(2, -2)}, mirror: { host: shop, subset: v2 } }]`,
        ),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].mirror.subset',
          message: 'DestinationRule "shop" has no subset "v2", so that the copies of requests are lost',
          fix: 'Add the subset there, or use "v1", or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
    {
      name: 'a rule without subsets',
      objects: SHOP + destinationRule('prod/shop', 'host: shop') + route('shop', 'v1'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].route[0].destination.subset',
          message: 'DestinationRule "shop" has no subset "v1", so that requests get 503',
          fix: 'Add the subset there, or name what the cluster has already with --context',
          refType: 'host+subset',
        },
      ],
    },
  ],
});
