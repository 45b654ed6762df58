import { testMeshRule } from './mesh-rule-tester';

const policy = (source: string, when = '[]') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: office, namespace: edge}
spec: {selector: {matchLabels: {app: gateway}}, rules: [{from: [{source: ${source}}], when: ${when}}]}
---`;
const gateway = (annotations = '{}', more = '') => `
apiVersion: v1
kind: Pod
metadata: {name: gateway, namespace: edge, labels: {app: gateway}, annotations: ${annotations}}
spec: {containers: [{name: istio-proxy, image: proxyv2, args: [router]}]${more}}
---`;
const service = (spec = 'type: LoadBalancer', name = 'gateway') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: edge}
spec: {selector: {app: gateway}, ports: [{port: 443}], ${spec}}
---`;
const ALL = gateway() + service();
const OFFICE = policy('{ipBlocks: [203.0.113.0/24]}');
const REMOTE = policy('{remoteIpBlocks: [10.1.2.3]}');
const TRUSTING = { defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } } };

const finding = (text: string, list: string) => ({
  on: 'AuthorizationPolicy edge/office',
  path: `spec.rules[0].${list}`,
  message: `"${text}" is compared with the address of a node: Service "gateway" of the gateway does not keep the addresses of clients`,
  fix: 'Set externalTrafficPolicy: Local on Service "gateway"; behind proxies of your own, ask for remoteIpBlocks and set gatewayTopology.numTrustedProxies for the gateway',
});
const filter = (patch: string) => `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: filter, namespace: edge}
spec: {configPatches: [{patch: {value: ${patch}}}]}
---`;

testMeshRule('authorization-policy-remote-address', {
  valid: [
    {
      name: 'the addresses of clients are kept',
      objects: OFFICE + REMOTE + gateway() + service('type: LoadBalancer, externalTrafficPolicy: Local'),
    },
    { name: 'proxies that are trusted tell them', objects: REMOTE + ALL, mesh: TRUSTING },
    {
      name: 'the same for one gateway',
      objects: REMOTE + gateway(`{proxy.istio.io/config: '{"gatewayTopology": {"numTrustedProxies": 2}}'}`) + service(),
    },
    {
      name: 'the PROXY protocol tells them',
      objects: OFFICE + REMOTE + ALL,
      mesh: { defaultConfig: { gatewayTopology: { proxyProtocol: {} } } },
    },
    {
      name: 'an EnvoyFilter sees to it',
      objects: OFFICE + REMOTE + ALL + filter('{name: envoy.filters.listener.proxy_protocol}'),
    },
    {
      name: 'private addresses that connect, and all',
      objects: policy('{ipBlocks: [10.0.0.0/8, 192.168.1.1, 0.0.0.0/0, "::/0", "fd00::1"]}') + ALL,
    },
    { name: 'on the network of the node', objects: OFFICE + gateway('{}', ', hostNetwork: true') + service() },
    { name: 'inside the cluster, and without a Service', objects: OFFICE + gateway() + service('type: ClusterIP') },
    { name: 'no gateway', objects: OFFICE + ALL.replace('args: [router]', 'args: [sidecar]') },
    {
      name: 'a gateway that is only assumed',
      objects: OFFICE.replace('namespace: edge', 'namespace: istio-system').replace(
        'app: gateway',
        'istio: ingressgateway',
      ),
      undecided: ['the Service of the gateway'],
    },
    { name: 'asks for something else', objects: policy('{namespaces: [a]}') + ALL },
  ],
  invalid: [
    {
      name: 'addresses that connect',
      objects: OFFICE + ALL,
      findings: [finding('203.0.113.0/24', 'from[0].source.ipBlocks[0]')],
    },
    {
      name: 'addresses that nobody tells',
      objects: REMOTE + ALL,
      findings: [finding('10.1.2.3', 'from[0].source.remoteIpBlocks[0]')],
    },
    {
      name: 'proxies that tell do not help addresses that connect',
      objects: policy('{notIpBlocks: [198.51.100.1], notRemoteIpBlocks: [198.51.100.1]}') + ALL,
      mesh: TRUSTING,
      findings: [finding('198.51.100.1', 'from[0].source.notIpBlocks[0]')],
    },
    {
      name: 'in conditions',
      objects:
        policy('{}', '[{key: source.ip, values: ["2001:db8::/32"]}, {key: remote.ip, notValues: [203.0.113.1]}]') + ALL,
      findings: [finding('203.0.113.1', 'when[1].notValues[0]'), finding('2001:db8::/32', 'when[0].values[0]')],
    },
    {
      name: 'the gateway has its own settings, and they say nothing',
      objects:
        REMOTE +
        gateway(`{proxy.istio.io/config: 'gatewayTopology: {numTrustedProxies: 0}'}`) +
        service('type: NodePort'),
      mesh: TRUSTING,
      findings: [finding('10.1.2.3', 'from[0].source.remoteIpBlocks[0]')],
    },
    {
      name: 'another EnvoyFilter',
      objects: OFFICE,
      context: ALL + filter('{name: envoy.filters.http.lua}'),
      findings: [finding('203.0.113.0/24', 'from[0].source.ipBlocks[0]')],
    },
  ],
});
