import {
  GATEWAY_POD,
  KUBERNETES_GATEWAY,
  MESH_CONFIG,
  ORDERS_POD,
  ORDERS_SERVICE,
  PUBLIC_ROUTE,
  TOKENLESS_ON_HTTP,
  TOKENS,
  TOKENS_OF_ALL,
  caller,
  from,
  gatewayPolicy,
  gatewayService,
  istiod,
  kubernetesGatewayPolicy,
  namespace,
  peers,
  policy,
  service,
  serviceAccount,
  to,
} from './authorization-examples';
import type { Explanations } from './explanation';
import { securityReference } from './istio-reference';

const POLICY = securityReference('authorization-policy', 'AuthorizationPolicy');
const SOURCE = securityReference('authorization-policy', 'Source');
const OPERATION = securityReference('authorization-policy', 'Operation');
const KIALI = 'https://kiali.io/docs/features/validations/';
const CONCEPTS = 'https://istio.io/latest/docs/concepts/security/';

function analysis(code: string): string {
  return `https://istio.io/latest/docs/reference/config/analysis/${code.toLowerCase()}/`;
}

export const AUTHORIZATION_EXPLANATIONS: Explanations = {
  'authorization-policy-host': {
    why: 'The host of a request is compared as the client sends it. A rule for a host that nobody asks for matches nothing: under ALLOW everybody gets 403, under DENY nobody is stopped.',
    fix: 'Write the public host of the route, or the name by which workloads call the Service, with each spelling that they use.',
    bad: policy(to('hosts: ["order.shop.svc.cluster.local"]')) + ORDERS_SERVICE,
    good: policy(to('hosts: ["orders.shop.svc.cluster.local"]')) + ORDERS_SERVICE,
    source: `${KIALI} ${OPERATION}`,
  },
  'authorization-policy-host-port': {
    why: 'A client may send `Host: shop.example.com:443`. A rule for the bare host does not match that: under DENY the request slips through, under ALLOW it gets 403.',
    fix: 'List each host twice, bare and with `:*`.',
    bad: gatewayPolicy(to('ports: ["8443"]', 'hosts: ["admin.example.com"]')) + GATEWAY_POD,
    good: gatewayPolicy(to('ports: ["8443"]', 'hosts: ["admin.example.com", "admin.example.com:*"]')) + GATEWAY_POD,
    source: OPERATION,
  },
  'authorization-policy-locks-out-gateway': {
    why: 'To a workload behind a gateway, every request from outside comes from the ServiceAccount of the gateway, and at the gateway itself clients have no identity at all. A policy that forgets this answers everything that the route takes in with 403.',
    fix: 'Allow the ServiceAccount of the gateway beside the callers inside the mesh. On the gateway, ask for what outside clients have: addresses, hosts, paths and tokens.',
    bad: policy(from('namespaces: ["checkout"]')) + ORDERS_POD + ORDERS_SERVICE + GATEWAY_POD + PUBLIC_ROUTE,
    good: policy(from('namespaces: ["checkout", "edge"]')) + ORDERS_POD + ORDERS_SERVICE + GATEWAY_POD + PUBLIC_ROUTE,
    source: `${CONCEPTS}#authorization-policies ${SOURCE}`,
  },
  'authorization-policy-method': {
    why: 'Methods are compared letter by letter, and requests come with them in capitals. A rule for `get` matches nothing: under ALLOW everybody gets 403, under DENY nobody is stopped. gRPC is always POST, and its calls are paths.',
    fix: 'Write methods in capitals, and calls of gRPC into `paths`.',
    bad: policy(to('methods: ["get"]')),
    good: policy(to('methods: ["GET"]')),
    source: `${KIALI} ${OPERATION}`,
  },
  'authorization-policy-namespace': {
    why: 'No caller is in a namespace that does not exist. Under ALLOW those who were meant get 403, under DENY they are let in.',
    fix: 'Write the name of the namespace that the callers run in. Give the Namespaces that the cluster has already as context.',
    bad: policy(from('namespaces: ["chekout"]')) + namespace('checkout') + namespace('shop'),
    good: policy(from('namespaces: ["checkout"]')) + namespace('checkout') + namespace('shop'),
    source: `${analysis('IST0101')} ${KIALI} ${SOURCE}`,
  },
  'authorization-policy-needs-mtls': {
    why: 'Who calls is read from the certificate of the caller, which only mutual TLS shows. Without it ALLOW rules that ask for identities let nobody in, and DENY rules stop nobody, or everybody where they ask for who it is not.',
    fix: 'Let the workload take mutual TLS (PERMISSIVE or STRICT), and its clients send it.',
    bad: policy(from('namespaces: ["checkout"]')) + ORDERS_POD + peers('DISABLE'),
    good: policy(from('namespaces: ["checkout"]')) + ORDERS_POD + peers('STRICT'),
    source: `${KIALI} ${SOURCE}`,
  },
  'authorization-policy-no-workload': {
    why: 'A policy acts only in the proxies of the Pods that it selects in its own namespace (in the root namespace: in all). One that selects none protects nothing, and nobody notices.',
    fix: 'Put the policy into the namespace of the workload, with labels that its Pods have, and see that these have a sidecar.',
    bad: policy(from('namespaces: ["checkout"]')).replace('app: orders', 'app: order') + ORDERS_POD,
    good: policy(from('namespaces: ["checkout"]')) + ORDERS_POD,
    source: `${analysis('IST0127')} ${POLICY}`,
  },
  'authorization-policy-principal': {
    why: 'An identity is made of namespace and ServiceAccount, compared letter by letter. With a name that no workload runs as, ALLOW answers those who were meant with 403, and DENY lets them in.',
    fix: 'Write the ServiceAccount that the callers run as: `NAMESPACE/NAME` in `serviceAccounts`, or `cluster.local/ns/NAMESPACE/sa/NAME` in `principals`.',
    bad: policy(from('principals: ["cluster.local/ns/shop/sa/webapi"]')) + serviceAccount('web-api'),
    good: policy(from('principals: ["cluster.local/ns/shop/sa/web-api"]')) + serviceAccount('web-api'),
    source: `${KIALI} ${SOURCE}`,
  },
  'authorization-policy-remote-address': {
    why: 'Where the Service of a gateway spreads connections over all nodes, each comes from the address of a node. Lists of client addresses then match nobody: allowed offices get 403, and blocked addresses get in. `remoteIpBlocks` reads `X-Forwarded-For` only as far as proxies are trusted.',
    fix: 'Keep addresses with `externalTrafficPolicy: Local`, or, with proxies before the gateway, say how many of them to trust in `gatewayTopology` and use `remoteIpBlocks`.',
    bad: gatewayPolicy(from('ipBlocks: ["203.0.113.0/24"]')) + GATEWAY_POD + gatewayService(''),
    good:
      gatewayPolicy(from('ipBlocks: ["203.0.113.0/24"]')) +
      GATEWAY_POD +
      gatewayService('  externalTrafficPolicy: Local\n'),
    source:
      'https://istio.io/latest/docs/tasks/security/authorization/authz-ingress/ https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/',
  },
  'authorization-policy-selector-ineffective': {
    why: 'Gateways of the Gateway API take policies by `targetRefs`. Waypoints ignore selectors, and other gateways honour them only until a setting of istiod changes: then the policy protects nothing.',
    fix: 'Name the Gateway in `targetRefs`, and leave out the selector.',
    bad:
      kubernetesGatewayPolicy(`  selector:
    matchLabels:
      gateway.networking.k8s.io/gateway-name: public
`) + KUBERNETES_GATEWAY,
    good:
      kubernetesGatewayPolicy(`  targetRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: public
`) + KUBERNETES_GATEWAY,
    source: `${analysis('IST0166')} ${POLICY}`,
  },
  'authorization-policy-tcp': {
    why: 'On ports that Istio takes for TCP there are no methods, paths, hosts, headers or tokens to read, so that a rule that allows by them never matches: every connection is closed.',
    fix: 'Name the ports of the Service by what they speak if that is HTTP; else allow by callers and ports.',
    bad:
      policy(to('methods: ["GET"]')) +
      ORDERS_POD +
      service(`    - name: tcp-orders
      port: 8080
`),
    good:
      policy(to('methods: ["GET"]')) +
      ORDERS_POD +
      service(`    - name: http-orders
      port: 8080
`),
    source: 'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
  },
  'authorization-policy-trust-domain': {
    why: 'Identities begin with the trust domain of the mesh. A principal with another one is nobody of this mesh: under ALLOW those who were meant get 403, under DENY they are let in.',
    fix: "Write `cluster.local`, which stands for the mesh's own trust domain whatever that is called, or name the old one as an alias in the mesh config.",
    bad: policy(from('principals: ["old.example.com/ns/shop/sa/web"]')) + MESH_CONFIG,
    good: policy(from('principals: ["cluster.local/ns/shop/sa/web"]')) + MESH_CONFIG,
    source: `${KIALI} https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/`,
  },
  'istiod-jwks-unrestricted': {
    why: 'Whoever may write a RequestAuthentication has istiod fetch any address for keys, and that reaches what the writer cannot: the metadata service of the cloud, and Services inside the cluster.',
    fix: 'Set `BLOCKED_CIDRS_IN_JWKS_URIS` of istiod to the ranges that hold no keys.',
    bad: istiod('') + TOKENS_OF_ALL,
    good:
      istiod(`          env:
            - name: BLOCKED_CIDRS_IN_JWKS_URIS
              value: "169.254.0.0/16,127.0.0.0/8"
`) + TOKENS_OF_ALL,
    source: analysis('IST0175'),
  },
  'policy-principal-without-sidecar': {
    why: 'A workload without a sidecar sends plain text, without the certificate that says who it is. A policy that lets it in by its ServiceAccount answers it with 403.',
    fix: 'Put the caller into the mesh, or let it in by something else, such as its address or a token.',
    bad: policy(from('serviceAccounts: ["checkout/checkout"]')) + ORDERS_POD + caller('false'),
    good: policy(from('serviceAccounts: ["checkout/checkout"]')) + ORDERS_POD + caller('true'),
    source: `${CONCEPTS}#dependency-on-mutual-tls`,
  },
  'request-authentication-optional': {
    why: 'A RequestAuthentication refuses tokens that are wrong or outdated. A request without any token passes as if there were none of it.',
    fix: 'Add an AuthorizationPolicy for the same workload that denies requests without a request principal, or allows only those with one.',
    bad: ORDERS_POD.slice('---\n'.length) + TOKENS,
    good: policy(TOKENLESS_ON_HTTP, 'DENY') + ORDERS_POD + TOKENS,
    source: `${securityReference('request_authentication', 'RequestAuthentication')} https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#require-a-valid-token`,
  },
};
