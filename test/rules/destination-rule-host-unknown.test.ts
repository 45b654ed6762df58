import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, rule, service } from './mutual-tls';

const BALANCED = 'trafficPolicy: { loadBalancer: { simple: ROUND_ROBIN } }';
const to = (host: string, at = 'shop', more = '') => rule('reviews', host, `${BALANCED}\n  ${more}`, at);

const external = (host: string, exportTo = '') => `apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata: { name: external, namespace: egress }
spec:
  hosts: ["${host}"]
  ports: [{ number: 443, name: tls, protocol: TLS }]
  resolution: DNS
  ${exportTo}
`;

testMeshRule('destination-rule-host-unknown', {
  valid: [
    { name: 'a short name', objects: all(to('reviews'), service('reviews')) },
    {
      name: 'a full name from elsewhere',
      objects: all(to('reviews.shop.svc.cluster.local', 'web'), service('reviews')),
    },
    { name: 'a wildcard', objects: all(to('*.shop.svc.cluster.local'), service('other')) },
    { name: 'every host', objects: all(to('*'), service('other')) },
    { name: 'a ServiceEntry', objects: all(to('api.example.com'), external('api.example.com')) },
    { name: 'a wildcard of a ServiceEntry', objects: all(to('api.example.com'), external('*.example.com')) },
    { name: 'on the cluster already', objects: to('reviews'), context: service('reviews') },
    { name: 'the API server', objects: all(to('kubernetes.default.svc.cluster.local'), service('other')) },
    {
      name: 'the Service and the rule in namespace default, one of them by omission',
      objects: all(to('reviews', 'default'), service('reviews').replace(', namespace: shop', '')),
    },
    {
      name: 'nothing is known of Services',
      objects: all(to('reviews'), deployment('reviews')),
      undecided: ['a Service or ServiceEntry'],
    },
    {
      name: 'a Service of all clusters',
      objects: all(to('reviews.shop.svc.clusterset.local'), service('other')),
      undecided: ['the Service of host "reviews.shop.svc.clusterset.local"'],
    },
    { name: 'no host, which the schema refuses', objects: all(rule('reviews', '', BALANCED), service('other')) },
  ],
  invalid: [
    {
      name: 'a misspelled short name',
      objects: all(to('review'), service('reviews')),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message:
            'No Service or ServiceEntry has host "review", which stands for "review.shop.svc.cluster.local", so that nothing of the rule is in force',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a short name of another namespace',
      objects: all(to('reviews', 'web'), service('reviews')),
      findings: [
        {
          on: 'DestinationRule web/reviews',
          path: 'spec.host',
          message:
            'No Service or ServiceEntry has host "reviews", which stands for "reviews.web.svc.cluster.local", so that nothing of the rule is in force; there is "reviews.shop.svc.cluster.local"',
          fix: 'Write "reviews.shop.svc.cluster.local", or name what the cluster has already with --context',
          refType: 'host',
          replacement: { path: 'spec.host', value: 'reviews.shop.svc.cluster.local' },
        },
      ],
    },
    {
      name: 'a short name of two other namespaces',
      objects: all(to('reviews', 'web'), service('reviews'), service('reviews', 'prod')),
      findings: [
        {
          on: 'DestinationRule web/reviews',
          path: 'spec.host',
          message:
            'No Service or ServiceEntry has host "reviews", which stands for "reviews.web.svc.cluster.local", so that nothing of the rule is in force; there is "reviews.shop.svc.cluster.local" and "reviews.prod.svc.cluster.local"',
          fix: 'Write "reviews.shop.svc.cluster.local" or "reviews.prod.svc.cluster.local", or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'two parts',
      objects: all(to('reviews.shop'), service('reviews')),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message:
            'Host "reviews.shop" has a dot, so Istio takes it as it is, and not for Service "shop/reviews", so that nothing of the rule is in force',
          fix: 'Write "reviews.shop.svc.cluster.local"',
          refType: 'host',
          replacement: { path: 'spec.host', value: 'reviews.shop.svc.cluster.local' },
        },
      ],
    },
    {
      name: 'three parts',
      objects: all(to('reviews.shop.svc', 'web'), service('reviews')),
      findings: [
        {
          on: 'DestinationRule web/reviews',
          path: 'spec.host',
          message:
            'Host "reviews.shop.svc" has a dot, so Istio takes it as it is, and not for Service "shop/reviews", so that nothing of the rule is in force',
          fix: 'Write "reviews.shop.svc.cluster.local"',
          refType: 'host',
          replacement: { path: 'spec.host', value: 'reviews.shop.svc.cluster.local' },
        },
      ],
    },
    {
      name: 'a full name with the wrong namespace',
      objects: all(to('reviews.prod.svc.cluster.local'), service('reviews')),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message:
            'No Service or ServiceEntry has host "reviews.prod.svc.cluster.local", so that nothing of the rule is in force; there is "reviews.shop.svc.cluster.local"',
          fix: 'Write "reviews.shop.svc.cluster.local", or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'an external host without a ServiceEntry',
      objects: all(to('api.example.org'), external('api.example.com')),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message: 'No Service or ServiceEntry has host "api.example.org", so that nothing of the rule is in force',
          fix: 'Name a host that is there, or name what the cluster has already with --context',
          refType: 'host',
        },
      ],
    },
    {
      name: 'a ServiceEntry for another namespace',
      objects: all(to('api.example.com'), external('api.example.com', 'exportTo: ["."]')),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message:
            'Host "api.example.com" is that of ServiceEntry "egress/external", which is not exported to the clients that this rule is for, so that nothing of the rule is in force',
          fix: 'Let the exportTo of ServiceEntry "egress/external" and that of the rule name the same namespaces',
          refType: 'host',
        },
      ],
    },
    {
      name: 'an exportTo that does not reach what its own namespace sees',
      objects: all(
        to('reviews', 'shop', 'exportTo: [web]'),
        service('reviews').replace(
          'namespace: shop',
          'namespace: shop, annotations: { networking.istio.io/exportTo: "." }',
        ),
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.host',
          message:
            'Host "reviews" is that of Service "shop/reviews", which is not exported to the clients that this rule is for, so that nothing of the rule is in force',
          fix: 'Let the exportTo of Service "shop/reviews" and that of the rule name the same namespaces',
          refType: 'host',
        },
      ],
    },
  ],
});
