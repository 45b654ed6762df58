import {
  certificate,
  GATEWAY_POD,
  gatewayService,
  ingress,
  LETS_ENCRYPT,
  nginx,
  nginxPath,
  PRIVATE_ACME,
  tlsGateway,
} from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const told = (annotations: Readonly<Record<string, string>> = {}) =>
  ingress({
    annotations: nginx({
      'backend-protocol': 'HTTPS',
      'proxy-ssl-secret': 'edge/client',
      'proxy-ssl-verify': 'on',
      ...annotations,
    }),
  });
const behind = (issuer: string) =>
  tlsGateway('MUTUAL', 'a.com') + GATEWAY_POD + gatewayService() + certificate('cert-0', 'server auth', issuer);
const PATH = nginxPath('proxy-ssl-verify-depth');
const FOUND = {
  on: 'Ingress edge/shop',
  path: PATH,
  message:
    "The gateway's certificate comes from Let's Encrypt, whose chains have 2 intermediates, and ingress-nginx verifies to a depth of 1, so that the chain ends before a root that it trusts, and clients get 502",
  fix: 'Set proxy-ssl-verify-depth to "3"',
  replacement: { path: PATH, value: '3' },
};

testMeshRule('ingress-nginx-verify-depth', {
  valid: [
    { name: 'a private authority', objects: told() + behind('{ ca: { secretName: ca } }') },
    { name: 'another server of ACME', objects: told() + behind(PRIVATE_ACME) },
    { name: 'depth enough', objects: told({ 'proxy-ssl-verify-depth': '2' }) + behind(LETS_ENCRYPT) },
    { name: 'no verification', objects: told({ 'proxy-ssl-verify': 'off' }) + behind(LETS_ENCRYPT) },
    { name: 'no Certificate', objects: told() + tlsGateway('MUTUAL', 'a.com') + GATEWAY_POD + gatewayService() },
    { name: 'no gateway', objects: told() },
  ],
  invalid: [
    { name: 'the default', objects: told() + behind(LETS_ENCRYPT), findings: [FOUND] },
    {
      name: 'what ingress-nginx cannot read',
      objects: told({ 'proxy-ssl-verify-depth': 'deep' }) + behind(LETS_ENCRYPT),
      findings: [FOUND],
    },
    {
      name: 'zero, which is no depth',
      objects: told({ 'proxy-ssl-verify-depth': '0' }) + behind(LETS_ENCRYPT),
      findings: [FOUND],
    },
  ],
});
