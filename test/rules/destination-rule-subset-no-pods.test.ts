import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, rule, service } from './mutual-tls';

const subset = (labels: string, host = 'reviews', at = 'shop') =>
  rule('reviews', host, `subsets: [{ name: v2, labels: { ${labels} } }]`, at);
const V1 = deployment('reviews', { labels: 'version: v1' });
const V2 = 'version: v2';

const pod = (namespace: string, labels: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ${namespace}, labels: { ${labels} } }\nspec: { containers: [] }\n`;

const entry = (spec: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: db, namespace: shop }
spec:
  hosts: [db.example.com]
  ports: [{ number: 5432, name: tcp, protocol: TCP }]
  ${spec}
`;

const vm = (labels: string) => `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm, namespace: shop }
spec: { address: 10.0.0.1, labels: { ${labels} } }
`;

const group = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: vms, namespace: shop }
spec: { metadata: { labels: { app: reviews, version: v2 } }, template: { serviceAccount: vms } }
`;

testMeshRule('destination-rule-subset-no-pods', {
  valid: [
    { name: 'a Deployment with the labels', objects: all(subset('version: v1'), service('reviews'), V1) },
    {
      name: 'a Pod with the labels',
      objects: all(subset(V2), service('reviews'), pod('shop', 'app: reviews, version: v2')),
    },
    { name: 'on the cluster already', objects: all(subset('version: v1'), service('reviews')), context: V1 },
    {
      name: "from another namespace, by the Service's full name",
      objects: all(subset('version: v1', 'reviews.shop.svc.cluster.local', 'web'), service('reviews'), V1),
    },
    {
      name: "labels of the Pod's Node",
      objects: all(subset('topology.kubernetes.io/region: us'), service('reviews'), V1),
    },
    {
      name: 'labels of the Pod and its Node',
      objects: all(subset('version: v1, topology.istio.io/subzone: rack1'), service('reviews'), V1),
    },
    { name: 'no labels, which is another fault', objects: all(subset(''), service('reviews'), V1) },
    { name: 'an unknown host, which is another fault', objects: all(subset(V2, 'review'), service('reviews'), V1) },
    { name: 'a wildcard', objects: all(subset(V2, '*.shop.svc.cluster.local'), service('reviews'), V1) },
    {
      name: 'no Pods are known',
      objects: all(subset(V2), service('reviews')),
      undecided: ['the endpoints of "reviews.shop.svc.cluster.local"'],
    },
    {
      name: 'a Service whose endpoints are none of Kubernetes',
      objects: all(subset(V2), service('reviews').replace('selector: { app: reviews }', 'type: ClusterIP'), V1),
      undecided: ['the endpoints of "reviews.shop.svc.cluster.local"'],
    },
    {
      name: 'an endpoint of a ServiceEntry',
      objects: all(
        subset(V2, 'db.example.com'),
        entry(
          'resolution: STATIC\n  endpoints: [{ address: 10.0.0.1 }, { address: 10.0.0.2, labels: { version: v2 } }]',
        ),
        V1,
      ),
    },
    {
      name: 'a workload that a ServiceEntry selects',
      objects: all(
        subset(V2, 'db.example.com'),
        entry('resolution: STATIC\n  workloadSelector: { labels: { app: db } }'),
        vm('app: db, version: v2'),
        V1,
      ),
    },
    {
      name: 'a virtual machine behind the Service',
      objects: all(subset(V2), service('reviews'), V1, vm('app: reviews, version: v2')),
    },
    { name: 'virtual machines that join', objects: all(subset(V2), service('reviews'), V1, group) },
  ],
  invalid: [
    {
      name: 'another version',
      objects: all(subset(V2), service('reviews'), V1),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "version=v2", so that routes to subset "v2" get 503; there is "version=v1"',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a Pod that the Service does not select, and one of another namespace',
      objects: all(
        subset(V2),
        service('reviews'),
        V1,
        pod('shop', 'app: other, version: v2'),
        pod('web', 'app: reviews, version: v2'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "version=v2", so that routes to subset "v2" get 503; there is "version=v1"',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a key that no Pod has',
      objects: all(subset('rev: v1'), service('reviews'), V1),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "rev=v1", so that routes to subset "v2" get 503',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a label of the Node without a value',
      objects: all(subset('topology.kubernetes.io/region: ""'), service('reviews'), V1),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "topology.kubernetes.io/region=", so that routes to subset "v2" get 503',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'two of three, in an old version',
      objects: all(
        rule(
          'reviews',
          'reviews',
          'subsets: [{ name: a, labels: { version: v0 } }, { name: b, labels: { version: v1 } }, { name: c, labels: { version: v1, tier: x } }]',
        ).replace('/v1', '/v1alpha3'),
        service('reviews'),
        V1,
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "version=v0", so that routes to subset "a" get 503; there is "version=v1"',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[2].labels',
          message:
            'Nothing behind Service "reviews.shop.svc.cluster.local" has "version=v1" and "tier=x", so that routes to subset "c" get 503; there is "version=v1"',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'endpoints of a ServiceEntry without labels',
      objects: all(subset(V2, 'db.example.com'), entry('resolution: STATIC\n  endpoints: [{ address: 10.0.0.1 }]'), V1),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].labels',
          message:
            'Nothing behind ServiceEntry "db.example.com" has "version=v2", so that routes to subset "v2" get 503',
          fix: 'Use labels that its endpoints have, or remove the subset, or name what the cluster has already with --context',
        },
      ],
    },
  ],
});
