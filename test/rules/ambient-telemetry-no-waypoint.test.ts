import { AMBIENT, AMBIENT_WAYPOINT, namespace, pod, policy, service } from './ambient-objects';
import { OWN_WAYPOINT, targetsWithoutWaypoint } from './ambient-waypoint-cases';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'Telemetry';
const SPEC = 'tracing: [{randomSamplingPercentage: 1}]';
const targets = targetsWithoutWaypoint(KIND, SPEC, 'it changes nothing');
const ofAll = (place?: string) => policy(KIND, `{${SPEC}}`, place);
const ofNamespace = {
  on: 'Telemetry shop/web',
  path: 'metadata.namespace',
  message:
    'Namespace "shop" is in ambient mode and has no waypoint, and ztunnels see no requests, so that the Telemetry changes nothing',
  fix: 'Set the label istio.io/use-waypoint of Namespace "shop" to the name of a waypoint',
};

testMeshRule('ambient-telemetry-no-waypoint', {
  valid: [
    ...targets.valid,
    { name: 'of a namespace with a waypoint', objects: ofAll() + namespace(AMBIENT_WAYPOINT) + pod() },
    {
      name: 'of a namespace with a waypoint for one Service',
      objects: ofAll() + namespace(AMBIENT) + service(OWN_WAYPOINT),
    },
    {
      name: 'of a namespace with sidecars',
      objects: ofAll() + namespace(AMBIENT) + pod('{sidecar.istio.io/inject: "true"}'),
    },
    { name: 'of the mesh', objects: ofAll('istio-system') + namespace(AMBIENT, 'istio-system') },
    { name: 'of a namespace that is not given', objects: ofAll() + pod() },
  ],
  invalid: [
    ...targets.invalid,
    {
      name: 'of a whole namespace without a waypoint',
      objects: ofAll() + namespace(AMBIENT) + pod() + service(),
      findings: [ofNamespace],
    },
    { name: 'of a whole namespace, no Pods given', objects: ofAll() + namespace(AMBIENT), findings: [ofNamespace] },
  ],
});
