import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service, serviceEntry } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'WasmPlugin';
const SPEC = 'url: oci://example.com/plugin';
const OWN = '{istio.io/use-waypoint: waypoint}';
const targeting = (...refs: readonly string[]) => policy(KIND, `{targetRefs: [${refs.join(', ')}], ${SPEC}}`);
const WEB = '{group: "", kind: Service, name: web}';
const API = '{group: networking.istio.io, kind: ServiceEntry, name: api}';
const GATEWAY = '{group: gateway.networking.k8s.io, kind: Gateway, name: gone}';

const finding = (index: number, kind = 'Service', name = 'web') => ({
  on: `${KIND} shop/web`,
  path: `spec.targetRefs[${index}]`,
  message: `${kind} "shop/${name}" has no waypoint, and nothing else enforces a ${KIND} for it, so that the plugin does not run`,
  fix: `Set the label istio.io/use-waypoint of ${kind} "${name}", or of its namespace, to the name of a waypoint`,
});

testMeshRule('ambient-wasm-plugin-no-waypoint', {
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
  ],
});
