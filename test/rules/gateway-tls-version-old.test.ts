import { gateway, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const CIPHERS = 'cipherSuites: [ECDHE-RSA-AES128-SHA]';
const settings = (tls: string) => gateway('shop/gw', tlsServer('a.com', '', { tls: `credentialName: c, ${tls}` }));

const found = (version: string) => ({
  on: 'Gateway shop/gw',
  path: 'spec.servers[0].tls.minProtocolVersion',
  message: `The server takes ${version}, which RFC 8996 forbids: clients can be brought down to broken ciphers, and audits fail`,
  fix: 'Use TLSV1_2',
  replacement: { path: 'spec.servers[0].tls.minProtocolVersion', value: 'TLSV1_2' },
});

testMeshRule('gateway-tls-version-old', {
  valid: [
    { name: 'the default', objects: settings(`mode: SIMPLE, ${CIPHERS}`) },
    { name: 'TLS 1.2', objects: settings(`mode: SIMPLE, ${CIPHERS}, minProtocolVersion: TLSV1_2`) },
    { name: 'what has no effect, which is told', objects: settings('mode: SIMPLE, minProtocolVersion: TLSV1_0') },
    { name: 'what is passed through', objects: settings(`mode: PASSTHROUGH, ${CIPHERS}, minProtocolVersion: TLSV1_0`) },
    { name: 'a maximum', objects: settings(`mode: SIMPLE, ${CIPHERS}, maxProtocolVersion: TLSV1_1`) },
  ],
  invalid: [
    {
      name: 'TLS 1.0',
      objects: settings(`mode: SIMPLE, ${CIPHERS}, minProtocolVersion: TLSV1_0`),
      findings: [found('TLS 1.0')],
    },
    {
      name: 'TLS 1.1',
      objects: settings(`mode: MUTUAL, ${CIPHERS}, minProtocolVersion: TLSV1_1`),
      findings: [found('TLS 1.1')],
    },
  ],
});
