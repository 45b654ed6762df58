import { acme, certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const by = (usages: string) =>
  certificate('shop/web', `dnsNames: [a.b], usages: [${usages}], issuerRef: { name: own }`);
const PUBLIC = issuer('shop/own', acme('{ dns01: {} }'));

testMeshRule('certificate-public-client-auth', {
  valid: [
    { name: 'server auth', objects: by('digital signature, server auth') + PUBLIC },
    { name: 'no usages', objects: certificate('shop/web') + PUBLIC },
    { name: 'a private issuer', objects: by('client auth') + issuer('shop/own') },
    {
      name: 'an ACME server of their own',
      objects: by('client auth') + issuer('shop/own', acme('{ dns01: {} }', 'https://ca.internal/acme')),
    },
    { name: 'no issuer', objects: by('client auth') },
  ],
  invalid: [
    {
      name: 'a client',
      objects: by('digital signature, client auth') + PUBLIC,
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.usages[1]',
          message:
            'Issuer "shop/own" is a public authority, and these issue no certificates for "client auth" since 2026: servers that verify clients refuse what comes',
          fix: 'Use a private issuer for the certificate of a client',
        },
      ],
    },
    {
      name: 'a server that is a client, too',
      objects: by('server auth, client auth') + PUBLIC,
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.usages[1]',
          message:
            'Issuer "shop/own" is a public authority, and these issue no certificates for "client auth" since 2026: the certificate comes without it, and no server accepts it from a client',
          fix: 'Leave "client auth" out',
          severity: 'warning',
        },
      ],
    },
    {
      name: 'a ClusterIssuer of the context, for staging',
      objects: certificate('shop/web', 'usages: [client auth], issuerRef: { name: own, kind: ClusterIssuer }'),
      context: issuer('/own', acme('{ dns01: {} }', 'https://acme-staging-v02.api.letsencrypt.org/directory')),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.usages[0]',
          message:
            'ClusterIssuer "own" is a public authority, and these issue no certificates for "client auth" since 2026: servers that verify clients refuse what comes',
          fix: 'Use a private issuer for the certificate of a client',
        },
      ],
    },
  ],
});
