import { AMBIENT, namespace, pod, policy, waypoint } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'WasmPlugin';
const SPEC = 'url: oci://example.com/plugin';
const SELECTOR = 'selector: {matchLabels: {app: web}}, ';
const selecting = (place?: string) => policy(KIND, `{${SELECTOR}${SPEC}}`, place);
const ofAll = () => policy(KIND, `{${SPEC}}`);

const finding = (path: string, more: string) => ({
  on: `${KIND} shop/web`,
  path,
  message: `The ${KIND} is for Pod shop/web in ambient mode and names no waypoint or Service in targetRefs: ztunnels run no plugins, so that it does not run`,
  fix: `Write targetRefs with the Service, or the Gateway that is its waypoint${more}`,
});

testMeshRule('ambient-wasm-plugin-no-target', {
  valid: [
    { name: 'Pods with sidecars', objects: ofAll() + namespace('{istio-injection: enabled}') + pod() },
    {
      name: 'a waypoint by targetRefs',
      objects:
        policy(KIND, `{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: waypoint}], ${SPEC}}`) +
        namespace(AMBIENT) +
        pod() +
        waypoint(),
    },
    { name: 'Pods of another namespace', objects: selecting('back') + namespace(AMBIENT) + pod() },
    {
      name: 'no Pods given',
      objects: selecting(),
      context: namespace(AMBIENT),
      undecided: ['the Pods of namespace "shop"'],
    },
  ],
  invalid: [
    {
      name: 'by a selector',
      objects: selecting() + namespace(AMBIENT) + pod(),
      findings: [finding('spec.selector', ', instead of the selector')],
    },
    {
      name: 'for the whole namespace',
      objects: ofAll() + namespace(AMBIENT) + pod(),
      findings: [finding('spec.targetRefs', '')],
    },
  ],
});
