import type { Explanations } from './explanation';
import { httpsGateway } from './gateway-examples';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('gateway', 'ServerTLSSettings')} ${VALIDATION}`;

export const SERVER_TLS_OPTIONS_WEBHOOK_EXPLANATIONS: Explanations = {
  'server-tls-cipher-suites': {
    why: 'The suite is left out, so the server offers fewer than its author chose, or, where all are unknown, its defaults: a scan for weak suites goes on complaining, or old clients cannot connect. The Gateway is taken, and only a warning tells.',
    fix: 'Use the names of OpenSSL, each once. Suites of TLS 1.3 (`TLS_...`) cannot be chosen.',
    bad: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
        cipherSuites:
          - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
`),
    good: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
        cipherSuites:
          - ECDHE-RSA-AES256-GCM-SHA384
`),
    source: SOURCE,
  },
  'server-tls-crl': {
    why: 'A list of revoked certificates counts only where client certificates are asked for, and mode SIMPLE asks for none: its author believes that revoked clients are kept out, and everybody is let in. istiod refuses the Gateway.',
    fix: 'Use mode MUTUAL with the CA of the clients, or remove `caCrl`. Beside `credentialName` the list goes into the Secret, as `ca.crl`.',
    bad: httpsGateway(`        mode: SIMPLE
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
        caCrl: /etc/certs/ca.crl
`),
    good: httpsGateway(`        mode: MUTUAL
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
        caCertificates: /etc/certs/ca.crt
        caCrl: /etc/certs/ca.crl
`),
    source: SOURCE,
  },
  'server-tls-old-version': {
    why: 'The suites that a server offers by itself are for TLS 1.2 and later, so clients of the old versions still fail ("no shared cipher"): the setting helps nobody, and reads as if the port were weak. The Gateway is taken with a warning.',
    fix: 'Use TLSV1_2 or TLSV1_3. Where an old client cannot be replaced, list the `cipherSuites` that it knows.',
    bad: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
        minProtocolVersion: TLSV1_1
`),
    good: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
        minProtocolVersion: TLSV1_2
`),
    source: `${networkingReference('gateway', 'ServerTLSSettings-TLSProtocol')} ${VALIDATION}`,
  },
};
