import { testMeshRule } from './mesh-rule-tester';

const istiod = (env: string, labels = '{app: istiod}') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system, labels: ${labels}}
spec: {template: {spec: {containers: [{name: proxy}, {name: discovery, env: ${env}}]}}}
---`;
const authentication = (rules: string) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: shop}
spec: {jwtRules: ${rules}}
---`;
const FETCHED = authentication('[{issuer: a, jwks: "{}"}, {issuer: b, jwksUri: "https://b.example/keys"}]');

const FINDING = {
  on: 'Deployment istio-system/istiod',
  path: 'spec.template.spec.containers',
  message:
    'istiod fetches keys from wherever a RequestAuthentication, such as "shop/tokens", tells it to: addresses inside the cluster and the cloud\'s metadata service, too',
  fix: 'Set the environment variable BLOCKED_CIDRS_IN_JWKS_URIS of istiod, for instance to "169.254.0.0/16,127.0.0.0/8"',
};

testMeshRule('istiod-jwks-unrestricted', {
  valid: [
    { name: 'restricted', objects: istiod('[{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8}]') + FETCHED },
    {
      name: 'restricted by what a ConfigMap has',
      objects:
        istiod('[{name: BLOCKED_CIDRS_IN_JWKS_URIS, valueFrom: {configMapKeyRef: {name: a, key: b}}}]') + FETCHED,
    },
    { name: 'no RequestAuthentication', objects: istiod('[]') },
    {
      name: 'nothing to fetch',
      objects: istiod('[]') + authentication('[{issuer: a, jwks: "{}"}]') + authentication('[]'),
    },
    { name: 'another Deployment', objects: istiod('[]', '{app: web}') + FETCHED },
    { name: 'istiod in the context', objects: FETCHED, context: istiod('[]') },
  ],
  invalid: [
    { name: 'not set', objects: istiod('[{name: PILOT_TRACE_SAMPLING, value: "1"}]') + FETCHED, findings: [FINDING] },
    {
      name: 'set to nothing',
      objects: istiod('[{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: ""}]') + FETCHED,
      findings: [FINDING],
    },
    {
      name: 'keys where the issuer says',
      objects: istiod('[]') + authentication('[{issuer: "https://b.example"}]'),
      findings: [FINDING],
    },
    { name: 'a RequestAuthentication of the context', objects: istiod('[]'), context: FETCHED, findings: [FINDING] },
  ],
});
