import { testMeshRule } from './mesh-rule-tester';
import { to, virtualService } from './route-objects';

const root = (delegate: string) =>
  virtualService(
    'prod/shop',
    `hosts: [shop.example.com], gateways: [edge/public], http: [{ delegate: { ${delegate} } }]`,
  );
const part = (key: string, rest = '') => virtualService(key, `${rest}http: [${to('shop')}]`);

testMeshRule('virtual-service-delegate-missing', {
  valid: [
    { name: 'in the own namespace', objects: root('name: cart') + part('prod/cart') },
    { name: 'in another namespace', objects: root('name: cart, namespace: team') + part('team/cart') },
    {
      name: 'exported to the own namespace',
      objects: root('name: cart, namespace: team'),
      context: part('team/cart', 'exportTo: [prod], '),
    },
    {
      name: 'no delegate is known',
      objects: root('name: cart, namespace: team'),
      undecided: ['a VirtualService without hosts'],
    },
    {
      name: 'a delegate that delegates is refused by istiod',
      objects: part('prod/other') + virtualService('prod/a', 'http: [{ delegate: { name: b } }]'),
    },
    { name: 'without a name', objects: part('prod/cart') + root('namespace: team') },
  ],
  invalid: [
    {
      name: 'none of that name',
      objects: root('name: crat, namespace: team') + part('team/cart'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'There is no VirtualService "team/crat" to delegate to, so that istiod leaves the route out and its requests get 404',
          fix: 'Name one that is there, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'in another namespace than said',
      objects: root('name: cart') + part('team/cart'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'There is no VirtualService "prod/cart" to delegate to, so that istiod leaves the route out and its requests get 404',
          fix: 'Set namespace to "team", where there is one of that name',
          replacement: { path: 'spec.http[0].delegate.namespace', value: 'team' },
        },
      ],
    },
    {
      name: 'in two other namespaces',
      objects: root('name: cart') + part('team/cart') + part('stage/cart'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'There is no VirtualService "prod/cart" to delegate to, so that istiod leaves the route out and its requests get 404',
          fix: 'Set namespace to "team" or "stage", where there is one of that name',
        },
      ],
    },
    {
      name: 'the wrong namespace said',
      objects: root('name: cart, namespace: stage') + part('team/cart'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'There is no VirtualService "stage/cart" to delegate to, so that istiod leaves the route out and its requests get 404',
          fix: 'Set namespace to "team", where there is one of that name',
        },
      ],
    },
    {
      name: 'with hosts',
      objects: root('name: cart') + part('prod/cart', 'hosts: [cart], '),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'VirtualService "prod/cart" has hosts of its own, and Istio delegates only to one without hosts, so that istiod leaves the route out and its requests get 404',
          fix: 'Remove the hosts and gateways of "prod/cart", or name another',
        },
      ],
    },
    {
      name: 'not exported',
      objects: root('name: cart, namespace: team') + part('team/cart', 'exportTo: ["."], '),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].delegate',
          refType: 'delegate',
          message:
            'VirtualService "team/cart" is not exported to namespace "prod", so that istiod leaves the route out and its requests get 404',
          fix: 'Add "prod" to exportTo of "team/cart"',
        },
      ],
    },
  ],
});
