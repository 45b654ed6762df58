import type { Field } from '../manifest/field';
import { GATEWAY, SIDECAR } from '../traffic/kinds';
import type { ObjectRule } from './rule';
import { given, hasCredential, isPassthrough, tlsMode, tlsOf } from './server-tls';
import { refused, warned } from './webhook-rule';

/** What Envoy's TLS library offers in TLS 1.2 and below; TLS 1.3 has fixed suites. */
const CIPHER_SUITES = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
];

/** Credentials end the webhook's look at terminating servers, so that they may have a CRL. */
function crlFault(tls: Field): string | undefined {
  if (isPassthrough(tls) && given(tls, ['credentialName']).length > 0)
    return 'istiod takes no caCrl beside credentialName, whose Secret has the CRL in it';
  if (tlsMode(tls) === 'SIMPLE' && !hasCredential(tls))
    return 'mode SIMPLE verifies no clients, so a CRL of theirs has no use, and istiod refuses it';
  return undefined;
}

const serverTlsCrl = refused({
  id: 'server-tls-crl',
  kinds: [GATEWAY, SIDECAR],
  about: ['caCrl'],
  summary: 'A CRL is given where client certificates are verified with files.',
  check(manifest, report) {
    for (const tls of tlsOf(manifest)) {
      const { path, text } = tls.get('caCrl');
      const fault = crlFault(tls);
      if (text === '' || fault === undefined) continue;
      report({ path, message: `caCrl "${text}": ${fault}`, fix: 'Remove caCrl' });
    }
  },
});

/** `+X`, `-X` and the like are expressions that Envoy reads itself. */
function isKnownSuite(suite: string): boolean {
  return suite === '' || suite === 'ALL' || !/^[A-Za-z0-9]/.test(suite) || CIPHER_SUITES.includes(suite);
}

const serverTlsCipherSuites = warned({
  id: 'server-tls-cipher-suites',
  kinds: [GATEWAY, SIDECAR],
  about: ['cipherSuites'],
  summary: 'Cipher suites are known, and listed once.',
  check(manifest, report) {
    for (const { items } of tlsOf(manifest).map((tls) => tls.get('cipherSuites'))) {
      for (const [index, { path, text }] of items.entries()) {
        if (!isKnownSuite(text)) {
          const message = `Cipher suite "${text}" is none that Envoy has, and will be ignored`;
          report({ path, message, fix: 'Use the OpenSSL name of a suite, such as "ECDHE-RSA-AES256-GCM-SHA384"' });
        } else if (items.slice(0, index).some((other) => other.text === text)) {
          const message = `Cipher suite "${text}" is listed before, and will be ignored here`;
          report({ path, message, fix: 'Remove it' });
        }
      }
    }
  },
});

const serverTlsOldVersion = warned({
  id: 'server-tls-old-version',
  kinds: [GATEWAY, SIDECAR],
  about: ['minProtocolVersion'],
  summary: 'TLS 1.0 and 1.1 come with cipher suites that they can use.',
  check(manifest, report) {
    for (const tls of tlsOf(manifest)) {
      const { path, text } = tls.get('minProtocolVersion');
      if (!['TLSV1_0', 'TLSV1_1'].includes(text) || tls.get('cipherSuites').items.length > 0) continue;
      const message = `minProtocolVersion ${text} has no effect: the default cipher suites are for TLS 1.2 and later`;
      report({ path, message, fix: 'Use TLSV1_2, or list cipherSuites for the old version' });
    }
  },
});

export const SERVER_TLS_OPTIONS_WEBHOOK_RULES: readonly ObjectRule[] = [
  serverTlsCipherSuites,
  serverTlsCrl,
  serverTlsOldVersion,
];
