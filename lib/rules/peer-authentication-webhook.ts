import { specOf } from '../manifest/field';
import { isPort } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = ['PeerAuthentication.security.istio.io'];

const peerAuthenticationPorts = refused({
  id: 'peer-authentication-ports',
  kinds: KINDS,
  about: ['portLevelMtls'],
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

export const PEER_AUTHENTICATION_WEBHOOK_RULES: readonly ObjectRule[] = [peerAuthenticationPorts];
