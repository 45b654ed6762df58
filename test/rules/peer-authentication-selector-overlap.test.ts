import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, policy, STRICT } from './mutual-tls';

const by = (name: string, labels: string, at = 'shop', metadata = '') =>
  policy(name, `selector: { matchLabels: { ${labels} } }, ${STRICT}`, at, metadata);
const WEB = deployment('web', { labels: 'version: v1' });

testMeshRule('peer-authentication-selector-overlap', {
  valid: [
    { name: 'one policy', objects: all(by('a', 'app: web'), WEB) },
    { name: 'other workloads', objects: all(by('a', 'app: web'), by('b', 'app: db'), WEB, deployment('db')) },
    { name: 'no workload has the labels of both', objects: all(by('a', 'app: web'), by('b', 'version: v2'), WEB) },
    { name: 'another namespace', objects: all(by('a', 'app: web'), by('b', 'app: web', 'edge'), WEB) },
    { name: 'no Pods', objects: all(by('a', 'app: web'), by('b', 'app: web')) },
    { name: 'the namespace beside the workload', objects: all(by('a', 'app: web'), policy('default', STRICT), WEB) },
    {
      name: 'the root namespace, where neither is in force',
      objects: all(
        by('a', 'app: web', 'istio-system'),
        by('b', 'app: web', 'istio-system'),
        deployment('web', { namespace: 'istio-system' }),
      ),
    },
    { name: 'both on the cluster', objects: WEB, context: all(by('a', 'app: web'), by('b', 'app: web')) },
  ],
  invalid: [
    {
      name: 'equal selectors',
      objects: all(by('b', 'app: web'), by('a', 'app: web'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/b',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/a" selects Deployment "shop/web", too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first',
          fix: 'Merge the two, or let their selectors have no workload in common',
        },
      ],
    },
    {
      name: 'different selectors, the younger by its age',
      objects: all(
        by('a', 'version: v1', 'shop', ', creationTimestamp: "2026-01-02T00:00:00Z"'),
        by('b', 'app: web', 'shop', ', creationTimestamp: "2026-01-01T00:00:00Z"'),
        WEB,
      ),
      findings: [
        {
          on: 'PeerAuthentication shop/a',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/b" selects Deployment "shop/web", too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first',
          fix: 'Merge the two, or let their selectors have no workload in common',
        },
      ],
    },
    {
      name: 'the younger is on the cluster',
      objects: by('a', 'app: web'),
      context: all(WEB, by('b', 'app: web, version: v1')),
      findings: [
        {
          on: 'PeerAuthentication shop/a',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/b" selects Deployment "shop/web", too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first',
          fix: 'Merge the two, or let their selectors have no workload in common',
        },
      ],
    },
    {
      name: 'three',
      objects: all(by('a', 'app: web'), by('b', 'version: v1'), by('c', 'app: web'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/b',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/a" selects Deployment "shop/web", too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first',
          fix: 'Merge the two, or let their selectors have no workload in common',
        },
        {
          on: 'PeerAuthentication shop/c',
          path: 'spec.selector',
          message:
            'PeerAuthentication "shop/a" selects Deployment "shop/web", too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first',
          fix: 'Merge the two, or let their selectors have no workload in common',
        },
      ],
    },
  ],
});
