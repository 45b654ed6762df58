import { testMeshRule } from './mesh-rule-tester';

const policy = (operation: string, app = 'gateway', action = 'DENY') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: hosts, namespace: edge}
spec: {action: ${action}, selector: {matchLabels: {app: ${app}}}, rules: [{to: [{operation: ${operation}}]}]}
---`;
const pod = (app = 'gateway', args = 'router', more = '') => `
apiVersion: v1
kind: Pod
metadata: {name: ${app}, namespace: edge, labels: {app: ${app}${more}}}
spec: {containers: [{name: istio-proxy, image: proxyv2, args: [${args}]}]}
---`;
const finding = (list: string, message: string, fix: string) => ({
  on: 'AuthorizationPolicy edge/hosts',
  path: `spec.rules[0].to[0].operation.${list}`,
  message: `Clients may send the port with the host, and then ${message}`,
  fix,
});

testMeshRule('authorization-policy-host-port', {
  valid: [
    { name: 'with any port, too', objects: policy('{hosts: [a.example.com, "A.example.com:*"]}') + pod() },
    { name: 'with whatever comes after it', objects: policy('{hosts: [a.example.com, "a.example.com*"]}') + pod() },
    {
      name: 'wildcards and ports',
      objects: policy('{hosts: ["*", "*.example.com", "a.example.com:443", ""]}') + pod(),
    },
    { name: 'no gateway', objects: policy('{hosts: [a.example.com]}', 'web') + pod('web', 'sidecar') },
    {
      name: 'a waypoint',
      objects:
        policy('{hosts: [a.example.com]}') +
        pod('gateway', 'waypoint', ', gateway.istio.io/managed: istio.io-mesh-controller'),
    },
    { name: 'no Pods', objects: policy('{hosts: [a.example.com]}') },
    { name: 'no hosts', objects: policy('{paths: [/a]}') + pod() },
  ],
  invalid: [
    {
      name: 'one host',
      objects: policy('{hosts: [a.example.com]}') + pod(),
      findings: [finding('hosts', '"a.example.com" does not match', 'Add "a.example.com:*"')],
    },
    {
      name: 'several, in lists of both kinds',
      objects:
        policy(
          '{hosts: [a.example.com, "b.example.com:*", c.example.com, b.example.com], notHosts: [d]}',
          'gateway',
          'ALLOW',
        ) + pod(),
      findings: [
        finding('hosts', '"a.example.com", "c.example.com" do not match', 'Add "a.example.com:*", "c.example.com:*"'),
        finding('notHosts', '"d" does not match', 'Add "d:*"'),
      ],
    },
    {
      name: 'the gateway that Istio installs',
      objects: policy('{hosts: [a.example.com]}')
        .replace('namespace: edge', 'namespace: istio-system')
        .replace('app: gateway', 'istio: ingressgateway'),
      findings: [
        {
          ...finding('hosts', '"a.example.com" does not match', 'Add "a.example.com:*"'),
          on: 'AuthorizationPolicy istio-system/hosts',
        },
      ],
    },
  ],
});
