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

testRule('server-tls-istio-mutual', 'error', {
  valid: [
    tls('{ mode: ISTIO_MUTUAL }'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: "", tlsCertificates: [], subjectAltNames: [a] }'),
    tls('{ mode: MUTUAL, credentialName: shop }'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: shop }', 'HTTP'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: shop }', 'TCP'),
    tls('null'),
  ],
  invalid: [
    {
      object: tls('{ mode: ISTIO_MUTUAL, credentialName: shop }'),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialName',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses credentialName beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
      ],
    },
    {
      object: tls('{ mode: ISTIO_MUTUAL, credentialNames: [shop] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialNames',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses credentialNames beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
      ],
    },
    {
      object: tls(`{ mode: ISTIO_MUTUAL, ${PAIR}, caCertificates: /ca }`, 'TLS'),
      violations: [
        {
          path: 'spec.servers[0].tls.serverCertificate',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses serverCertificate beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
        {
          path: 'spec.servers[0].tls.privateKey',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses privateKey beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
        {
          path: 'spec.servers[0].tls.caCertificates',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses caCertificates beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
      ],
    },
    {
      object: tls(`{ mode: ISTIO_MUTUAL, tlsCertificates: [{ ${PAIR} }] }`),
      violations: [
        {
          path: 'spec.servers[0].tls.tlsCertificates',
          message: 'Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses tlsCertificates beside it',
          fix: 'Remove it, or use mode MUTUAL',
        },
      ],
    },
  ],
});

testRule('server-tls-passthrough', 'warning', {
  valid: [
    tls('{}'),
    tls('{ mode: PASSTHROUGH }'),
    tls('{ mode: AUTO_PASSTHROUGH }', 'TLS'),
    tls('{ mode: SIMPLE, credentialName: shop }'),
    tls('{ httpsRedirect: true }', 'HTTP'),
    tls('{ caCertificates: /ca }', 'HTTP'),
    tls('{ credentialName: shop }', 'TCP'),
    sidecar('{}'),
    sidecar('{ credentialName: shop }'),
    sidecar(`{ ${PAIR} }`, 'HTTP'),
  ],
  invalid: [
    {
      object: tls('{ credentialName: shop }'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'No mode means PASSTHROUGH, which does not open TLS, so credentialName will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: tls('{ mode: PASSTHROUGH, credentialName: shop, caCrl: /crl }', 'TLS'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'Mode PASSTHROUGH does not open TLS, so caCrl, credentialName will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: tls(`{ mode: AUTO_PASSTHROUGH, ${PAIR}, caCertificates: /ca }`),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message:
            'Mode AUTO_PASSTHROUGH does not open TLS, so serverCertificate, privateKey, caCertificates will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: tls('{ mode: PASSTHROUGH, credentialNames: [a, b] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'Mode PASSTHROUGH does not open TLS, so credentialNames will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: tls(`{ tlsCertificates: [{ ${PAIR} }] }`, 'HTTP3'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'No mode means PASSTHROUGH, which does not open TLS, so tlsCertificates will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: tls('{ httpsRedirect: true, credentialName: shop }', 'HTTP'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'No mode means PASSTHROUGH, which does not open TLS, so credentialName will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
    {
      object: sidecar(`{ ${PAIR} }`, 'TLS'),
      violations: [
        {
          path: 'spec.ingress[0].tls.mode',
          message:
            'No mode means PASSTHROUGH, which does not open TLS, so serverCertificate, privateKey will be ignored',
          fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
        },
      ],
    },
  ],
});

testRule('server-tls-one-source', 'error', {
  valid: [
    tls(`{ mode: SIMPLE, ${PAIR} }`),
    tls('{ mode: SIMPLE, credentialName: shop }'),
    tls('{ mode: SIMPLE, credentialNames: [a, b] }'),
    tls(`{ mode: SIMPLE, tlsCertificates: [{ ${PAIR} }] }`),
    tls('{ mode: SIMPLE, credentialName: shop, serverCertificate: /crt }'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: a, credentialNames: [b] }'),
  ],
  invalid: [
    {
      object: tls(`{ mode: SIMPLE, ${PAIR}, credentialName: shop }`),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialName',
          message:
            'The certificate comes from serverCertificate and credentialName, and istiod refuses more than one source',
          fix: 'Keep one of serverCertificate and credentialName',
        },
      ],
    },
    {
      object: tls('{ mode: MUTUAL, credentialName: shop, credentialNames: [a] }'),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialNames',
          message:
            'The certificate comes from credentialName and credentialNames, and istiod refuses more than one source',
          fix: 'Keep one of credentialName and credentialNames',
        },
      ],
    },
    {
      object: tls(`{ mode: OPTIONAL_MUTUAL, credentialNames: [a], tlsCertificates: [{ ${PAIR} }] }`),
      violations: [
        {
          path: 'spec.servers[0].tls.tlsCertificates',
          message:
            'The certificate comes from credentialNames and tlsCertificates, and istiod refuses more than one source',
          fix: 'Keep one of credentialNames and tlsCertificates',
        },
      ],
    },
    {
      object: tls(`{ mode: SIMPLE, ${PAIR}, tlsCertificates: [{ ${PAIR} }] }`),
      violations: [
        {
          path: 'spec.servers[0].tls.tlsCertificates',
          message:
            'The certificate comes from serverCertificate and tlsCertificates, and istiod refuses more than one source',
          fix: 'Keep one of serverCertificate and tlsCertificates',
        },
      ],
    },
    {
      object: tls(`{ ${PAIR}, credentialName: shop }`),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialName',
          message:
            'The certificate comes from serverCertificate and credentialName, and istiod refuses more than one source',
          fix: 'Keep one of serverCertificate and credentialName',
        },
      ],
    },
  ],
});

testRule('server-tls-source', 'error', {
  valid: [
    tls('{ mode: SIMPLE, credentialName: shop }'),
    tls('{ mode: MUTUAL, credentialName: shop }'),
    tls('{ mode: OPTIONAL_MUTUAL, credentialNames: [shop] }'),
    tls(`{ mode: SIMPLE, ${PAIR} }`),
    tls(`{ mode: MUTUAL, ${PAIR}, caCertificates: /ca }`),
    tls(`{ mode: MUTUAL, caCertificates: /ca, tlsCertificates: [{ ${PAIR} }, { ${PAIR} }] }`),
    tls('{}'),
    tls('{ mode: ISTIO_MUTUAL }'),
    tls('{ mode: SIMPLE }', 'HTTP'),
    tls('{ mode: SIMPLE }', 'TCP'),
    sidecar(`{ mode: SIMPLE, ${PAIR} }`),
    sidecar('{ mode: SIMPLE }', 'HTTP'),
  ],
  invalid: [
    {
      object: tls('{ mode: SIMPLE }'),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialName',
          message: 'Mode SIMPLE terminates TLS, and the server names no certificate to do it with',
          fix: 'Set `credentialName` to the Secret of the certificate',
        },
      ],
    },
    {
      object: tls('{ mode: MUTUAL }', 'TLS'),
      violations: [
        {
          path: 'spec.servers[0].tls.credentialName',
          message: 'Mode MUTUAL terminates TLS, and the server names no certificate to do it with',
          fix: 'Set `credentialName` to the Secret of the certificate',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, serverCertificate: /crt }'),
      violations: [
        {
          path: 'spec.servers[0].tls.privateKey',
          message: 'Mode SIMPLE without a credential needs the file of a private key, and privateKey is missing',
          fix: 'Set `privateKey`',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, privateKey: /key }'),
      violations: [
        {
          path: 'spec.servers[0].tls.serverCertificate',
          message: 'Mode SIMPLE without a credential needs the file of a certificate, and serverCertificate is missing',
          fix: 'Set `serverCertificate`',
        },
      ],
    },
    {
      object: tls(`{ mode: MUTUAL, ${PAIR} }`),
      violations: [
        {
          path: 'spec.servers[0].tls.caCertificates',
          message:
            'Mode MUTUAL without a credential needs the file of a CA to verify clients with, and caCertificates is missing',
          fix: 'Set `caCertificates`',
        },
      ],
    },
    {
      object: tls('{ mode: OPTIONAL_MUTUAL, caCertificates: /ca }'),
      violations: [
        {
          path: 'spec.servers[0].tls.serverCertificate',
          message:
            'Mode OPTIONAL_MUTUAL without a credential needs the file of a certificate, and serverCertificate is missing',
          fix: 'Set `serverCertificate`',
        },
        {
          path: 'spec.servers[0].tls.privateKey',
          message:
            'Mode OPTIONAL_MUTUAL without a credential needs the file of a private key, and privateKey is missing',
          fix: 'Set `privateKey`',
        },
      ],
    },
    {
      object: tls(`{ mode: SIMPLE, tlsCertificates: [{ ${PAIR} }, { serverCertificate: /crt }, null] }`),
      violations: [
        {
          path: 'spec.servers[0].tls.tlsCertificates[1].privateKey',
          message: 'Mode SIMPLE without a credential needs the file of a private key, and privateKey is missing',
          fix: 'Set `privateKey`',
        },
        {
          path: 'spec.servers[0].tls.tlsCertificates[2].serverCertificate',
          message: 'Mode SIMPLE without a credential needs the file of a certificate, and serverCertificate is missing',
          fix: 'Set `serverCertificate`',
        },
        {
          path: 'spec.servers[0].tls.tlsCertificates[2].privateKey',
          message: 'Mode SIMPLE without a credential needs the file of a private key, and privateKey is missing',
          fix: 'Set `privateKey`',
        },
      ],
    },
    {
      object: sidecar('{ mode: SIMPLE }'),
      violations: [
        {
          path: 'spec.ingress[0].tls.serverCertificate',
          message: 'Mode SIMPLE without a credential needs the file of a certificate, and serverCertificate is missing',
          fix: 'Set `serverCertificate`',
        },
        {
          path: 'spec.ingress[0].tls.privateKey',
          message: 'Mode SIMPLE without a credential needs the file of a private key, and privateKey is missing',
          fix: 'Set `privateKey`',
        },
      ],
    },
    {
      object: sidecar(`{ mode: MUTUAL, ${PAIR} }`, 'TLS'),
      violations: [
        {
          path: 'spec.ingress[0].tls.caCertificates',
          message:
            'Mode MUTUAL without a credential needs the file of a CA to verify clients with, and caCertificates is missing',
          fix: 'Set `caCertificates`',
        },
      ],
    },
  ],
});
