import { testMeshRule } from './mesh-rule-tester';
import { sidecar } from './sidecar-objects';

const unsaid = {
  on: 'Sidecar shop/default',
  path: 'spec.outboundTrafficPolicy.mode',
  message:
    'outboundTrafficPolicy has no mode, and means REGISTRY_ONLY then, whatever the mesh config says: requests to hosts that Istio does not know get 502',
  fix: 'Write REGISTRY_ONLY or ALLOW_ANY, or remove outboundTrafficPolicy to go by the mesh config',
};

testMeshRule('sidecar-outbound-mode', {
  valid: [
    { name: 'REGISTRY_ONLY, in so many words', objects: sidecar('{outboundTrafficPolicy: {mode: REGISTRY_ONLY}}') },
    { name: 'ALLOW_ANY', objects: sidecar('{outboundTrafficPolicy: {mode: ALLOW_ANY}}') },
    { name: 'the mesh config decides', objects: sidecar('{egress: [{hosts: ["./*"]}]}') },
    { name: 'null is nothing', objects: sidecar('{outboundTrafficPolicy: null, egress: [{hosts: ["./*"]}]}') },
    {
      name: 'an egress proxy, which has a fault of its own',
      objects: sidecar('{outboundTrafficPolicy: {egressProxy: {host: a.example.com, port: {number: 80}}}}'),
    },
  ],
  invalid: [
    { name: 'an empty policy', objects: sidecar('{outboundTrafficPolicy: {}}'), findings: [unsaid] },
    {
      name: 'no mode',
      objects: sidecar('{outboundTrafficPolicy: {mode: null}}', 'shop', 'default', 'v1beta1'),
      findings: [unsaid],
    },
  ],
});
