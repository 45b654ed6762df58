import { testMeshRule } from './mesh-rule-tester';
import { namespace } from './sidecar-objects';

const shop = (labels: string) => namespace('shop', labels);
const found = (name: string, message: string, fix: string) => ({
  on: 'Namespace shop',
  path: `metadata.labels["${name}"]`,
  message,
  fix,
});
const both = (name: string) =>
  found(
    'istio.io/dataplane-mode',
    `${name} has sidecars injected, and istio.io/dataplane-mode wants the namespace in the ambient mesh, which leaves Pods with sidecars alone`,
    `Remove istio.io/dataplane-mode or ${name}`,
  );
const REVISION = found(
  'istio.io/rev',
  'With istio-injection, the label istio.io/rev is not read: the sidecars are those of the default revision, not of "canary"',
  'Remove istio.io/rev or istio-injection',
);

testMeshRule('namespace-injection-labels', {
  valid: [
    { name: 'none', objects: shop('{a: b}') },
    { name: 'injection', objects: shop('{istio-injection: enabled}') },
    { name: 'a revision', objects: shop('{istio.io/rev: canary}') },
    { name: 'ambient', objects: shop('{istio.io/dataplane-mode: ambient}') },
    {
      name: 'ambient, and no sidecars',
      objects: shop('{istio.io/dataplane-mode: ambient, istio-injection: disabled}'),
    },
    { name: 'no sidecars, whatever the revision', objects: shop('{istio.io/rev: canary, istio-injection: disabled}') },
    { name: 'sidecars, and not ambient', objects: shop('{istio.io/dataplane-mode: none, istio-injection: enabled}') },
    {
      name: 'a Namespace of the context',
      objects: shop('{}'),
      context: namespace('x', '{istio.io/rev: a, istio-injection: enabled}'),
    },
  ],
  invalid: [
    {
      name: 'injection and a revision',
      objects: shop('{istio-injection: enabled, istio.io/rev: canary}'),
      findings: [REVISION],
    },
    {
      name: 'all three',
      objects: shop('{istio-injection: enabled, istio.io/rev: canary, istio.io/dataplane-mode: ambient}'),
      findings: [REVISION],
    },
    {
      name: 'injection and ambient',
      objects: shop('{istio-injection: enabled, istio.io/dataplane-mode: ambient}'),
      findings: [both('istio-injection')],
    },
    {
      name: 'a revision and ambient',
      objects: shop('{istio.io/rev: canary, istio.io/dataplane-mode: ambient}'),
      findings: [both('istio.io/rev')],
    },
  ],
});
