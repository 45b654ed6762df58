import {
  BY_TRANSPORT,
  certificate,
  gatewayService,
  LETS_ENCRYPT,
  PRIVATE_ACME,
  secret,
  traefik,
  traefikPath,
  transport,
} from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const CLIENT = '{ certificatesSecrets: [client], rootCAs: [{ secret: client }] }';
const ROOTS = '{ rootCAs: [{ configMap: roots }] }';
const configMap = (name: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: edge }
data: { ca.crt: x }
`;
const named = (value: string) => gatewayService(traefik({ serverstransport: value }));
const OR_CONTEXT = ', or name what the cluster has already with --context';

const onTransport = (path: string, message: string, fix: string, refType?: string) => ({
  on: 'ServersTransport edge/hop',
  path,
  message,
  fix,
  ...(refType === undefined ? {} : { refType }),
});
const missing = (kind: string, name: string, path: string, refType: string) =>
  onTransport(
    path,
    `There is no ${kind} "${name}" in namespace "edge", where Traefik looks for it, and nothing that writes one, so that the TLS handshakes with the backend fail, and clients get 500`,
    `Put it there, or name one that is there${OR_CONTEXT}`,
    refType,
  );
const NO_CA = onTransport(
  'spec.rootCAs[0].secret',
  'Secret "edge/client" has no "ca.crt", so that Traefik has no CA to verify the backend by, and clients get 500',
  'Name a Secret or ConfigMap with the CA of the backend as "ca.crt"',
);
const noTransport = (value: string) => ({
  on: 'Service edge/gw',
  path: traefikPath('serverstransport'),
  message: `There is no ServersTransport "${value}", so that Traefik sends no request to the Service, and clients get 500`,
  fix: `Name one as "NAMESPACE-NAME@kubernetescrd"${OR_CONTEXT}`,
  refType: 'serversTransport',
});

testMeshRule('servers-transport-references', {
  valid: [
    { name: 'the transport is there', objects: gatewayService(BY_TRANSPORT) + transport('{}') },
    { name: 'the cluster has it', objects: gatewayService(BY_TRANSPORT), context: transport('{}') },
    {
      name: 'an old version of it',
      objects: gatewayService(BY_TRANSPORT) + transport('{}', 'traefik.containo.us/v1alpha1'),
    },
    { name: 'no transport is known', objects: gatewayService(BY_TRANSPORT), undecided: ['a ServersTransport'] },
    { name: "one of Traefik's own files", objects: named('hop@file') + transport('{}') },
    { name: 'no annotation', objects: gatewayService() + transport('{}') },
    { name: 'the Secret is there', objects: transport(CLIENT) + secret('client', ['ca.crt', 'tls.crt', 'tls.key']) },
    { name: 'a CA under the other key', objects: transport(CLIENT) + secret('client', ['tls.ca', 'tls.crt']) },
    { name: 'a CA that is all there is', objects: transport('{ rootCAsSecrets: [ca] }') + secret('ca', ['root.pem']) },
    { name: 'a Secret without data', objects: transport(CLIENT) + secret('client') },
    { name: 'a Certificate', objects: transport(CLIENT) + certificate('client', 'client auth', '{ selfSigned: {} }') },
    {
      name: 'a certificate for clients from a public authority, which is another fault',
      objects: transport(CLIENT) + certificate('client', 'client auth', LETS_ENCRYPT),
    },
    {
      name: 'no Secret is known',
      objects: transport(CLIENT),
      undecided: ['a Secret, or something that writes one'],
    },
    { name: 'a ConfigMap', objects: transport(ROOTS) + configMap('roots') },
    { name: 'no ConfigMap is known', objects: transport(ROOTS), undecided: ['a ConfigMap'] },
  ],
  invalid: [
    {
      name: 'no such transport',
      objects: named('edge-hops@kubernetescrd') + transport('{}'),
      findings: [noTransport('edge-hops@kubernetescrd')],
    },
    {
      name: 'the name alone',
      objects: named('hop') + transport('{}'),
      findings: [noTransport('hop')],
    },
    {
      name: 'no provider',
      objects: named('edge-hop') + transport('{}'),
      findings: [
        {
          ...noTransport('edge-hop'),
          fix: 'Write "edge-hop@kubernetescrd"',
          replacement: { path: traefikPath('serverstransport'), value: 'edge-hop@kubernetescrd' },
        },
      ],
    },
    {
      name: 'no such Secrets',
      objects: transport('{ certificatesSecrets: [a], rootCAs: [{ secret: b }], rootCAsSecrets: [c] }') + secret('d'),
      findings: [
        missing('Secret', 'a', 'spec.certificatesSecrets[0]', 'secret'),
        missing('Secret', 'c', 'spec.rootCAsSecrets[0]', 'secret'),
        missing('Secret', 'b', 'spec.rootCAs[0].secret', 'secret'),
      ],
    },
    {
      name: 'a Secret of another namespace',
      objects: transport('{ certificatesSecrets: [client] }') + secret('client', [], 'shop'),
      findings: [missing('Secret', 'client', 'spec.certificatesSecrets[0]', 'secret')],
    },
    {
      name: 'no such ConfigMap',
      objects: transport(ROOTS) + configMap('other'),
      findings: [missing('ConfigMap', 'roots', 'spec.rootCAs[0].configMap', 'configMap')],
    },
    {
      name: 'a Secret without a CA',
      objects: transport(CLIENT) + secret('client', ['tls.crt', 'tls.key']),
      findings: [NO_CA],
    },
    {
      name: 'a Secret that gets no CA',
      objects: transport(CLIENT) + certificate('client', 'client auth', PRIVATE_ACME),
      findings: [NO_CA],
    },
  ],
});
