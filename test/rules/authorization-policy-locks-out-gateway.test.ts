import { testMeshRule } from './mesh-rule-tester';

const policy = (spec: string, name = 'web', namespace = 'shop', annotations = '{}') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: ${namespace}, annotations: ${annotations}}
spec: ${spec}
---`;
const onWeb = (rules: string, action = 'ALLOW') =>
  policy(`{action: ${action}, selector: {matchLabels: {app: web}}, rules: ${rules}}`);
const onGateway = (rules: string, action = 'ALLOW') =>
  policy(`{action: ${action}, selector: {matchLabels: {app: gateway}}, rules: ${rules}}`, 'edge', 'edge');
const account = (name: string, namespace = 'shop') => `
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
---`;
const workload = (name = 'web', labels = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: {labels: {app: ${name}, sidecar.istio.io/inject: "true"${labels}}}, spec: {containers: [{name: app, image: app}]}}}
---`;
const service = (portName = 'http', more = '') => `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: ${portName}, port: 80, targetPort: 8080}${more}]}
---`;
const GATEWAY_POD = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway, namespace: edge}
spec: {template: {metadata: {labels: {app: gateway}}, spec: {serviceAccountName: gateway, containers: [{name: istio-proxy, image: proxyv2, args: [proxy, router]}]}}}
---`;
const gateway = (
  server = '{port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: a}, hosts: [shop.example.com]}',
  selector = '{app: gateway}',
) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: edge}
spec: {selector: ${selector}, servers: [${server}]}
---`;
const route = (http = 'http: [{route: [{destination: {host: web}}]}]', more = '') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [shop.example.com], gateways: [edge/public]${more}, ${http}}
---`;
const MUTUAL =
  '{port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: MUTUAL, credentialName: a}, hosts: [shop.example.com]}';
const TCP = '{port: {number: 9000, name: tcp, protocol: TCP}, hosts: ["*"]}';
const BEHIND = workload() + service();
const EDGE = GATEWAY_POD + gateway();
const ALL = BEHIND + EDGE + route();
const FROM_CART = '[{from: [{source: {serviceAccounts: [cart]}}]}]';
const CART = account('cart');

const finding = (why: string, fix: string, more: { on?: string; path?: string; at?: string; what?: string } = {}) => ({
  on: `AuthorizationPolicy ${more.on ?? 'shop/web'}`,
  path: more.path ?? 'spec.rules',
  message: `All ${more.what ?? 'requests for "shop.example.com"'} that VirtualService "web" takes in are refused at the Pods of Deployment ${more.at ?? 'shop/web'}: ${why}`,
  fix,
});
const BY_GATEWAY = 'they come through the gateway, as ServiceAccount "edge/gateway"';
const notAllowed = (more = {}) =>
  finding(`${BY_GATEWAY}, and no rule allows them`, 'Add a rule that allows ServiceAccount "edge/gateway"', more);
const denied = (more = {}) =>
  finding(
    `${BY_GATEWAY}, and the rule denies them`,
    'Leave ServiceAccount "edge/gateway" out of the rule, for instance by notPrincipals',
    { path: 'spec.rules[0]', ...more },
  );
const OUTSIDE = 'they come from outside the mesh, from clients without an identity';
const atGateway = { on: 'edge/edge', at: 'edge/gateway' };
const BY_WHAT_THEY_HAVE = 'by what clients from outside have: addresses, hosts, paths or tokens';

testMeshRule('authorization-policy-locks-out-gateway', {
  valid: [
    {
      name: 'the gateway is allowed, as account, as principal, by namespace, or with all',
      objects:
        onWeb('[{from: [{source: {serviceAccounts: [edge/gateway]}}]}]') +
        policy('{rules: [{from: [{source: {principals: [cluster.local/ns/edge/sa/gateway]}}]}]}', 'a') +
        policy('{rules: [{}]}', 'b') +
        ALL,
    },
    {
      name: 'allowed by another policy',
      objects: onWeb(FROM_CART) + policy('{rules: [{from: [{source: {namespaces: [edge]}}]}]}', 'ingress') + CART + ALL,
    },
    {
      name: 'nobody is let in where no public route leads',
      objects: policy('{selector: {matchLabels: {app: db}}}') + workload('db') + ALL,
    },
    {
      name: 'a route that is none of the gateway',
      objects: onWeb(FROM_CART) + CART + BEHIND + EDGE + route(undefined, ', exportTo: ["."]'),
    },
    {
      name: 'what depends on the request',
      objects: onWeb('[{to: [{operation: {methods: [GET], paths: [/a*]}}]}]') + ALL,
    },
    {
      name: 'denied for some requests',
      objects:
        onWeb('[{to: [{operation: {paths: [/admin]}}]}]', 'DENY') +
        onGateway('[{to: [{operation: {hosts: [other.example.com]}}]}]', 'DENY') +
        ALL,
    },
    {
      name: 'a dry run, an audit, and a provider',
      objects:
        policy('{action: DENY, rules: [{}]}', 'web', 'shop', '{istio.io/dry-run: "true"}') +
        policy('{action: AUDIT, rules: [{}]}', 'a') +
        policy('{action: CUSTOM, provider: {name: a}, rules: [{}]}', 'c') +
        ALL,
    },
    {
      name: 'workloads without a sidecar',
      objects: onWeb(FROM_CART) + CART + ALL.replace('inject: "true"', 'inject: "false"'),
    },
    {
      name: 'without mutual TLS nobody has an identity, of which another rule speaks',
      objects: `${onWeb(FROM_CART)}${CART}${ALL}
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: DISABLE}}`,
    },
    {
      name: 'a misspelled account, of which another rule speaks',
      objects:
        onWeb('[{from: [{source: {principals: [cluster.local/ns/edge/sa/gatewy]}}]}]') +
        policy('{}', 'all') +
        account('gateway', 'edge') +
        ALL,
    },
    {
      name: 'a trust domain that may be that of the mesh',
      objects: onWeb('[{from: [{source: {principals: [corp.example/ns/edge/sa/gateway]}}]}]') + ALL,
    },
    {
      name: 'a policy that istiod refuses for an address',
      objects: onGateway('[{from: [{source: {ipBlocks: [10.0.0.0/33]}}]}]') + ALL,
    },
    {
      name: 'the gateway is only assumed',
      objects: onWeb(FROM_CART) + CART + BEHIND + gateway(undefined, '{istio: ingressgateway}') + route(),
      undecided: ['the Pods of the gateway'],
    },
    {
      name: 'clients with certificates, of which nobody knows what they say',
      objects:
        onGateway('[{from: [{source: {principals: ["*"]}}]}]') + BEHIND + GATEWAY_POD + gateway(MUTUAL) + route(),
    },
    {
      name: 'tokens, where they are looked at',
      objects: `${onWeb('[{from: [{source: {requestPrincipals: ["*"]}}]}]')}${ALL}
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: web, namespace: shop}
spec: {jwtRules: [{issuer: a}]}`,
    },
    {
      name: 'another subset',
      objects: `${policy('{selector: {matchLabels: {v: old}}}')}${workload('web', ', v: new')}${workload('web', ', v: old').replace('name: web', 'name: old')}${service()}${EDGE}${route('http: [{route: [{destination: {host: web, subset: new}}]}]')}
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, subsets: [{name: new, labels: {v: new}}]}`,
    },
    { name: 'a port that the policy allows', objects: onWeb('[{to: [{operation: {ports: ["8080"]}}]}]') + ALL },
  ],
  invalid: [
    { name: 'someone else alone is allowed', objects: onWeb(FROM_CART) + CART + ALL, findings: [notAllowed()] },
    { name: 'nobody is', objects: onWeb('[]') + ALL, findings: [notAllowed()] },
    {
      name: 'nobody in the mesh, but for one',
      objects: policy('{}', 'nobody', 'istio-system') + onWeb(FROM_CART) + onGateway('[{}]') + CART + ALL,
      findings: [notAllowed()],
    },
    {
      name: 'nobody in the mesh, which the gateway is part of',
      objects: policy('{}', 'nobody', 'istio-system') + onWeb('[{}]') + ALL,
      findings: [
        finding(`${OUTSIDE}, and no rule allows them`, `Allow ${BY_WHAT_THEY_HAVE}`, {
          on: 'istio-system/nobody',
          at: 'edge/gateway',
        }),
      ],
    },
    {
      name: 'nobody in the namespace',
      objects: policy('{}', 'nobody') + ALL,
      findings: [notAllowed({ on: 'shop/nobody' })],
    },
    { name: 'what is in the context counts', objects: onWeb(FROM_CART) + CART, context: ALL, findings: [notAllowed()] },
    {
      name: 'denied by who calls',
      objects: onWeb('[{from: [{source: {notNamespaces: [shop]}}]}]', 'DENY') + ALL,
      findings: [denied()],
    },
    {
      name: 'denied twice',
      objects:
        policy('{action: DENY, rules: [{}]}', 'one') +
        policy('{action: DENY, rules: [{to: [{operation: {hosts: [shop.example.com]}}]}]}', 'two') +
        ALL,
      findings: [denied({ on: 'shop/one' }), denied({ on: 'shop/two' })],
    },
    { name: 'another port', objects: onWeb('[{to: [{operation: {ports: ["80"]}}]}]') + ALL, findings: [notAllowed()] },
    {
      name: 'a host that the route rewrites',
      objects:
        onWeb('[{to: [{operation: {hosts: [shop.example.com]}}]}]') +
        BEHIND +
        EDGE +
        route('http: [{rewrite: {authority: web}, route: [{destination: {host: web}}]}]'),
      findings: [notAllowed()],
    },
    {
      name: 'the very path of the route',
      objects:
        onWeb('[{to: [{operation: {paths: [/old]}}]}]', 'DENY') +
        BEHIND +
        EDGE +
        route('http: [{match: [{uri: {exact: /new}}], rewrite: {uri: /old}, route: [{destination: {host: web}}]}]'),
      findings: [denied({ what: 'requests for "shop.example.com/old"' })],
    },
    {
      name: 'tokens, where nobody looks at them',
      objects: `${onWeb('[{from: [{source: {requestPrincipals: ["*"]}}]}]')}${ALL}
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: db, namespace: shop}
spec: {selector: {matchLabels: {app: db}}, jwtRules: [{issuer: a}]}`,
      findings: [notAllowed()],
    },
    {
      name: 'at the gateway, by identities that clients do not have',
      objects: onGateway('[{from: [{source: {namespaces: [shop]}}]}]') + ALL,
      findings: [finding(`${OUTSIDE}, and no rule allows them`, `Allow ${BY_WHAT_THEY_HAVE}`, atGateway)],
    },
    {
      name: 'at the gateway, denied for not having one',
      objects: onGateway('[{from: [{source: {notPrincipals: [cluster.local/ns/shop/sa/cart]}}]}]', 'DENY') + CART + ALL,
      findings: [
        finding(`${OUTSIDE}, and the rule denies them`, `Deny ${BY_WHAT_THEY_HAVE}`, {
          ...atGateway,
          path: 'spec.rules[0]',
        }),
      ],
    },
    {
      name: 'connections',
      objects:
        onWeb(FROM_CART) +
        CART +
        workload() +
        service('tcp') +
        GATEWAY_POD +
        gateway(TCP) +
        route('tcp: [{route: [{destination: {host: web}}]}]'),
      findings: [notAllowed({ what: 'connections for "shop.example.com"' })],
    },
    {
      name: 'even an assumed gateway',
      objects: onWeb('[]') + BEHIND + gateway(undefined, '{istio: ingressgateway}') + route(),
      findings: [
        finding(
          'they come through the gateway, as the ServiceAccount of the gateway, and no rule allows them',
          'Add a rule that allows the ServiceAccount of the gateway',
        ),
      ],
    },
    {
      name: 'several routes',
      objects: onWeb('[]') + ALL + route().replace('name: web', 'name: other'),
      findings: [
        { ...notAllowed(), message: notAllowed().message.replace('web:', 'web, and so are those of 1 more:') },
      ],
    },
  ],
});
