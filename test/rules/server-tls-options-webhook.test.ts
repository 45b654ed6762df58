import { objectText, testRule } from './rule-tester';

const tls = (settings: string, protocol = 'HTTPS') =>
  objectText(
    'networking.istio.io/v1',
    'Gateway',
    `{ servers: [{ port: { protocol: ${protocol} }, tls: ${settings} }] }`,
  );
const sidecar = (settings: string, protocol = 'HTTPS') =>
  objectText(
    'networking.istio.io/v1',
    'Sidecar',
    `{ ingress: [{ port: { protocol: ${protocol} }, tls: ${settings} }] }`,
  );
const PAIR = 'serverCertificate: /crt, privateKey: /key';

testRule('server-tls-crl', 'error', {
  valid: [
    tls(`{ mode: MUTUAL, ${PAIR}, caCertificates: /ca, caCrl: /crl }`),
    tls('{ mode: MUTUAL, credentialName: shop, caCrl: /crl }'),
    tls('{ mode: SIMPLE, credentialName: shop, caCrl: /crl }'),
    tls('{ mode: PASSTHROUGH, caCrl: /crl }'),
    tls('{ mode: ISTIO_MUTUAL, caCrl: /crl }'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: shop, caCrl: /crl }'),
    tls(`{ mode: SIMPLE, ${PAIR}, caCrl: "" }`),
    sidecar(`{ mode: MUTUAL, ${PAIR}, caCertificates: /ca, caCrl: /crl }`),
  ],
  invalid: [
    {
      object: tls(`{ mode: SIMPLE, ${PAIR}, caCrl: /crl }`),
      violations: [
        {
          path: 'spec.servers[0].tls.caCrl',
          message:
            'caCrl "/crl": mode SIMPLE verifies no clients, so a CRL of theirs has no use, and istiod refuses it',
          fix: 'Remove caCrl',
        },
      ],
    },
    {
      object: tls('{ mode: PASSTHROUGH, credentialName: shop, caCrl: /crl }'),
      violations: [
        {
          path: 'spec.servers[0].tls.caCrl',
          message: 'caCrl "/crl": istiod takes no caCrl beside credentialName, whose Secret has the CRL in it',
          fix: 'Remove caCrl',
        },
      ],
    },
    {
      object: tls('{ credentialName: shop, caCrl: /crl }'),
      violations: [
        {
          path: 'spec.servers[0].tls.caCrl',
          message: 'caCrl "/crl": istiod takes no caCrl beside credentialName, whose Secret has the CRL in it',
          fix: 'Remove caCrl',
        },
      ],
    },
    {
      object: sidecar(`{ mode: SIMPLE, ${PAIR}, caCrl: /crl }`),
      violations: [
        {
          path: 'spec.ingress[0].tls.caCrl',
          message:
            'caCrl "/crl": mode SIMPLE verifies no clients, so a CRL of theirs has no use, and istiod refuses it',
          fix: 'Remove caCrl',
        },
      ],
    },
  ],
});

testRule('server-tls-cipher-suites', 'warning', {
  valid: [
    tls('{ cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384, AES128-SHA] }'),
    tls('{ cipherSuites: [ALL, "-AES128-SHA", "+X", "!Y", "[A|B]", ""] }'),
    tls('{ cipherSuites: [] }'),
    tls('{ cipherSuites: [BOGUS] }', 'TCP'),
    sidecar('{ cipherSuites: [DES-CBC3-SHA] }'),
  ],
  invalid: [
    {
      object: tls('{ cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384, TLS_AES_128_GCM_SHA256] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.cipherSuites[1]',
          message: 'Cipher suite "TLS_AES_128_GCM_SHA256" is none that Envoy has, and will be ignored',
          fix: 'Use the OpenSSL name of a suite, such as "ECDHE-RSA-AES256-GCM-SHA384"',
        },
      ],
    },
    {
      object: tls('{ mode: ISTIO_MUTUAL, cipherSuites: [AES128-SHA, AES256-SHA, AES128-SHA, aes128-sha] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.cipherSuites[2]',
          message: 'Cipher suite "AES128-SHA" is listed before, and will be ignored here',
          fix: 'Remove it',
        },
        {
          path: 'spec.servers[0].tls.cipherSuites[3]',
          message: 'Cipher suite "aes128-sha" is none that Envoy has, and will be ignored',
          fix: 'Use the OpenSSL name of a suite, such as "ECDHE-RSA-AES256-GCM-SHA384"',
        },
      ],
    },
    {
      object: sidecar('{ cipherSuites: [BOGUS, BOGUS] }'),
      violations: [
        {
          path: 'spec.ingress[0].tls.cipherSuites[0]',
          message: 'Cipher suite "BOGUS" is none that Envoy has, and will be ignored',
          fix: 'Use the OpenSSL name of a suite, such as "ECDHE-RSA-AES256-GCM-SHA384"',
        },
        {
          path: 'spec.ingress[0].tls.cipherSuites[1]',
          message: 'Cipher suite "BOGUS" is none that Envoy has, and will be ignored',
          fix: 'Use the OpenSSL name of a suite, such as "ECDHE-RSA-AES256-GCM-SHA384"',
        },
      ],
    },
  ],
});

testRule('server-tls-old-version', 'warning', {
  valid: [
    tls('{ minProtocolVersion: TLSV1_2 }'),
    tls('{ minProtocolVersion: TLS_AUTO }'),
    tls('{ minProtocolVersion: TLSV1_0, cipherSuites: [AES128-SHA] }'),
    tls('{ maxProtocolVersion: TLSV1_1 }'),
    sidecar('{ minProtocolVersion: TLSV1_3 }'),
  ],
  invalid: [
    {
      object: tls('{ minProtocolVersion: TLSV1_0 }'),
      violations: [
        {
          path: 'spec.servers[0].tls.minProtocolVersion',
          message: 'minProtocolVersion TLSV1_0 has no effect: the default cipher suites are for TLS 1.2 and later',
          fix: 'Use TLSV1_2, or list cipherSuites for the old version',
        },
      ],
    },
    {
      object: tls('{ minProtocolVersion: TLSV1_1, cipherSuites: [] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.minProtocolVersion',
          message: 'minProtocolVersion TLSV1_1 has no effect: the default cipher suites are for TLS 1.2 and later',
          fix: 'Use TLSV1_2, or list cipherSuites for the old version',
        },
      ],
    },
    {
      object: sidecar('{ minProtocolVersion: TLSV1_1 }'),
      violations: [
        {
          path: 'spec.ingress[0].tls.minProtocolVersion',
          message: 'minProtocolVersion TLSV1_1 has no effect: the default cipher suites are for TLS 1.2 and later',
          fix: 'Use TLSV1_2, or list cipherSuites for the old version',
        },
      ],
    },
  ],
});
