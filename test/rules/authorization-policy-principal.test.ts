import { testMeshRule } from './mesh-rule-tester';

const policy = (source: string, when = '[]', namespace = 'shop') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: orders, namespace: ${namespace}}
spec: {rules: [{from: [{source: ${source}}], when: ${when}}]}
---`;
const account = (name: string, namespace = 'shop') => `
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
---`;
const deployment = (serviceAccountName: string, namespace = 'shop') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${serviceAccountName}, namespace: ${namespace}}
spec: {template: {spec: {serviceAccountName: ${serviceAccountName}}}}
---`;
const kubernetesGateway = (name: string, namespace: string, gatewayClassName: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: ${namespace}}
spec: {gatewayClassName: ${gatewayClassName}}
---`;
const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
---`;

const CONTEXT = ', or name what the cluster has already with --context';
const NOBODY = 'no caller has that identity';
const finding = (path: string, what: string, advice = 'Name a ServiceAccount that exists', effect = NOBODY) => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].${path}`,
  message: `${what}, so that ${effect}`,
  fix: advice + CONTEXT,
  refType: 'serviceAccount',
});
const missing = (name: string, where = 'shop') => `There is no ServiceAccount "${name}" in namespace "${where}"`;
const source = (list: string) => `from[0].source.${list}`;

testMeshRule('authorization-policy-principal', {
  valid: [
    {
      name: 'ServiceAccounts of the input and of the context, and what Pods run as',
      objects:
        policy(
          '{principals: [cluster.local/ns/shop/sa/web, cluster.local/ns/shop/sa/cart, cluster.local/ns/front/sa/web]}',
        ) +
        account('web') +
        deployment('cart'),
      context: account('web', 'front'),
    },
    {
      name: 'as service accounts, in the own namespace and in others',
      objects: policy('{serviceAccounts: [web, front/web]}') + account('web') + account('web', 'front'),
    },
    {
      name: 'those that istiod makes for Gateways of the Gateway API',
      objects:
        policy('{principals: [cluster.local/ns/shop/sa/waypoint, cluster.local/ns/infra/sa/edge-istio]}') +
        account('web') +
        account('web', 'infra') +
        kubernetesGateway('waypoint', 'shop', 'istio-waypoint') +
        kubernetesGateway('edge', 'infra', 'istio'),
    },
    {
      name: 'one of them tells nothing of others',
      objects: policy('{serviceAccounts: [web]}') + kubernetesGateway('waypoint', 'shop', 'istio-waypoint'),
      undecided: ['the ServiceAccounts of namespace "shop"'],
    },
    {
      name: 'a policy without namespace',
      objects: policy('{serviceAccounts: [web]}', '[]', '""') + account('web', 'default'),
    },
    {
      name: 'the one that every namespace has',
      objects:
        policy('{principals: [cluster.local/ns/shop/sa/default, "cluster.local/ns/shop/sa/def*"]}') + account('web'),
    },
    {
      name: 'wildcards that some ServiceAccount matches, or that say no namespace',
      objects:
        policy(
          '{principals: ["*", "cluster.local/*", "cluster.local/ns/shop/*", "*/ns/shop/sa/web", "cluster.local/ns/shop/sa/w*", "cluster.local/ns/shop/sa/*", "*/sa/gone"]}',
        ) + account('web'),
    },
    {
      name: "the mesh's own trust domain and its aliases",
      objects: policy('{principals: [corp/ns/shop/sa/web, old/ns/shop/sa/web]}') + account('web'),
      mesh: { trustDomain: 'corp', trustDomainAliases: ['old'] },
    },
    {
      name: 'a foreign trust domain, of which another rule speaks',
      objects: policy('{principals: [partner/ns/shop/sa/gone]}') + account('web'),
    },
    { name: 'other identities', objects: policy('{principals: [partner.example.com/client, web]}') + account('web') },
    {
      name: 'a namespace of which nothing is given',
      objects:
        policy('{principals: [cluster.local/ns/front/sa/web]}') + account('web') + deployment('default', 'front'),
      undecided: ['the ServiceAccounts of namespace "front"'],
    },
    {
      name: 'the gateway that Istio installs, and another name for it',
      objects: policy(
        '{principals: [cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account, cluster.local/ns/istio-system/sa/istio-ingressgateway]}',
      ),
      undecided: ['the ServiceAccounts of namespace "istio-system"'],
    },
    {
      name: 'conditions on something else',
      objects: policy('{}', '[{key: source.namespace, values: [gone]}]') + account('web'),
    },
    {
      name: 'odd service accounts, of which the webhook speaks',
      objects: policy('{serviceAccounts: ["w*", a/b/c, "/web", "shop/"]}') + account('web'),
    },
  ],
  invalid: [
    {
      name: 'misspelled',
      objects: policy('{principals: [cluster.local/ns/shop/sa/webapi]}') + account('web-api'),
      findings: [finding(source('principals[0]'), missing('webapi'), 'Write "cluster.local/ns/shop/sa/web-api"')],
    },
    {
      name: 'misspelled service accounts, in short and in full',
      objects: policy('{serviceAccounts: [webapi, shop/webapi]}') + deployment('web-api'),
      findings: [
        finding(source('serviceAccounts[0]'), missing('webapi'), 'Write "web-api"'),
        finding(source('serviceAccounts[1]'), missing('webapi'), 'Write "shop/web-api"'),
      ],
    },
    {
      name: 'excluded ones, and those of conditions',
      objects:
        policy(
          '{notPrincipals: [cluster.local/ns/shop/sa/gone], notServiceAccounts: [gone]}',
          '[{key: source.principal, values: ["*/ns/shop/sa/gone"]}, {key: source.serviceAccount, notValues: [gone]}]',
        ) + account('web'),
      findings: [
        finding(source('notPrincipals[0]'), missing('gone'), undefined, 'it excludes nobody'),
        finding('when[0].values[0]', missing('gone')),
        finding(source('notServiceAccounts[0]'), missing('gone'), undefined, 'it excludes nobody'),
        finding('when[1].notValues[0]', missing('gone'), undefined, 'it excludes nobody'),
      ],
    },
    {
      name: 'a wildcard that none matches',
      objects: policy('{principals: ["cluster.local/ns/shop/sa/x*"]}') + account('web'),
      findings: [finding(source('principals[0]'), 'There is no ServiceAccount like "x*" in namespace "shop"')],
    },
    {
      name: 'no such namespace, not even with default',
      objects:
        policy('{principals: [cluster.local/ns/gone/sa/default], serviceAccounts: [gone/web]}') + namespace('shop'),
      findings: [
        finding(source('principals[0]'), 'There is no Namespace "gone", and so no ServiceAccount "default" in it'),
        finding(source('serviceAccounts[0]'), 'There is no Namespace "gone", and so no ServiceAccount "web" in it'),
      ],
    },
    {
      name: 'one known to be missing, one not known',
      objects: policy('{principals: [cluster.local/ns/shop/sa/gone, cluster.local/ns/front/sa/web]}') + account('web'),
      findings: [finding(source('principals[0]'), missing('gone'))],
      undecided: ['the ServiceAccounts of namespace "front"'],
    },
    {
      name: 'written with its scheme',
      objects: policy('{principals: [spiffe://cluster.local/ns/shop/sa/web]}') + account('web'),
      findings: [
        {
          on: 'AuthorizationPolicy shop/orders',
          path: 'spec.rules[0].from[0].source.principals[0]',
          message:
            'Principals are written without "spiffe://", so that no caller is "spiffe://cluster.local/ns/shop/sa/web"',
          fix: 'Write "cluster.local/ns/shop/sa/web"',
          refType: 'serviceAccount',
          replacement: { path: 'spec.rules[0].from[0].source.principals[0]', value: 'cluster.local/ns/shop/sa/web' },
        },
      ],
    },
  ],
});
