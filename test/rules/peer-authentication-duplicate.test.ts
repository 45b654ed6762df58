import { testMeshRule } from './mesh-rule-tester';
import { all, policy, STRICT } from './mutual-tls';

const DEFAULT = policy('default', STRICT);
const SELECTED = `selector: { matchLabels: { app: web } }, ${STRICT}`;
const created = (day: string) => `, creationTimestamp: "2026-01-${day}T00:00:00Z"`;

testMeshRule('peer-authentication-duplicate', {
  valid: [
    { name: 'one', objects: DEFAULT },
    { name: 'one of each namespace', objects: all(DEFAULT, policy('default', STRICT, 'web')) },
    { name: 'one with a selector', objects: all(DEFAULT, policy('web', SELECTED)) },
    { name: 'the same one on the cluster', objects: DEFAULT, context: DEFAULT },
    { name: 'two on the cluster', objects: policy('web', SELECTED), context: all(DEFAULT, policy('strict', STRICT)) },
  ],
  invalid: [
    {
      name: 'two, one of them default',
      objects: all(DEFAULT, policy('allow', 'mtls: { mode: PERMISSIVE }')),
      findings: [
        {
          on: 'PeerAuthentication shop/allow',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'an empty selector, in an old version',
      objects: all(policy('strict', `selector: {}, ${STRICT}`).replace('/v1', '/v1beta1'), DEFAULT),
      findings: [
        {
          on: 'PeerAuthentication shop/strict',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'two, neither of them default',
      objects: all(policy('b', STRICT), policy('a', STRICT)),
      findings: [
        {
          on: 'PeerAuthentication shop/b',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/a" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "a", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'two with their ages',
      objects: all(policy('a', STRICT, 'shop', created('02')), policy('b', STRICT, 'shop', created('01'))),
      findings: [
        {
          on: 'PeerAuthentication shop/a',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/b" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "b", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'three',
      objects: all(policy('a', STRICT), DEFAULT, policy('b', STRICT)),
      findings: [
        {
          on: 'PeerAuthentication shop/a',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
        {
          on: 'PeerAuthentication shop/b',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'default beside one on the cluster',
      objects: DEFAULT,
      context: policy('strict', STRICT),
      findings: [
        {
          on: 'PeerAuthentication shop/default',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/strict" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "strict", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'another beside default on the cluster',
      objects: policy('strict', STRICT),
      context: DEFAULT,
      findings: [
        {
          on: 'PeerAuthentication shop/strict',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'the namespace default, written and left out',
      objects: all(policy('default', STRICT, 'default'), policy('a', STRICT).replace(', namespace: shop', '')),
      findings: [
        {
          on: 'PeerAuthentication a',
          path: 'spec.selector',
          message:
            'PeerAuthentication "default/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
    {
      name: 'two for the mesh',
      objects: all(policy('default', STRICT, 'istio-system'), policy('mesh', STRICT, 'istio-system')),
      findings: [
        {
          on: 'PeerAuthentication istio-system/mesh',
          path: 'spec.selector',
          message:
            'PeerAuthentication "istio-system/default" has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first',
          fix: 'Merge it into "default", or select the workload that it is meant for',
        },
      ],
    },
  ],
});
