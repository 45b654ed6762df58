import { testMeshRule } from './mesh-rule-tester';

const policy = (spec: string, kind = 'AuthorizationPolicy', group = 'security.istio.io/v1', namespace = 'edge') => `
apiVersion: ${group}
kind: ${kind}
metadata: {name: policy, namespace: ${namespace}}
spec: ${spec}
---`;
const gateway = (name: string, className = 'istio', labels = '{}') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge, labels: ${labels}}
spec: {gatewayClassName: ${className}}
---`;
const pod = (labels: string) => `
apiVersion: v1
kind: Pod
metadata: {name: pod, namespace: edge, labels: ${labels}}
---`;
const BY_NAME = '{selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: public}}}';
const BY_TEAM = '{selector: {matchLabels: {team: web}}}';

const finding = (
  name: string,
  labels: string,
  effect = 'istiod honours that only as long as it is told to',
  kind = 'AuthorizationPolicy',
) => ({
  on: `${kind} edge/policy`,
  path: 'spec.selector',
  message: `The ${kind} selects the Pods of Gateway "${name}" by "${labels}", and ${effect}`,
  fix: `Write targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: ${name}}] instead of the selector`,
});
const NAME_LABEL = 'gateway.networking.k8s.io/gateway-name=public';

testMeshRule('authorization-policy-selector-ineffective', {
  valid: [
    {
      name: 'targets, of either form',
      objects:
        policy(
          '{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: public}], selector: {matchLabels: {team: web}}}',
        ) +
        policy(
          '{targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: public}}',
          'RequestAuthentication',
        ) +
        gateway('public', 'istio', '{team: web}'),
    },
    { name: 'no selector', objects: policy('{}') + gateway('public') },
    {
      name: 'a Gateway of another namespace, the root namespace included',
      objects: policy(BY_NAME, undefined, undefined, 'istio-system') + gateway('public'),
    },
    {
      name: 'a Gateway of another class, and Pods that are none',
      objects: policy(BY_TEAM) + gateway('public', 'nginx', '{team: web}') + pod('{team: web}'),
    },
    {
      name: 'only one of two labels',
      objects:
        policy('{selector: {matchLabels: {team: web, tier: front}}}') + gateway('public', 'istio', '{team: web}'),
    },
    { name: 'other kinds with selectors', objects: policy(BY_NAME, 'PeerAuthentication') + gateway('public') },
  ],
  invalid: [
    {
      name: 'by the name of the Gateway',
      objects: policy(BY_NAME) + gateway('public') + gateway('other'),
      findings: [finding('public', NAME_LABEL)],
    },
    {
      name: 'Pods that are there, once with their Gateway',
      objects: policy(BY_NAME) + gateway('public') + pod('{gateway.networking.k8s.io/gateway-name: public}'),
      findings: [finding('public', NAME_LABEL)],
    },
    {
      name: 'in the context',
      objects: policy(BY_NAME),
      context: pod('{gateway.networking.k8s.io/gateway-name: public}'),
      findings: [finding('public', NAME_LABEL)],
    },
    {
      name: 'each Gateway by the labels that it hands down',
      objects: policy(BY_TEAM) + gateway('a', 'istio', '{team: web}') + gateway('b', 'istio', '{team: web}'),
      findings: [finding('a', 'team=web'), finding('b', 'team=web')],
    },
    {
      name: 'a waypoint',
      objects: policy(BY_NAME) + gateway('public', 'istio-waypoint'),
      findings: [finding('public', NAME_LABEL, 'waypoints ignore selectors')],
    },
    {
      name: 'other kinds of policies',
      objects:
        policy(BY_NAME, 'RequestAuthentication', 'security.istio.io/v1beta1') +
        policy(BY_NAME, 'Telemetry', 'telemetry.istio.io/v1') +
        policy(BY_NAME, 'WasmPlugin', 'extensions.istio.io/v1alpha1') +
        gateway('public'),
      findings: ['RequestAuthentication', 'Telemetry', 'WasmPlugin'].map((kind) =>
        finding('public', NAME_LABEL, undefined, kind),
      ),
    },
  ],
});
