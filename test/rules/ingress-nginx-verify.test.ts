import {
  BY_TRANSPORT,
  certificate,
  gatewayService,
  ingress,
  ingressClass,
  LETS_ENCRYPT,
  nginx,
  nginxPath,
  PRIVATE_ACME,
  secret,
} from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const told = (annotations: Readonly<Record<string, string>>, className = 'nginx') =>
  ingress({ className, annotations: nginx({ 'proxy-ssl-secret': 'edge/client', ...annotations }) });
const VERIFY = { 'proxy-ssl-verify': 'on' };

const misspelt = (name: string, value: string, effect: string) => ({
  on: 'Ingress edge/shop',
  path: nginxPath(name),
  message: `ingress-nginx takes "${value}" for "off", as it does all words but "on", so ${effect}`,
  fix: 'Set it to "on"',
  replacement: { path: nginxPath(name), value: 'on' },
});
const notVerified = (value: string) =>
  misspelt(
    'proxy-ssl-verify',
    value,
    "that the controller does not verify the gateway's certificate, and speaks to anyone",
  );
const NO_CA = {
  on: 'Ingress edge/shop',
  path: nginxPath('proxy-ssl-verify'),
  message:
    'Secret "edge/client" of proxy-ssl-secret has no "ca.crt", and without that ingress-nginx leaves verification out, so that the controller speaks to anyone',
  fix: `Put the CA of the gateway's certificate into the Secret as "ca.crt"`,
};

testMeshRule('ingress-nginx-verify', {
  valid: [
    { name: 'on', objects: told(VERIFY) + secret('client', ['ca.crt']) },
    { name: 'off', objects: told({ 'proxy-ssl-verify': 'off' }) },
    { name: 'nothing', objects: told({}) },
    { name: 'a Secret that is not known', objects: told(VERIFY) },
    { name: 'a Secret of which the data are not shown', objects: told(VERIFY) + secret('client') },
    {
      name: 'a CA of cert-manager',
      objects: told(VERIFY) + certificate('client', 'client auth', '{ ca: { secretName: ca } }'),
    },
    {
      name: 'a certificate for clients from a public authority, which is another fault',
      objects: told(VERIFY) + certificate('client', 'client auth', LETS_ENCRYPT),
    },
    { name: 'another controller', objects: told({ 'proxy-ssl-verify': 'true' }, 'alb') },
    {
      name: 'Traefik, which is told on the Service',
      objects: told({ 'proxy-ssl-verify': 'true' }, 'traefik') + gatewayService(BY_TRANSPORT),
    },
    {
      name: 'no Secret, so that it is left out anyway',
      objects: ingress({ annotations: nginx({ 'proxy-ssl-verify': 'true' }) }),
    },
  ],
  invalid: [
    { name: 'true', objects: told({ 'proxy-ssl-verify': 'true' }), findings: [notVerified('true')] },
    { name: 'On', objects: told({ 'proxy-ssl-verify': 'On' }), findings: [notVerified('On')] },
    {
      name: 'Traefik in the ways of ingress-nginx',
      objects: told({ 'proxy-ssl-verify': 'true' }, 'edge') + ingressClass('edge') + gatewayService(),
      findings: [notVerified('true')],
    },
    {
      name: 'Traefik, which needs no word to send a name',
      objects: told({ 'proxy-ssl-verify': 'yes', 'proxy-ssl-server-name': 'true' }, 'traefik') + gatewayService(),
      findings: [notVerified('yes')],
    },
    {
      name: 'the server name, too',
      objects: told({ 'proxy-ssl-verify': 'yes', 'proxy-ssl-server-name': 'true' }),
      findings: [
        notVerified('yes'),
        misspelt('proxy-ssl-server-name', 'true', 'that the controller sends no server name (SNI)'),
      ],
    },
    {
      name: 'a Secret without a CA',
      objects: told(VERIFY) + secret('client', ['tls.crt', 'tls.key']),
      findings: [NO_CA],
    },
    {
      name: 'a Secret with a CA under a key that only Istio reads',
      objects: told(VERIFY) + secret('client', ['cacert', 'tls.crt']),
      findings: [NO_CA],
    },
    {
      name: 'a Secret that gets no CA',
      objects: told(VERIFY) + certificate('client', 'client auth', PRIVATE_ACME),
      findings: [NO_CA],
    },
  ],
});
