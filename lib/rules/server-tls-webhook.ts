import type { Field } from '../manifest/field';
import { GATEWAY, SIDECAR } from '../traffic/kinds';
import type { ObjectRule, Violation } from './rule';
import { CREDENTIALS, FILES, given, hasCredential, isPassthrough, isTerminating, tlsMode, tlsOf } from './server-tls';
import { refused, warned } from './webhook-rule';

const serverTlsIstioMutual = refused({
  id: 'server-tls-istio-mutual',
  kinds: [GATEWAY],
  about: ['tls'],
  summary: 'ISTIO_MUTUAL uses the certificates of the mesh and takes no others.',
  check(manifest, report) {
    for (const tls of tlsOf(manifest).filter((settings) => tlsMode(settings) === 'ISTIO_MUTUAL')) {
      for (const { path } of given(tls, [...FILES, ...CREDENTIALS])) {
        const message = `Mode ISTIO_MUTUAL uses the certificates of the mesh, so istiod refuses ${path.at(-1)} beside it`;
        report({ path, message, fix: 'Remove it, or use mode MUTUAL' });
      }
    }
  },
});

const serverTlsPassthrough = warned({
  id: 'server-tls-passthrough',
  kinds: [GATEWAY, SIDECAR],
  about: ['tls'],
  summary: 'Servers that pass TLS through name no certificates.',
  check(manifest, report) {
    // A Sidecar may not have credentials at all, which is a fault of its own.
    const keys = [...FILES, 'caCrl', ...(manifest.kind === 'Gateway' ? CREDENTIALS : [])];
    for (const tls of tlsOf(manifest).filter(isPassthrough)) {
      const unused = given(tls, keys).map(({ path }) => path.at(-1));
      const mode = tls.get('mode');
      if (unused.length === 0) continue;
      const why = mode.isSet ? `Mode ${mode.text}` : 'No mode means PASSTHROUGH, which';
      const message = `${why} does not open TLS, so ${unused.join(', ')} will be ignored`;
      report({
        path: mode.path,
        message,
        fix: 'Set a mode that terminates TLS, such as SIMPLE, or remove the certificates',
      });
    }
  },
});

const serverTlsOneSource = refused({
  id: 'server-tls-one-source',
  kinds: [GATEWAY],
  about: ['tls'],
  summary: 'The certificate of a server comes from one source.',
  check(manifest, report) {
    for (const tls of tlsOf(manifest).filter((settings) => tlsMode(settings) !== 'ISTIO_MUTUAL')) {
      const files = given(tls, ['serverCertificate', 'privateKey']);
      const [first, second] = [...(files.length === 2 ? files.slice(0, 1) : []), ...given(tls, CREDENTIALS)];
      if (first === undefined || second === undefined) continue;
      const names = `${first.path.at(-1)} and ${second.path.at(-1)}`;
      const message = `The certificate comes from ${names}, and istiod refuses more than one source`;
      report({ path: second.path, message, fix: `Keep one of ${names}` });
    }
  },
});

function missingFields(tls: Field): Violation[] {
  const mode = tlsMode(tls);
  const list = tls.get('tlsCertificates').items;
  const sources = (list.length > 0 ? list : [tls]).flatMap((source) => [
    { field: source.get('serverCertificate'), what: 'certificate' },
    { field: source.get('privateKey'), what: 'private key' },
  ]);
  const authority = mode === 'SIMPLE' ? [] : [{ field: tls.get('caCertificates'), what: 'CA to verify clients with' }];
  return [...sources, ...authority]
    .filter(({ field }) => field.text === '')
    .map(({ field: { path }, what }) => {
      const message = `Mode ${mode} without a credential needs the file of a ${what}, and ${path.at(-1)} is missing`;
      return { path, message, fix: `Set \`${path.at(-1)}\`` };
    });
}

const serverTlsSource = refused({
  id: 'server-tls-source',
  kinds: [GATEWAY, SIDECAR],
  about: ['tls'],
  summary: 'Servers that terminate TLS have a certificate and its key, and a CA where they verify clients.',
  check(manifest, report) {
    for (const tls of tlsOf(manifest).filter((settings) => isTerminating(settings) && !hasCredential(settings))) {
      const anything = given(tls, [...FILES, 'tlsCertificates']).length > 0;
      if (anything || manifest.kind === 'Sidecar') {
        missingFields(tls).forEach(report);
        continue;
      }
      const message = `Mode ${tlsMode(tls)} terminates TLS, and the server names no certificate to do it with`;
      report({
        path: tls.get('credentialName').path,
        message,
        fix: 'Set `credentialName` to the Secret of the certificate',
      });
    }
  },
});

export const SERVER_TLS_WEBHOOK_RULES: readonly ObjectRule[] = [
  serverTlsIstioMutual,
  serverTlsOneSource,
  serverTlsPassthrough,
  serverTlsSource,
];
