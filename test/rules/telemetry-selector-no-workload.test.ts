import { testMeshRule } from './mesh-rule-tester';
import { deployment, pod } from './sidecar-objects';

const telemetry = (selector: string, namespace = 'shop', version = 'v1') => `
apiVersion: telemetry.istio.io/${version}
kind: Telemetry
metadata: {name: logs, namespace: ${namespace}}
spec: {${selector}accessLogging: [{providers: [{name: envoy}]}]}
---`;
const WEB = 'selector: {matchLabels: {app: web}}, ';
const EDGE = 'selector: {matchLabels: {team: edge}}, ';
const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop, labels: {team: edge}}
spec: {gatewayClassName: istio}
---`;

const nothing = (where = 'namespace "shop"', on = 'shop') => ({
  on: `Telemetry ${on}/logs`,
  path: 'spec.selector.matchLabels',
  message: `No workload of ${where} has the labels of the selector, \`app: web\`, so that the Telemetry is in force nowhere`,
  fix: 'Select labels that the Pods have, in their namespace, or name what the cluster has already with --context',
  refType: 'selector',
});

testMeshRule('telemetry-selector-no-workload', {
  valid: [
    { name: 'the Pods of a Deployment', objects: telemetry(WEB) + deployment('{app: web}') },
    { name: 'no selector', objects: telemetry('') + pod('{}') },
    { name: 'targets', objects: telemetry('targetRefs: [{kind: Service, group: "", name: web}], ') + pod('{}') },
    { name: 'Pods that istiod will make', objects: telemetry(EDGE) + pod('{}') + GATEWAY },
    {
      name: 'the Pods of a Gateway, by name',
      objects: telemetry('selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: x}}, ') + pod('{}'),
    },
    {
      name: 'the gateway that Istio installs',
      objects: telemetry('selector: {matchLabels: {istio: ingressgateway}}, ', 'istio-system'),
    },
    { name: 'no Pods given', objects: telemetry(WEB), undecided: ['the Pods of namespace "shop"'] },
  ],
  invalid: [
    { name: 'another namespace', objects: telemetry(WEB) + pod('{app: web}', 'other'), findings: [nothing()] },
    { name: 'the alpha version', objects: telemetry(WEB, 'shop', 'v1alpha1') + pod('{}'), findings: [nothing()] },
    {
      name: 'in the root namespace, no Pod of any',
      objects: telemetry(WEB, 'istio-system') + pod('{}'),
      findings: [nothing('any namespace', 'istio-system')],
    },
  ],
});
