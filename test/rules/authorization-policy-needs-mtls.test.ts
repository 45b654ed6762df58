import { testMeshRule } from './mesh-rule-tester';

const policy = (rule: string, action = 'ALLOW') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: orders, namespace: shop}
spec: {action: ${action}, selector: {matchLabels: {app: orders}}, rules: [${rule}]}
---`;
const BY_CALLER = policy('{from: [{source: {ipBlocks: [10.0.0.0/8], namespaces: [front]}}]}');
const workload = (inject = 'true') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec: {template: {metadata: {labels: {app: orders, sidecar.istio.io/inject: "${inject}"}}, spec: {containers: [{name: app, image: app}]}}}
---`;
const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {selector: {app: orders}, ports: [{name: http, port: 80}, {name: grpc, port: 81}]}
---`;
const peers = (spec: string, namespace = 'shop', name = 'default') => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
---`;
const OFF = '{mtls: {mode: DISABLE}}';
const destinationRule = (policyText: string, host = 'orders') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: plain, namespace: shop}
spec: {host: ${host}, trafficPolicy: ${policyText}}
---`;
const ALL = BY_CALLER + workload() + SERVICE;

const finding = (cause: string, path = 'from[0].source.namespaces') => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].${path}`,
  message: `The policy asks who calls, and ${cause}, so that callers of the Pods of Deployment shop/orders have no identity: what allows by it lets nobody in`,
  fix: 'Take mutual TLS there, or ask for addresses and requests alone',
});
const BY_SERVER = 'PeerAuthentication "default" turns mutual TLS off';
const BY_CLIENTS = 'DestinationRule "plain" has its clients send none';

testMeshRule('authorization-policy-needs-mtls', {
  valid: [
    { name: 'nothing said: automatic mutual TLS', objects: ALL },
    {
      name: 'both, or mutual TLS alone',
      objects:
        ALL +
        peers('{mtls: {mode: PERMISSIVE}}') +
        peers('{selector: {matchLabels: {app: orders}}, mtls: {mode: STRICT}}', 'shop', 'own'),
    },
    {
      name: 'off elsewhere',
      objects:
        ALL +
        peers(OFF, 'other') +
        peers('{selector: {matchLabels: {app: web}}, mtls: {mode: DISABLE}}', 'shop', 'web'),
    },
    {
      name: 'off, but for a port',
      objects:
        ALL +
        peers('{selector: {matchLabels: {app: orders}}, mtls: {mode: DISABLE}, portLevelMtls: {8080: {mode: STRICT}}}'),
    },
    {
      name: 'asks for addresses and requests',
      objects:
        policy(
          '{from: [{source: {ipBlocks: [10.0.0.0/8], requestPrincipals: ["*"]}}], to: [{operation: {methods: [GET]}}], when: [{key: source.ip, values: [10.0.0.1]}]}',
        ) +
        workload() +
        peers(OFF),
    },
    { name: 'no sidecar', objects: BY_CALLER + workload('false') + peers(OFF) },
    {
      name: 'clients send it, on one port at least',
      objects:
        ALL +
        destinationRule('{tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 81}, tls: {mode: ISTIO_MUTUAL}}]}'),
    },
    { name: 'plain for another host', objects: ALL + destinationRule('{tls: {mode: DISABLE}}', 'web') },
    {
      name: 'plain, and refused, of which another rule speaks',
      objects: ALL + destinationRule('{tls: {mode: DISABLE}}') + peers('{mtls: {mode: STRICT}}'),
    },
    {
      name: 'sent where a rule says so, without automatic mutual TLS',
      objects: ALL + destinationRule('{tls: {mode: ISTIO_MUTUAL}}'),
      mesh: { enableAutoMtls: false },
    },
    {
      name: 'no Service, through which anyone would call',
      objects: BY_CALLER + workload(),
      mesh: { enableAutoMtls: false },
    },
  ],
  invalid: [
    { name: 'off in the namespace', objects: ALL + peers(OFF), findings: [finding(BY_SERVER)] },
    {
      name: 'off in the mesh',
      objects: BY_CALLER + workload(),
      context: peers(OFF, 'istio-system'),
      findings: [finding(BY_SERVER)],
    },
    {
      name: 'off for the workload',
      objects: BY_CALLER + workload() + peers('{selector: {matchLabels: {app: orders}}, mtls: {mode: DISABLE}}'),
      findings: [finding(BY_SERVER)],
    },
    {
      name: 'asked by a condition',
      objects: policy('{when: [{key: source.principal, notValues: ["*"]}]}', 'DENY') + workload() + peers(OFF),
      findings: [finding(BY_SERVER, 'when[0].key')],
    },
    {
      name: 'what clients send',
      objects: ALL + destinationRule('{tls: {mode: DISABLE}}'),
      findings: [finding(BY_CLIENTS)],
    },
    {
      name: 'no automatic mutual TLS',
      objects: ALL,
      mesh: { enableAutoMtls: false },
      findings: [finding('automatic mutual TLS is off in the mesh config, and no DestinationRule asks for it')],
    },
  ],
});
