import { testMeshRule } from './mesh-rule-tester';

const authentication = (
  spec = '{selector: {matchLabels: {app: web}}, jwtRules: [{issuer: a}]}',
  namespace = 'shop',
) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: ${namespace}}
spec: ${spec}
---`;
const policy = (rule: string, action = 'ALLOW', more = '') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop${more}}
spec: {action: ${action}, selector: {matchLabels: {app: web}}, rules: [${rule}]}
---`;
const pod = (name = 'web', inject = 'true') => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}, sidecar.istio.io/inject: "${inject}"}}
spec: {containers: [{name: app, image: app}]}
---`;
const WEB = authentication() + pod();
const GATEWAY = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: istio-proxy, image: proxyv2, args: [router]}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, servers: [{port: {number: 80, protocol: HTTP}, hosts: ["*"]}]}
---`;
const route = (header: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [a.example.com], gateways: [web], http: [{match: [{headers: {"${header}": {exact: a}}}], route: [{destination: {host: web}}]}]}
---`;

const FINDING = {
  on: 'RequestAuthentication shop/tokens',
  path: 'spec.jwtRules',
  message:
    'Requests without a token pass: the RequestAuthentication refuses only tokens that are wrong, and no AuthorizationPolicy on Pod shop/web demands one',
  fix: 'Add an AuthorizationPolicy for the same workload that denies what comes without: {action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}], to: [{operation: {ports: [PORT]}}]}]}, with the HTTP ports of its containers for PORT',
};

testMeshRule('request-authentication-optional', {
  valid: [
    {
      name: 'denied without a token',
      objects: WEB + policy('{from: [{source: {notRequestPrincipals: ["*"]}}]}', 'DENY'),
    },
    {
      name: 'ambient mode, where no token is looked at for a selector',
      objects: authentication() + pod().replace('sidecar.istio.io/inject: "true"', 'istio.io/dataplane-mode: ambient'),
    },
    { name: 'allowed with one', objects: WEB + policy('{from: [{source: {requestPrincipals: ["a/*"]}}]}') },
    {
      name: 'allowed by claims',
      objects: WEB + policy('{when: [{key: "request.auth.claims[group]", values: [staff]}]}'),
    },
    { name: 'a provider is asked', objects: WEB + policy('{}', 'CUSTOM') },
    {
      name: 'demanded of one of several workloads',
      objects:
        authentication('{jwtRules: [{issuer: a}]}', 'istio-system') +
        pod() +
        pod('other') +
        policy('{from: [{source: {requestPrincipals: ["*"]}}]}'),
    },
    { name: 'no tokens are looked at', objects: authentication('{selector: {matchLabels: {app: web}}}') + pod() },
    { name: 'no workload', objects: authentication() + pod('other') },
    { name: 'workloads without a sidecar', objects: authentication() + pod('web', 'false') },
    {
      name: 'routes of the gateway ask for claims',
      objects: authentication() + GATEWAY + route('@request.auth.claims.group'),
    },
    {
      name: 'the whole mesh, of which no workload is given',
      objects: authentication('{jwtRules: [{issuer: a}]}', 'istio-system'),
    },
    {
      name: 'a policy of the context',
      objects: WEB,
      context: policy('{from: [{source: {requestPrincipals: ["*"]}}]}'),
    },
  ],
  invalid: [
    { name: 'no policy', objects: WEB, findings: [FINDING] },
    {
      name: 'policies that ask for something else',
      objects: WEB + policy('{from: [{source: {namespaces: [shop]}}], when: [{key: source.ip, values: [10.0.0.1]}]}'),
      findings: [FINDING],
    },
    {
      name: 'a policy that is only tried',
      objects:
        WEB +
        policy(
          '{from: [{source: {notRequestPrincipals: ["*"]}}]}',
          'DENY',
          ', annotations: {istio.io/dry-run: "true"}',
        ),
      findings: [FINDING],
    },
    {
      name: 'a policy elsewhere',
      objects: WEB + policy('{from: [{source: {requestPrincipals: ["*"]}}]}').replace('{app: web}', '{app: other}'),
      findings: [FINDING],
    },
    {
      name: 'a gateway whose routes ask for other headers',
      objects: authentication() + GATEWAY + route('x-tenant'),
      findings: [FINDING],
    },
    {
      name: 'the gateway that Istio installs, by its label',
      objects: authentication(
        '{selector: {matchLabels: {istio: ingressgateway}}, jwtRules: [{issuer: a}]}',
        'istio-system',
      ),
      findings: [
        {
          ...FINDING,
          on: 'RequestAuthentication istio-system/tokens',
          message: FINDING.message.replace('shop/web', 'istio-system/istio-ingressgateway'),
        },
      ],
    },
  ],
});
