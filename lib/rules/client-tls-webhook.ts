import type { Manifest } from '../manifest/manifest';
import { type Field, namespaceOf } from '../manifest/field';
import type { ObjectRule } from './rule';
import { settingsOf } from './traffic-policy';
import { refused } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

function clientTlsOf(manifest: Manifest): readonly Field[] {
  return settingsOf(manifest).map((settings) => settings.get('tls'));
}

function modeOf(tls: Field): string {
  return tls.get('mode').text;
}

function hasCredential(tls: Field): boolean {
  return tls.get('credentialName').text !== '';
}

const clientTlsFiles = refused({
  id: 'client-tls-files',
  kinds: KINDS,
  about: ['tls'],
  summary: 'MUTUAL without a credential has the files of a certificate and its key.',
  check(manifest, report) {
    for (const tls of clientTlsOf(manifest).filter((each) => modeOf(each) === 'MUTUAL' && !hasCredential(each))) {
      const missing = [tls.get('clientCertificate'), tls.get('privateKey')].filter(({ text }) => text === '');
      const [first] = missing;
      if (first === undefined) continue;
      const names = missing.map(({ path }) => String(path.at(-1))).join(' and ');
      const message = `Mode MUTUAL sends a client certificate, and without credentialName it needs ${names}`;
      report({ path: first.path, message, fix: `Set credentialName, or ${names}` });
    }
  },
});

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'];

const clientTlsOneSource = refused({
  id: 'client-tls-one-source',
  kinds: KINDS,
  about: ['credentialName'],
  summary: 'Client certificates come from a credential or from files.',
  check(manifest, report) {
    for (const tls of clientTlsOf(manifest).filter((each) => ['SIMPLE', 'MUTUAL'].includes(modeOf(each)))) {
      if (!hasCredential(tls)) continue;
      for (const { path, text } of FILES.map((key) => tls.get(key))) {
        if (text === '') continue;
        const message = `${path.at(-1)} "${text}" stands beside credentialName "${tls.get('credentialName').text}", and istiod refuses both`;
        report({ path, message, fix: 'Keep one of the two' });
      }
    }
  },
});

/** What verifies the server in each mode; the credential of MUTUAL may hold no more than the client's certificate. */
const VERIFYING: Readonly<Record<string, readonly string[]>> = {
  SIMPLE: ['caCertificates', 'credentialName', 'subjectAltNames'],
  MUTUAL: ['caCertificates', 'subjectAltNames'],
};

const clientTlsUnverified = refused({
  id: 'client-tls-unverified',
  kinds: KINDS,
  about: ['insecureSkipVerify'],
  summary: 'insecureSkipVerify comes without anything to verify the server with.',
  check(manifest, report) {
    for (const tls of clientTlsOf(manifest).filter((each) => each.get('insecureSkipVerify').flag)) {
      for (const { path, text, items } of (VERIFYING[modeOf(tls)] ?? []).map((key) => tls.get(key))) {
        // Beside a credential, files are refused as they are.
        if ((text === '' && items.length === 0) || (path.at(-1) === 'caCertificates' && hasCredential(tls))) continue;
        const message = `insecureSkipVerify is on, so ${path.at(-1)} would verify nothing, and istiod refuses the two together`;
        report({ path, message, fix: `Remove insecureSkipVerify, or ${path.at(-1)}` });
      }
    }
  },
});

const CONFIG_MAP = 'configmap://';

const clientTlsConfigMap = refused({
  id: 'client-tls-config-map',
  kinds: KINDS,
  about: ['credentialName'],
  summary: 'A ConfigMap of CAs is in the namespace of the DestinationRule.',
  check(manifest, report) {
    for (const { path, text } of clientTlsOf(manifest).map((tls) => tls.get('credentialName'))) {
      if (!text.startsWith(CONFIG_MAP)) continue;
      const [namespace = '', name = ''] = text.slice(CONFIG_MAP.length).split('/');
      const own = namespaceOf(manifest);
      const fix = `Use "${CONFIG_MAP}${own}/NAME"`;
      if (namespace === '' || name === '')
        report({ path, message: `credentialName "${text}" does not have the form "${CONFIG_MAP}NAMESPACE/NAME"`, fix });
      else if (namespace !== own)
        report({
          path,
          message: `credentialName "${text}" is not in the namespace of the DestinationRule, "${own}"`,
          fix,
        });
    }
  },
});

export const CLIENT_TLS_WEBHOOK_RULES: readonly ObjectRule[] = [
  clientTlsConfigMap,
  clientTlsFiles,
  clientTlsOneSource,
  clientTlsUnverified,
];
