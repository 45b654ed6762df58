import { EXPIRED, FUTURE, VALID } from './certificates';
import { certificate, onEdge, gateway, https, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const WEB = gateway(https('mode: SIMPLE, credentialName: shop'));

const text = (value: unknown) => `, stringData: ${JSON.stringify(value)}`;
const data = (pem: string) =>
  `, data: ${JSON.stringify({ 'tls.crt': Buffer.from(pem).toString('base64'), 'tls.key': 'eA==' })}`;
const withText = (value: unknown) => WEB + secret('edge/shop', text(value));

testMeshRule(
  'gateway-credential-invalid',
  onEdge({
    valid: [
      { name: 'a valid certificate', objects: WEB + secret('edge/shop', data(VALID)) },
      { name: 'a valid certificate as text', objects: withText({ cert: VALID, key: 'x' }) },
      { name: 'by name and type only', objects: WEB, context: secret('edge/shop', ', type: kubernetes.io/tls') },
      { name: 'no Secret', objects: WEB },
      {
        name: 'written by a Certificate, too',
        objects: WEB + secret('edge/shop', text({ a: 'b' })) + certificate('edge/shop'),
      },
      { name: 'of another namespace', objects: WEB + secret('shop/shop', text({ a: 'b' })) },
      { name: 'not used', objects: gateway(https('mode: PASSTHROUGH')) + secret('edge/shop', text({ a: 'b' })) },
      {
        name: 'the cert of two keys counts',
        objects: withText({ cert: VALID, key: 'x', 'tls.crt': EXPIRED, 'tls.key': 'x' }),
      },
      {
        name: 'empty, to be filled by replicator',
        objects: `${WEB}
---
apiVersion: v1
kind: Secret
metadata: { name: shop, namespace: edge, annotations: { replicator.v1.mittwald.de/replicate-from: pki/shop } }
data: { tls.crt: "", tls.key: "" }
`,
      },
    ],
    invalid: [
      {
        name: 'no key',
        objects: withText({ 'tls.crt': VALID }),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Secret "edge/shop" has "tls.crt", and not a certificate with its private key, so that clients get a reset of their TLS handshake',
            fix: 'Give the Secret "tls.crt" and "tls.key", or "cert" and "key"',
          },
        ],
      },
      {
        name: 'a key without its certificate',
        objects: withText({ cert: VALID, 'tls.key': 'x' }),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Secret "edge/shop" has "cert" and "tls.key", and not a certificate with its private key, so that clients get a reset of their TLS handshake',
            fix: 'Give the Secret "tls.crt" and "tls.key", or "cert" and "key"',
          },
        ],
      },
      {
        name: 'empty values',
        objects: withText({ 'tls.crt': '', 'tls.key': '' }),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'Secret "edge/shop" has no key with a value, and not a certificate with its private key, so that clients get a reset of their TLS handshake',
            fix: 'Give the Secret "tls.crt" and "tls.key", or "cert" and "key"',
          },
        ],
      },
      {
        name: 'no PEM',
        objects: WEB + secret('edge/shop', data('shop')),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'data["tls.crt"] of Secret "edge/shop" does not begin with a certificate in PEM form, so that clients get a reset of their TLS handshake',
            fix: "Begin with the server's certificate, and let those of the authorities follow",
          },
        ],
      },
      {
        name: 'a key first',
        objects: withText({
          cert: `-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n${VALID}`,
          key: 'x',
        }),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message:
              'stringData.cert of Secret "edge/shop" does not begin with a certificate in PEM form, so that clients get a reset of their TLS handshake',
            fix: "Begin with the server's certificate, and let those of the authorities follow",
          },
        ],
      },
      {
        name: 'expired',
        objects: WEB + secret('edge/shop', data(EXPIRED)),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message: 'The certificate in Secret "edge/shop" has expired on 2021-01-01, and clients refuse it',
            fix: 'Renew the certificate, such as by a Certificate of cert-manager in place of the Secret',
          },
        ],
      },
      {
        name: 'not yet valid, of the context, with its chain',
        objects: WEB,
        context: secret('edge/shop', text({ cert: FUTURE + EXPIRED, key: 'x' })),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialName',
            message: 'The certificate in Secret "edge/shop" is not valid before 2120-01-01, and clients refuse it',
            fix: 'Renew the certificate, such as by a Certificate of cert-manager in place of the Secret',
          },
        ],
      },
      {
        name: 'both of credentialNames',
        objects:
          gateway(https('mode: SIMPLE, credentialNames: [a, b]')) +
          secret('edge/a', data(EXPIRED)) +
          secret('edge/b', text({ c: 'd' })),
        findings: [
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialNames[0]',
            message: 'The certificate in Secret "edge/a" has expired on 2021-01-01, and clients refuse it',
            fix: 'Renew the certificate, such as by a Certificate of cert-manager in place of the Secret',
          },
          {
            on: 'Gateway shop/web',
            path: 'spec.servers[0].tls.credentialNames[1]',
            message:
              'Secret "edge/b" has "c", and not a certificate with its private key, so that clients get a reset of their TLS handshake',
            fix: 'Give the Secret "tls.crt" and "tls.key", or "cert" and "key"',
          },
        ],
      },
    ],
  }),
);
