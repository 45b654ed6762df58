import { AMBIENT, AMBIENT_WAYPOINT, deployment, namespace, pod } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const LABEL = '{istio.io/use-waypoint: waypoint}';
const finding = (on: string, who: string, template = '') => ({
  on,
  path: `${template}metadata.labels["istio.io/use-waypoint"]`,
  message: `The label istio.io/use-waypoint asks for waypoint "waypoint", and ${who} is not in ambient mode, so that nothing goes through it`,
  fix: 'Set the label istio.io/dataplane-mode of the Pods or their namespace to "ambient", or remove this label',
});

testMeshRule('ambient-waypoint-unused', {
  valid: [
    { name: 'an ambient namespace', objects: namespace(AMBIENT) + pod(LABEL) },
    { name: 'an ambient Pod', objects: namespace('{}') + pod(AMBIENT_WAYPOINT) },
    { name: 'no waypoint', objects: namespace('{}') + pod('{istio.io/use-waypoint: none}') + deployment('{}') },
    {
      name: 'a sidecar in an ambient namespace',
      objects: namespace(AMBIENT) + pod('{istio.io/use-waypoint: waypoint, sidecar.istio.io/inject: "true"}'),
    },
    { name: 'no Namespace given', objects: pod(LABEL), undecided: ['the Namespace "shop"'] },
    { name: 'the label of a namespace, for its Services', objects: namespace(LABEL) + pod() },
  ],
  invalid: [
    {
      name: 'neither sidecar nor ambient mode',
      objects: namespace('{}') + deployment(LABEL),
      findings: [finding('Deployment shop/web', 'the Pods of Deployment shop/web', 'spec.template.')],
    },
    {
      name: 'a sidecar',
      objects: pod(LABEL),
      context: namespace('{istio-injection: enabled}'),
      findings: [finding('Pod shop/web', 'Pod shop/web')],
    },
    {
      name: 'a Pod that opts out',
      objects: namespace(AMBIENT) + pod('{istio.io/use-waypoint: waypoint, istio.io/dataplane-mode: none}'),
      findings: [finding('Pod shop/web', 'Pod shop/web')],
    },
  ],
});
