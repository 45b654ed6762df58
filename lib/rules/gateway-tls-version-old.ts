import { GATEWAY } from '../traffic/kinds';
import type { MeshRule } from './rule';

const OLD = new Map([
  ['TLSV1_0', 'TLS 1.0'],
  ['TLSV1_1', 'TLS 1.1'],
]);

export const gatewayTlsVersionOld: MeshRule = {
  id: 'gateway-tls-version-old',
  code: 'SI0109',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'Gateways take TLS 1.2 and later.',
  check(manifest, { mesh, report }) {
    for (const { field, terminates } of mesh.gateways.of(manifest)?.servers ?? []) {
      const { path, text } = field.get('tls', 'minProtocolVersion');
      const version = OLD.get(text);
      // Without cipher suites the old version has no effect, which istiod's webhook says.
      if (version === undefined || !terminates || field.get('tls', 'cipherSuites').items.length === 0) continue;
      const message = `The server takes ${version}, which RFC 8996 forbids: clients can be brought down to broken ciphers, and audits fail`;
      report({ path, message, fix: 'Use TLSV1_2', replacement: { path, value: 'TLSV1_2' } });
    }
  },
};
