import { testMeshRule } from './mesh-rule-tester';
import { all, rule, tlsRule } from './mutual-tls';

const V1 = 'subsets: [{ name: v1, labels: { version: v1 } }]';
const V2 = 'subsets: [{ name: v2, labels: { version: v2 } }]';
const BALANCED = 'trafficPolicy: { loadBalancer: { simple: RANDOM } }';
const WIDE = '*.shop.svc.cluster.local';

testMeshRule('destination-rule-overlap', {
  valid: [
    { name: 'other hosts', objects: all(rule('a', 'reviews', V1), rule('b', 'ratings', V1)) },
    { name: 'other subsets of one host', objects: all(rule('a', 'reviews', V1), rule('b', 'reviews', V2)) },
    { name: 'the same short name elsewhere', objects: all(rule('a', 'reviews', V1), rule('a', 'reviews', V1, 'web')) },
    {
      name: 'mutual TLS for the namespace',
      objects: all(tlsRule('a', WIDE, 'ISTIO_MUTUAL'), rule('b', 'reviews', V1)),
    },
    {
      name: 'mutual TLS for the mesh',
      objects: all(tlsRule('a', '*.local', 'ISTIO_MUTUAL', 'istio-system'), rule('b', 'reviews', V1)),
    },
    {
      name: 'plaintext for the namespace',
      objects: all(tlsRule('a', WIDE, 'DISABLE'), rule('b', 'reviews', BALANCED)),
    },
    {
      name: 'mutual TLS for all of a cluster with a domain of its own',
      objects: all(
        tlsRule('a', '*.example.org', 'ISTIO_MUTUAL', 'istio-system'),
        rule('b', 'web.shop.svc.example.org', V1),
      ),
    },
    {
      name: 'settings for some workloads',
      objects: all(
        rule('a', 'reviews', BALANCED),
        rule('b', 'reviews', `${BALANCED}\n  workloadSelector: { matchLabels: { app: web } }`),
      ),
    },
    {
      name: 'settings of one namespace for its own clients',
      objects: all(
        rule('a', 'reviews', BALANCED),
        rule('b', 'reviews.shop.svc.cluster.local', `${BALANCED}\n  exportTo: ["."]`, 'web'),
      ),
    },
    {
      name: 'a wildcard beside the name that it leaves out',
      objects: all(rule('a', '*.example.com', V1), rule('b', 'example.com', V1)),
    },
  ],
  invalid: [
    {
      name: 'one host, and neither has subsets',
      objects: all(rule('a', 'reviews', BALANCED), rule('b', 'reviews', BALANCED)),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" is for host "reviews", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'one host, and a subset in common',
      objects: all(rule('a', 'reviews', V1), rule('b', 'reviews.shop.svc.cluster.local', V1)),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" is for host "reviews.shop.svc.cluster.local", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'one host, and one has no subsets',
      objects: all(rule('a', 'reviews', BALANCED), rule('b', 'reviews', V1)),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" is for host "reviews", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'the other is on the cluster',
      objects: rule('b', 'reviews', V1),
      context: rule('a', 'reviews', V1),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" is for host "reviews", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'a wildcard with more than TLS',
      objects: all(rule('a', WIDE, BALANCED), rule('b', 'reviews', V1)),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" covers host "reviews", too, and nothing of it is in force there: clients use the rule of the narrower host whole',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'a wildcard with the subset',
      objects: all(rule('a', '*.example.com', V1), rule('b', 'api.example.com', V1)),
      findings: [
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/a" covers host "api.example.com", too, and nothing of it is in force there: clients use the rule of the narrower host whole',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'two namespaces for all clients',
      objects: all(rule('a', 'reviews', BALANCED), rule('b', 'reviews.shop.svc.cluster.local', BALANCED, 'web')),
      findings: [
        {
          on: 'DestinationRule web/b',
          path: 'spec.host',
          message: `DestinationRule "shop/a" is for host "reviews.shop.svc.cluster.local", too, and clients use one of the two whole: that of their own namespace, else that of the Service's`,
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
    {
      name: 'three of one host, of which the oldest is right',
      objects: all(
        rule('c', 'reviews', V1),
        rule('b', 'reviews', V1),
        rule('z', 'reviews', V1).replace('name: z', 'name: z, creationTimestamp: "2026-01-01T00:00:00Z"'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/c',
          path: 'spec.host',
          message:
            'DestinationRule "shop/z" is for host "reviews", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
        {
          on: 'DestinationRule shop/b',
          path: 'spec.host',
          message:
            'DestinationRule "shop/z" is for host "reviews", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older',
          fix: 'Put all settings for the host into one DestinationRule',
        },
      ],
    },
  ],
});
