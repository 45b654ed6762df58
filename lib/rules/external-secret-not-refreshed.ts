import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { parseDuration } from '../manifest/go-duration';
import type { MeshRule } from './rule';

/** The field that keeps the Secret as it was first written. Source: refreshPolicy of External Secrets 2.9. */
function freezingField(spec: Field): Field | undefined {
  const policy = spec.get('refreshPolicy');
  if (policy.text === 'CreatedOnce' || policy.text === 'OnChange') return policy;
  const interval = spec.get('refreshInterval');
  return interval.text !== '' && parseDuration(interval.text) === 0n ? interval : undefined;
}

/** Certificates expire; of other values nobody knows. */
function isCertificate(manifest: Manifest): boolean {
  const spec = specOf(manifest);
  const template = spec.get('target', 'template');
  const keys = [
    ...spec.get('data').items.map((item) => item.get('secretKey').text),
    ...template.get('data').entries.map(([key]) => key),
  ];
  return template.get('type').text === 'kubernetes.io/tls' || keys.includes('tls.crt');
}

export const externalSecretNotRefreshed: MeshRule = {
  id: 'external-secret-not-refreshed',
  code: 'SI0143',
  severity: 'warning',
  kinds: ['ExternalSecret.external-secrets.io'],
  summary: 'A certificate that is copied from a store is copied again when it is renewed.',
  check(manifest, { report }) {
    const field = isCertificate(manifest) ? freezingField(specOf(manifest)) : undefined;
    if (field === undefined) return;
    const message = `${field.path.at(-1)} "${field.text}" leaves the Secret as it is when the certificate in the store is renewed, so that the copy expires, and clients refuse it`;
    report({ path: field.path, message, fix: 'Use refreshPolicy: Periodic with a refreshInterval such as "1h"' });
  },
};
