import { gateway, server } from './gateway-objects';
import { certificate, GATEWAY_POD, gatewayService, ingress, nginx, nginxPath, PRIVATE_ACME } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const told = (annotations: Readonly<Record<string, string>> = {}) =>
  ingress({ annotations: nginx({ 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'edge/client', ...annotations }) });
const behind = (...versions: readonly string[]) =>
  gateway(
    'edge/gw',
    versions
      .map((version, index) =>
        server(`${index}.com`, { port: 443, protocol: 'HTTPS', tls: `mode: MUTUAL, credentialName: a, ${version}` }),
      )
      .join(', '),
  ) +
  GATEWAY_POD +
  gatewayService();
const NEW = 'minProtocolVersion: TLSV1_3';
const OLD = 'maxProtocolVersion: TLSV1_2';
const PATH = nginxPath('proxy-ssl-protocols');

const found = (spoken: string, taken: string) => ({
  on: 'Ingress edge/shop',
  path: PATH,
  message: `ingress-nginx speaks ${spoken} and Gateway "edge/gw" takes ${taken}, so that TLS handshakes fail, and clients get 502`,
  fix: 'Set proxy-ssl-protocols to "TLSv1.2 TLSv1.3"',
  replacement: { path: PATH, value: 'TLSv1.2 TLSv1.3' },
});

testMeshRule('ingress-nginx-protocols', {
  valid: [
    { name: 'the defaults of both', objects: told() + behind('') },
    { name: 'the newest of both', objects: told({ 'proxy-ssl-protocols': 'TLSv1.2 TLSv1.3' }) + behind(NEW) },
    { name: 'an order of its own', objects: told({ 'proxy-ssl-protocols': 'TLSv1.3  TLSv1.2' }) + behind(OLD) },
    { name: 'no Secret, so that the annotation is left out', objects: told({ 'proxy-ssl-secret': '' }) + behind(NEW) },
    {
      name: 'a Secret without a CA, so that the annotation is left out',
      objects: told() + behind(NEW) + certificate('client', 'client auth', PRIVATE_ACME),
    },
    { name: 'plain HTTP', objects: told({ 'backend-protocol': 'HTTP' }) + behind(NEW) },
    { name: 'a server that takes it', objects: told() + behind(NEW, '') },
    { name: 'automatic', objects: told() + behind('minProtocolVersion: TLS_AUTO') },
    {
      name: 'the server of the name',
      objects: told({ 'proxy-ssl-server-name': 'on', 'proxy-ssl-name': '1.com' }) + behind(NEW, ''),
    },
    {
      name: 'TLS that the gateway passes on',
      objects:
        told() +
        gateway('edge/gw', server('a.com', { port: 443, protocol: 'TLS', tls: `mode: PASSTHROUGH, ${NEW}` })) +
        GATEWAY_POD +
        gatewayService(),
    },
  ],
  invalid: [
    {
      name: 'the default of ingress-nginx',
      objects: told() + behind(NEW),
      findings: [found('"TLSv1.2", its default,', '"TLSv1.3"')],
    },
    {
      name: 'versions that are too old',
      objects: told({ 'proxy-ssl-protocols': 'TLSv1 TLSv1.1' }) + behind(''),
      findings: [found('"TLSv1" and "TLSv1.1"', '"TLSv1.2" or "TLSv1.3"')],
    },
    {
      name: 'versions that are too new',
      objects: told({ 'proxy-ssl-protocols': 'TLSv1.3' }) + behind(OLD),
      findings: [found('"TLSv1.3"', '"TLSv1.2"')],
    },
    {
      name: 'words that ingress-nginx does not know, so that it takes its default',
      objects: told({ 'proxy-ssl-protocols': 'tls1.3' }) + behind(NEW),
      findings: [found('"TLSv1.2"', '"TLSv1.3"')],
    },
    {
      name: 'the server of the name alone',
      objects: told({ 'proxy-ssl-server-name': 'on', 'proxy-ssl-name': '0.com' }) + behind(NEW, ''),
      findings: [found('"TLSv1.2", its default,', '"TLSv1.3"')],
    },
  ],
});
