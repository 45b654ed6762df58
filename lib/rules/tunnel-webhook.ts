import { fqdnFault, isIp, isPort } from './istio-syntax';
import type { ObjectRule } from './rule';
import { policiesOf } from './traffic-policy';
import { refused } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

const tunnelSettings = refused({
  id: 'tunnel-settings',
  kinds: KINDS,
  about: ['tunnel'],
  summary: 'A tunnel has protocol CONNECT or POST, and the host and port of its target.',
  check(manifest, report) {
    for (const tunnel of policiesOf(manifest).map((policy) => policy.get('tunnel'))) {
      if (!tunnel.isSet) continue;
      const [protocol, host, port] = [tunnel.get('protocol'), tunnel.get('targetHost'), tunnel.get('targetPort')];
      if (!['', 'CONNECT', 'POST'].includes(protocol.text)) {
        const message = `Tunnel protocol "${protocol.text}" is neither CONNECT nor POST`;
        report({ path: protocol.path, message, fix: 'Use "CONNECT" or "POST"' });
      }
      const fault = isIp(host.text) ? undefined : fqdnFault(host.text);
      if (fault !== undefined) {
        const message = `Tunnel target "${host.text}" is no address, and as a domain name it ${fault}`;
        report({ path: host.path, message, fix: 'Use a domain name or an IP address' });
      }
      if (isPort(port.number)) continue;
      const message = `Tunnel target port ${port.number} is not between 1 and 65535`;
      report({ path: port.path, message, fix: 'Use the number of a port' });
    }
  },
});

const tunnelProxyProtocol = refused({
  id: 'tunnel-proxy-protocol',
  kinds: KINDS,
  about: ['tunnel'],
  summary: 'Connections go through a tunnel, or begin with the PROXY protocol.',
  check(manifest, report) {
    for (const policy of policiesOf(manifest)) {
      const { path, isSet } = policy.get('proxyProtocol');
      if (!isSet || !policy.get('tunnel').isSet) continue;
      const message = 'proxyProtocol stands beside tunnel, and istiod refuses both';
      report({ path, message, fix: 'Keep one of the two' });
    }
  },
});

export const TUNNEL_WEBHOOK_RULES: readonly ObjectRule[] = [tunnelProxyProtocol, tunnelSettings];
