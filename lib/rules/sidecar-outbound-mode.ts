import { specOf } from '../manifest/field';
import { SIDECAR } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const sidecarOutboundMode: MeshRule = {
  id: 'sidecar-outbound-mode',
  code: 'KIA1007',
  severity: 'info',
  kinds: [SIDECAR],
  summary: 'An outboundTrafficPolicy says its mode.',
  check(sidecar, { report }) {
    const policy = specOf(sidecar).get('outboundTrafficPolicy');
    // An egress proxy needs a mode, which is checked with it.
    if (!policy.isSet || policy.get('mode').text !== '' || policy.get('egressProxy').isSet) return;
    report({
      path: policy.get('mode').path,
      message: `outboundTrafficPolicy has no mode, and means REGISTRY_ONLY then, whatever the mesh config says: requests to hosts that Istio does not know get 502`,
      fix: 'Write REGISTRY_ONLY or ALLOW_ANY, or remove outboundTrafficPolicy to go by the mesh config',
    });
  },
};
