import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, policy, STRICT } from './mutual-tls';

const by = (labels: string, at = 'shop') => policy('web', `selector: { matchLabels: { ${labels} } }, ${STRICT}`, at);
const jwt = (spec: string, at = 'shop') => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: ${at} }
spec: { ${spec}, jwtRules: [{ issuer: https://id.example.com }] }
`;
const WEB = deployment('web', { labels: 'version: v1' });

testMeshRule('selector-matches-nothing', {
  valid: [
    { name: 'a workload', objects: all(by('app: web'), WEB) },
    { name: 'a workload with two labels, on the cluster', objects: by('app: web, version: v1'), context: WEB },
    { name: 'no selector', objects: all(policy('default', STRICT), WEB) },
    {
      name: 'the root namespace, for all',
      objects: all(jwt('selector: { matchLabels: { app: web } }', 'istio-system'), WEB),
    },
    {
      name: "Istio's default gateway, which nobody has to show",
      objects: all(jwt('selector: { matchLabels: { istio: ingressgateway } }', 'istio-system'), WEB),
    },
    {
      name: 'a PeerAuthentication of the root namespace, which is another rule',
      objects: all(by('app: none', 'istio-system'), WEB),
    },
    {
      name: 'a Gateway of the Gateway API',
      objects: all(jwt('selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: public } }'), WEB),
    },
    {
      name: 'targets instead of a selector',
      objects: all(jwt('targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: public }]'), WEB),
    },
    {
      name: 'a virtual machine',
      objects: all(
        by('app: vm'),
        WEB,
        'apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: { name: vm, namespace: shop }\nspec: { address: 10.0.0.1, labels: { app: vm } }\n',
      ),
    },
    { name: 'no Pods', objects: by('app: web'), undecided: ['the Pods of namespace "shop"'] },
  ],
  invalid: [
    {
      name: 'a misspelled label',
      objects: all(by('app: wbe'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.selector.matchLabels',
          message: 'No workload of namespace "shop" has "app=wbe", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'one of two labels',
      objects: all(by('app: web, version: v2').replace('/v1', '/v1beta1'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.selector.matchLabels',
          message:
            'No workload of namespace "shop" has "app=web" and "version=v2", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a workload of another namespace',
      objects: all(by('app: web', 'edge'), WEB),
      findings: [
        {
          on: 'PeerAuthentication edge/web',
          path: 'spec.selector.matchLabels',
          message: 'No workload of namespace "edge" has "app=web", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a RequestAuthentication',
      objects: all(jwt('selector: { matchLabels: { app: api } }'), WEB),
      findings: [
        {
          on: 'RequestAuthentication shop/jwt',
          path: 'spec.selector.matchLabels',
          message: 'No workload of namespace "shop" has "app=api", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a RequestAuthentication of the root namespace',
      objects: all(jwt('selector: { matchLabels: { app: api } }', 'istio-system'), WEB),
      findings: [
        {
          on: 'RequestAuthentication istio-system/jwt',
          path: 'spec.selector.matchLabels',
          message: 'No workload has "app=api", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'a value that is no text',
      objects: all(by('app: 7'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.selector.matchLabels',
          message: 'No workload of namespace "shop" has "app=", so that the policy is in force nowhere',
          fix: 'Use the labels of the Pods that it is meant for, or name what the cluster has already with --context',
        },
      ],
    },
  ],
});
