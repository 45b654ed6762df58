import { specOf } from '../manifest/field';
import { fqdnFault, isLabel, isPort } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = ['Sidecar.networking.istio.io'];

const sidecarEmpty = refused({
  id: 'sidecar-empty',
  kinds: KINDS,
  summary: 'A Sidecar configures something.',
  check(manifest, report) {
    const spec = specOf(manifest);
    const lists = [spec.get('egress'), spec.get('ingress')].some(({ items }) => items.length > 0);
    if (lists || spec.get('outboundTrafficPolicy').isSet || spec.get('inboundConnectionPool').isSet) return;
    const message =
      'The Sidecar has none of egress, ingress, outboundTrafficPolicy, inboundConnectionPool, and istiod refuses that';
    report({ path: spec.path, message, fix: 'Set one of them, or remove the Sidecar' });
  },
});

const sidecarEgressProxy = refused({
  id: 'sidecar-egress-proxy',
  kinds: KINDS,
  about: ['egressProxy'],
  summary: 'An egress proxy is for ALLOW_ANY, and has a domain name and a port.',
  check(manifest, report) {
    const policy = specOf(manifest).get('outboundTrafficPolicy');
    const proxy = policy.get('egressProxy');
    if (!proxy.isSet) return;
    const [host, port, subset] = [proxy.get('host'), proxy.get('port', 'number'), proxy.get('subset')];
    const mode = policy.get('mode');
    if (mode.text !== 'ALLOW_ANY') {
      const message = `The egress proxy is for traffic to unknown hosts, and mode ${mode.text || 'REGISTRY_ONLY, the default,'} lets none out`;
      report({ path: mode.path, message, fix: 'Set the mode to ALLOW_ANY, or remove egressProxy' });
    }
    const fault = fqdnFault(host.text);
    if (fault !== undefined)
      report({ path: host.path, message: `Host "${host.text}" ${fault}`, fix: 'Use the domain name of the proxy' });
    if (!isPort(port.number)) {
      const message = port.isSet ? `Port ${port.number} is not between 1 and 65535` : 'The egress proxy has no port';
      report({ path: port.path, message, fix: 'Use the number of a port' });
    }
    if (subset.text === '' || isLabel(subset.text)) return;
    report({
      path: subset.path,
      message: `Subset "${subset.text}" is not one DNS label`,
      fix: 'Use the name of a subset',
    });
  },
});

export const SIDECAR_WEBHOOK_RULES: readonly ObjectRule[] = [sidecarEgressProxy, sidecarEmpty];
