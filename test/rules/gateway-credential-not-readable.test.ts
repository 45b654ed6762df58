import { EDGE, gateway, https } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const WEB = gateway(https('mode: SIMPLE, credentialName: shop'));
const [, DEPLOYMENT = '', ROLE = '', BINDING = ''] = EDGE.split('---\n').map((text) => `---\n${text}`);
const GET_ONLY = ROLE.replace('[get, watch, list]', '[get]');
const ACCOUNT = '\n---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: edge, namespace: edge } }\n';
const CLUSTER_ROLE = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: [{ apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects: [{ kind: Group, name: "system:serviceaccounts:edge" }]
`;

testMeshRule('gateway-credential-not-readable', {
  valid: [
    { name: 'a Role with list', objects: WEB + EDGE },
    { name: 'a ClusterRole for a group', objects: WEB + DEPLOYMENT + ACCOUNT + CLUSTER_ROLE },
    {
      name: 'a Gateway without credentials',
      objects: gateway(https('mode: PASSTHROUGH')) + DEPLOYMENT + GET_ONLY + BINDING,
    },
    { name: 'a Role of something else', objects: DEPLOYMENT + GET_ONLY + BINDING },
    {
      name: 'the default gateway, which is assumed',
      objects: gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: ingressgateway }'),
    },
    {
      name: 'nothing is known of the ServiceAccount',
      objects: WEB + DEPLOYMENT,
      undecided: ["the Role of the gateway's ServiceAccount"],
    },
    {
      name: 'nothing is known, and the gateway is of the context',
      objects: WEB,
      context: DEPLOYMENT,
      undecided: ["the Role of the gateway's ServiceAccount"],
    },
    {
      name: 'a Role that the input lacks',
      objects: WEB + DEPLOYMENT + BINDING,
      undecided: ["the Role of the gateway's ServiceAccount"],
    },
  ],
  invalid: [
    {
      name: 'no list',
      objects: WEB + DEPLOYMENT + GET_ONLY + BINDING,
      findings: [
        {
          on: 'Role edge/edge',
          path: 'rules[0].verbs',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: Role edge/edge grants get on Secrets, but not list. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'resourceNames',
      objects: WEB + DEPLOYMENT + BINDING + ROLE.replace('verbs:', 'resourceNames: [shop], verbs:'),
      findings: [
        {
          on: 'Role edge/edge',
          path: 'rules[0].resourceNames',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: Role edge/edge grants list only for the Secrets in resourceNames. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'a Role for other things',
      objects: WEB + DEPLOYMENT + BINDING + ROLE.replace('secrets', 'configmaps'),
      findings: [
        {
          on: 'Role edge/edge',
          path: 'rules',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: Role edge/edge does not name Secrets. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'no Role bound to the ServiceAccount',
      objects: WEB + DEPLOYMENT + ACCOUNT,
      findings: [
        {
          on: 'Deployment edge/edge',
          path: 'spec.template.spec.serviceAccountName',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: no Role is bound to it. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'a binding for another ServiceAccount',
      objects:
        WEB +
        DEPLOYMENT +
        ROLE +
        BINDING.replace('{ kind: ServiceAccount, name: edge', '{ kind: ServiceAccount, name: default'),
      findings: [
        {
          on: 'Deployment edge/edge',
          path: 'spec.template.spec.serviceAccountName',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: no Role is bound to it. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'a gateway of the context',
      objects: WEB,
      context: DEPLOYMENT + GET_ONLY + BINDING,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: Role edge/edge grants get on Secrets, but not list. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'one finding for several Gateways, servers and Pods',
      objects:
        gateway(
          `${https('mode: SIMPLE, credentialName: a')}, ${https('mode: MUTUAL, credentialName: b', 'b.example.com')}`,
        ) +
        gateway(https('mode: SIMPLE, credentialName: c', 'c.example.com'), '{ istio: edge }', 'other') +
        DEPLOYMENT +
        DEPLOYMENT.replace('name: edge,', 'name: edge-canary,') +
        GET_ONLY +
        BINDING,
      findings: [
        {
          on: 'Role edge/edge',
          path: 'rules[0].verbs',
          message:
            'ServiceAccount "edge" of the gateway in namespace "edge" may not list Secrets: Role edge/edge grants get on Secrets, but not list. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
    {
      name: 'a plain Pod without a ServiceAccount of its own',
      objects: `${WEB}
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: edge, labels: { istio: edge } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: default, namespace: edge } }
`,
      findings: [
        {
          on: 'Pod edge/edge',
          path: 'spec.serviceAccountName',
          message:
            'ServiceAccount "default" of the gateway in namespace "edge" may not list Secrets: no Role is bound to it. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake',
          fix: 'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway',
        },
      ],
    },
  ],
});
