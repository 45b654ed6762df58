import { AMBIENT, AMBIENT_WAYPOINT, namespace, pod, policy, service, serviceEntry } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'Telemetry';
const SPEC = 'tracing: [{randomSamplingPercentage: 1}]';
const OWN = '{istio.io/use-waypoint: waypoint}';
const targeting = (...refs: readonly string[]) => policy(KIND, `{targetRefs: [${refs.join(', ')}], ${SPEC}}`);
const WEB = '{group: "", kind: Service, name: web}';
const API = '{group: networking.istio.io, kind: ServiceEntry, name: api}';
const GATEWAY = '{group: gateway.networking.k8s.io, kind: Gateway, name: gone}';
const ofAll = (place?: string) => policy(KIND, `{${SPEC}}`, place);
const ofNamespace = {
  on: 'Telemetry shop/web',
  path: 'metadata.namespace',
  message:
    'Namespace "shop" is in ambient mode and has no waypoint, and ztunnels see no requests, so that the Telemetry changes nothing',
  fix: 'Set the label istio.io/use-waypoint of Namespace "shop" to the name of a waypoint',
};

const finding = (index: number, kind = 'Service', name = 'web') => ({
  on: `${KIND} shop/web`,
  path: `spec.targetRefs[${index}]`,
  message: `${kind} "shop/${name}" has no waypoint, and nothing else enforces a ${KIND} for it, so that it changes nothing`,
  fix: `Set the label istio.io/use-waypoint of ${kind} "${name}", or of its namespace, to the name of a waypoint`,
});

testMeshRule('ambient-telemetry-no-waypoint', {
  valid: [
    { name: 'the waypoint of the namespace', objects: targeting(WEB) + service() + namespace(AMBIENT_WAYPOINT) },
    { name: 'a waypoint of its own', objects: targeting(WEB) + service(OWN) + namespace(AMBIENT) },
    { name: 'without its Namespace', objects: targeting(WEB) + service(OWN) },
    {
      name: 'the label of a namespace that is not given',
      objects: targeting(WEB) + service(),
      undecided: ['the Namespace "shop"'],
    },
    {
      name: 'a Service that is not given',
      objects: targeting(WEB) + namespace(AMBIENT),
      undecided: ['the Service "shop/web"'],
    },
    {
      name: 'a Service that is not given, of a namespace with a waypoint',
      objects: targeting(WEB) + namespace(AMBIENT_WAYPOINT),
    },
    { name: 'other targets', objects: targeting(GATEWAY) + namespace(AMBIENT) },
    { name: 'a ServiceEntry with a waypoint', objects: targeting(API) + serviceEntry(OWN) },
    { name: 'of a namespace with a waypoint', objects: ofAll() + namespace(AMBIENT_WAYPOINT) + pod() },
    { name: 'of a namespace with a waypoint for one Service', objects: ofAll() + namespace(AMBIENT) + service(OWN) },
    {
      name: 'of a namespace with sidecars',
      objects: ofAll() + namespace(AMBIENT) + pod('{sidecar.istio.io/inject: "true"}'),
    },
    { name: 'of the mesh', objects: ofAll('istio-system') + namespace(AMBIENT, 'istio-system') },
    { name: 'of a namespace that is not given', objects: ofAll() + pod() },
  ],
  invalid: [
    {
      name: 'neither the Service nor its namespace, not the first target',
      objects: targeting(GATEWAY, WEB) + service() + namespace(AMBIENT),
      findings: [finding(1)],
    },
    {
      name: 'a Service that opts out',
      objects: targeting(WEB) + service('{istio.io/use-waypoint: none}') + namespace(AMBIENT_WAYPOINT),
      findings: [finding(0)],
    },
    {
      name: 'a ServiceEntry, and no ambient mode at all',
      objects: targeting(API) + serviceEntry(),
      context: namespace('{}'),
      findings: [finding(0, 'ServiceEntry', 'api')],
    },
    {
      name: 'the older targetRef',
      objects: policy(KIND, `{targetRef: ${WEB}, ${SPEC}}`) + service() + namespace(AMBIENT),
      findings: [{ ...finding(0), path: 'spec.targetRef' }],
    },
    {
      name: 'of a whole namespace without a waypoint',
      objects: ofAll() + namespace(AMBIENT) + pod() + service(),
      findings: [ofNamespace],
    },
    { name: 'of a whole namespace, no Pods given', objects: ofAll() + namespace(AMBIENT), findings: [ofNamespace] },
  ],
});
