import { gateway, gatewayDeployment, gatewayPod, PROXY, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const CERTS = '/etc/istio/ingressgateway-certs';
const FILES = `mode: SIMPLE, serverCertificate: ${CERTS}/tls.crt, privateKey: ${CERTS}/tls.key`;
const withTls = (tls: string) => gateway('shop/gw', tlsServer('a.com', '', { tls }));
const mounting = (path: string) =>
  gatewayDeployment('edge/edge', 'istio: edge', `image: auto, volumeMounts: [{ name: certs, mountPath: ${path} }]`);

const found = (files: string, path: string, owner: string) => ({
  on: 'Gateway shop/gw',
  path: `spec.servers[${path}`,
  message: `${files} cannot be in the gateway: ${owner} mounts nothing there, so the port never gets its certificate and clients are refused`,
  fix: 'Use `credentialName` instead, or mount the Secret in the container istio-proxy',
});

const BOTH = `"${CERTS}/tls.crt" and "${CERTS}/tls.key"`;

testMeshRule('gateway-certificate-file-missing', {
  valid: [
    { name: 'a mount of the folder', objects: withTls(FILES) + mounting(CERTS) },
    { name: 'a mount above', objects: withTls(FILES) + mounting('/etc/istio/') },
    {
      name: 'mounts of the files',
      objects:
        withTls('mode: SIMPLE, serverCertificate: /a.crt, privateKey: /a.key') +
        gatewayPod(
          'edge/edge',
          '{ istio: edge }',
          '{ name: istio-proxy, image: istio/proxyv2, args: [router], volumeMounts: [{ mountPath: /a.crt }, { mountPath: /a.key }] }',
        ),
    },
    { name: 'a credential', objects: withTls('mode: SIMPLE, credentialName: c') + gatewayPod('edge/edge') },
    {
      name: 'what is passed through',
      objects: withTls(FILES.replace('SIMPLE', 'PASSTHROUGH')) + gatewayPod('edge/edge'),
    },
    {
      name: "the image's own CAs",
      objects:
        withTls(
          `mode: MUTUAL, serverCertificate: /etc/certs/tls.crt, privateKey: /etc/certs/tls.key, caCertificates: /etc/ssl/certs/ca-certificates.crt`,
        ) + mounting('/etc/certs'),
    },
    { name: 'no Pods', objects: withTls(FILES) },
    {
      name: 'the gateway that is assumed',
      objects: gateway('shop/gw', tlsServer('a.com', '', { tls: FILES }), '{ istio: ingressgateway }'),
    },
    {
      name: 'mounts that the injection adds',
      objects: `${withTls(FILES)}
---
apiVersion: v1
kind: Pod
metadata:
  name: edge
  namespace: edge
  labels: { istio: edge }
  annotations: { sidecar.istio.io/userVolumeMount: '[{"name": "certs", "mountPath": "${CERTS}"}]' }
spec: { containers: [${PROXY}] }`,
    },
  ],
  invalid: [
    {
      name: 'no mounts',
      objects: withTls(FILES) + gatewayDeployment('edge/edge'),
      findings: [found(BOTH, '0].tls.serverCertificate', 'Deployment "edge/edge"')],
    },
    {
      name: 'a mount beside',
      objects: withTls(FILES) + mounting('/etc/istio/ingressgateway'),
      findings: [found(BOTH, '0].tls.serverCertificate', 'Deployment "edge/edge"')],
    },
    {
      name: 'a CA alone, on a Pod of the context, in the second server',
      objects: gateway(
        'shop/gw',
        `${tlsServer('b.com')}, ${tlsServer('a.com', '', { tls: 'mode: MUTUAL, serverCertificate: /etc/ssl/a, privateKey: /etc/ssl/b, caCertificates: /ca/ca.crt' })}`,
      ),
      context: gatewayPod('edge/edge'),
      findings: [found('"/ca/ca.crt"', '1].tls.caCertificates', 'Pod "edge/edge"')],
    },
    {
      name: 'one workload of two',
      objects: withTls(FILES) + mounting(CERTS) + gatewayPod('edge/second'),
      findings: [found(BOTH, '0].tls.serverCertificate', 'Pod "edge/second"')],
    },
  ],
});
