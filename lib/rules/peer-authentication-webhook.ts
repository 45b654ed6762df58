import { specOf } from '../manifest/field';
import { isPort } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = ['PeerAuthentication.security.istio.io'];

const peerAuthenticationSelector = refused({
  id: 'peer-authentication-selector',
  kinds: KINDS,
  summary: 'Modes for single ports are for selected workloads.',
  check(manifest, report) {
    const spec = specOf(manifest);
    const { path, entries } = spec.get('portLevelMtls');
    if (entries.length === 0 || spec.get('selector', 'matchLabels').entries.length > 0) return;
    const message = 'portLevelMtls is for selected workloads, and istiod refuses it without labels in the selector';
    report({ path, message, fix: 'Set `selector.matchLabels`, or remove portLevelMtls' });
  },
});

const peerAuthenticationPorts = refused({
  id: 'peer-authentication-ports',
  kinds: KINDS,
  summary: 'Modes for single ports name ports of workloads.',
  check(manifest, report) {
    const { path, entries, isSet } = specOf(manifest).get('portLevelMtls');
    if (isSet && entries.length === 0)
      report({ path, message: 'portLevelMtls is empty, and istiod refuses that', fix: 'Name a port, or remove it' });
    for (const [port, field] of entries) {
      if (/^\d+$/.test(port) && isPort(Number(port))) continue;
      const message = `Port "${port}" of portLevelMtls is not between 1 and 65535`;
      report({
        path: field.path,
        message,
        fix: 'Use the port of the workload, which may differ from that of its Service',
      });
    }
  },
});

export const PEER_AUTHENTICATION_WEBHOOK_RULES: readonly ObjectRule[] = [
  peerAuthenticationPorts,
  peerAuthenticationSelector,
];
