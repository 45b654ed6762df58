import { testMeshRule } from './mesh-rule-tester';
import { rule } from './mutual-tls';

const subsets = (...items: readonly string[]) => rule('reviews', 'reviews', `subsets: [${items.join(', ')}]`);

testMeshRule('destination-rule-subset-no-labels', {
  valid: [
    { name: 'labels', objects: subsets('{ name: v1, labels: { version: v1 } }') },
    {
      name: 'settings that routes choose',
      objects: subsets('{ name: tls, trafficPolicy: { tls: { mode: ISTIO_MUTUAL, sni: api.example.com } } }'),
    },
    { name: 'no subsets', objects: rule('reviews', 'reviews', 'trafficPolicy: {}') },
  ],
  invalid: [
    {
      name: 'no labels',
      objects: subsets('{ name: v1 }'),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message: 'Subset "v1" has no labels, so that it is every Pod of "reviews", those of other subsets too',
          fix: 'Give it the labels of its Pods, such as version: v1',
        },
      ],
    },
    {
      name: 'empty labels',
      objects: subsets('{ name: v1, labels: {} }', '{ name: v2 }'),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message: 'Subset "v1" has no labels, so that it is every Pod of "reviews", those of other subsets too',
          fix: 'Give it the labels of its Pods, such as version: v1',
        },
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[1].labels',
          message: 'Subset "v2" has no labels, so that it is every Pod of "reviews", those of other subsets too',
          fix: 'Give it the labels of its Pods, such as version: v1',
        },
      ],
    },
    {
      name: 'beside one with labels',
      objects: subsets('{ name: v1, labels: { version: v1 } }', '{ name: all }'),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[1].labels',
          message: 'Subset "all" has no labels, so that it is every Pod of "reviews", those of other subsets too',
          fix: 'Give it the labels of its Pods, such as version: v1',
          severity: 'info',
        },
      ],
    },
  ],
});
