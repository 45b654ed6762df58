import { pathText } from '../manifest/manifest';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { gatewayNames } from './virtual-service-gateways-webhook';

export const gatewayGeneratedReference: MeshRule = {
  id: 'gateway-generated-reference',
  code: 'IST0165',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'VirtualServices do not name Gateways that istiod makes of those of the Gateway API.',
  check(manifest, { mesh, report }) {
    const internal = mesh.routes.gatewaysOf(manifest).filter(({ isInternal }) => isInternal);
    if (internal.length === 0) return;
    const seen = new Set(gatewayNames(manifest).map(({ path }) => pathText(path)));
    for (const { text, path } of internal) {
      const isRefused = seen.has(pathText(path));
      const message = `Gateway "${text}" is what istiod makes of a Gateway of the Gateway API: its name is not part of any API, and ${isRefused ? "istiod's webhook refuses it" : 'routes are lost when it changes'}`;
      const fix = 'Bind an HTTPRoute to the Gateway of the Gateway API, or name a Gateway of Istio';
      report({ path, message, fix, ...(isRefused && { severity: 'error' }) });
    }
  },
};
