import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, DISABLE, namespace, policy, rule, service, STRICT, tlsRule } from './mutual-tls';

const SHOP = all(namespace('shop', 'enabled'), deployment('reviews'), service('reviews'));
const OWN = policy('default', STRICT);
const PLAIN = tlsRule('reviews', 'reviews', 'DISABLE');
const PORTS = (key: string, mode: string) =>
  policy(
    'reviews',
    `selector: { matchLabels: { app: reviews } }, mtls: { mode: STRICT }, portLevelMtls: { "${key}": { mode: ${mode} } }`,
  );

testMeshRule('destination-rule-tls-mismatch', {
  valid: [
    { name: 'mutual TLS', objects: all(SHOP, OWN, tlsRule('reviews', 'reviews', 'ISTIO_MUTUAL')) },
    { name: 'plaintext is taken, too', objects: all(SHOP, policy('default', 'mtls: { mode: PERMISSIVE }'), PLAIN) },
    { name: 'no policy', objects: all(SHOP, PLAIN) },
    { name: 'no settings for TLS', objects: all(SHOP, OWN, rule('reviews', 'reviews', 'trafficPolicy: {}')) },
    {
      name: 'Pods without sidecars',
      objects: all(namespace('shop'), deployment('reviews'), service('reviews'), OWN, PLAIN),
    },
    {
      name: 'nobody knows whether there are sidecars',
      objects: all(deployment('reviews'), service('reviews'), OWN, PLAIN),
    },
    { name: 'no Pods', objects: all(namespace('shop', 'enabled'), service('reviews'), OWN, PLAIN) },
    { name: 'a port with a mode of its own', objects: all(SHOP, PORTS('8080', 'PERMISSIVE'), PLAIN) },
    {
      name: 'a port that the sidecar does not see',
      objects: all(
        namespace('shop', 'enabled'),
        deployment('reviews', { annotations: 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"' }),
        service('reviews'),
        OWN,
        PLAIN,
      ),
    },
    {
      name: 'another rule is in force',
      objects: all(SHOP, OWN, PLAIN.replace('name: reviews', 'name: z'), tlsRule('a', 'reviews', 'ISTIO_MUTUAL')),
    },
    {
      name: 'a whole namespace, which is another rule',
      objects: all(SHOP, OWN, tlsRule('all', '*.shop.svc.cluster.local', 'DISABLE')),
    },
    {
      name: 'ambient takes it through the mesh anyway',
      objects: all(
        namespace('shop').replace('name: shop', 'name: shop, labels: { istio.io/dataplane-mode: ambient }'),
        deployment('reviews'),
        service('reviews'),
        OWN,
        PLAIN,
      ),
    },
    { name: 'plaintext for plaintext', objects: all(SHOP, policy('default', DISABLE), PLAIN) },
    {
      name: 'the mutual TLS of a namespace that takes none, which is the fault of its policy',
      objects: all(SHOP, policy('default', DISABLE), tlsRule('all', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL')),
    },
  ],
  invalid: [
    {
      name: 'plaintext for one Service',
      objects: all(SHOP, OWN, PLAIN),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'the mesh is STRICT, on the cluster',
      objects: all(SHOP, PLAIN),
      context: policy('default', STRICT, 'istio-system'),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "istio-system/default" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'TLS of another kind',
      objects: all(
        SHOP,
        OWN,
        rule('reviews', 'reviews', 'trafficPolicy: { tls: { mode: SIMPLE, caCertificates: /ca.pem } }'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send TLS without a certificate of the mesh to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
        },
      ],
    },
    {
      name: 'settings for the port, from a client in another namespace',
      objects: all(
        SHOP,
        OWN,
        rule(
          'reviews',
          'reviews.shop.svc.cluster.local',
          'trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }',
          'web',
        ),
      ),
      findings: [
        {
          on: 'DestinationRule web/reviews',
          path: 'spec.trafficPolicy.portLevelSettings[0].tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.portLevelSettings[0].tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'a subset',
      objects: all(
        SHOP,
        OWN,
        rule(
          'reviews',
          'reviews',
          'subsets: [{ name: v1, labels: { app: reviews }, trafficPolicy: { tls: { mode: DISABLE } } }]',
        ),
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.subsets[0].trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/default" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.subsets[0].trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'a port that alone is STRICT',
      objects: all(SHOP, PORTS('8080', 'STRICT').replace('mtls: { mode: STRICT }', 'mtls: {}'), PLAIN),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/reviews" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'a whole namespace, of which one workload is STRICT',
      objects: all(
        SHOP,
        policy('a', `selector: { matchLabels: { app: reviews } }, ${STRICT}`),
        tlsRule('all', '*.shop.svc.cluster.local', 'DISABLE'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/all',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/a" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
    {
      name: 'mutual TLS for a workload that takes plaintext',
      objects: all(
        SHOP,
        policy('a', `selector: { matchLabels: { app: reviews } }, ${DISABLE}`),
        tlsRule('reviews', 'reviews', 'ISTIO_MUTUAL'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to "reviews.shop.svc.cluster.local", whose sidecars take nothing but plaintext (PeerAuthentication "shop/a" is DISABLE): requests end with 503',
          fix: 'Write DISABLE, or change the policy to STRICT',
        },
      ],
    },
    {
      name: 'two Services of one rule for some hosts',
      objects: all(
        SHOP,
        deployment('ratings'),
        service('ratings'),
        policy('default', 'mtls: { mode: PERMISSIVE }', 'istio-system'),
        policy('a', `selector: { matchLabels: { app: reviews } }, ${STRICT}`),
        policy('b', `selector: { matchLabels: { app: ratings } }, ${STRICT}`),
        tlsRule('all', '*.local', 'DISABLE', 'istio-system'),
      ),
      findings: [
        {
          on: 'DestinationRule istio-system/all',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to "reviews.shop.svc.cluster.local" and "ratings.shop.svc.cluster.local", whose sidecars take nothing but mutual TLS (PeerAuthentication "shop/a" is STRICT): requests end with 503',
          fix: 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on',
          replacement: { path: 'spec.trafficPolicy.tls.mode', value: 'ISTIO_MUTUAL' },
        },
      ],
    },
  ],
});
