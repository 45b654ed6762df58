import type { Manifest, Path } from '../manifest/manifest';
import { credentialKeys, dataOf, filledKeys } from './secret-keys';

/** What a certificate says of itself; nothing of its key. */
interface X509Facts {
  readonly dnsNames: readonly string[];
  /** Milliseconds of the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly isCA: boolean;
}

interface SecretCertificate {
  /** Where the certificate is in the Secret. */
  readonly path: Path;
  /** Undefined when the first PEM block is no certificate. */
  readonly facts: X509Facts | undefined;
}

/**
 * The server certificate that Istio would take from a Secret with data: the first one of `cert`, else of `tls.crt`.
 * Undefined when the Secret has no such pair of certificate and key.
 */
export function certificateInSecret(secret: Manifest): SecretCertificate | undefined {
  const keys = credentialKeys(filledKeys(secret) ?? []);
  const field = keys && dataOf(secret).get(keys.certificate);
  if (field === undefined) return undefined;
  const isPlain = field.path[0] === 'stringData';
  const text = isPlain ? field.text : Buffer.from(field.text, 'base64').toString('latin1');
  return { path: field.path, facts: x509Facts(text) };
}

/** Reads the first PEM block, as Istio does; those that follow are the chain. */
export function x509Facts(pem: string): X509Facts | undefined {
  const [, label, base64 = ''] = FIRST_BLOCK.exec(pem) ?? [];
  if (label !== 'CERTIFICATE') return undefined;
  const { X509Certificate }: typeof import('node:crypto') = require('node:crypto');
  try {
    const { validFrom, validTo, subjectAltName, ca } = new X509Certificate(Buffer.from(base64, 'base64'));
    const dates = { notBefore: Date.parse(validFrom), notAfter: Date.parse(validTo) };
    return { dnsNames: dnsNamesOf(subjectAltName ?? ''), ...dates, isCA: ca };
  } catch {
    // Whatever the bytes are, they are no certificate.
    return undefined;
  }
}

const FIRST_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/;

/** `DNS:a.example, IP Address:192.0.2.1`; Node quotes names with characters that could pass for this syntax. */
function dnsNamesOf(subjectAltName: string): readonly string[] {
  return subjectAltName
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length))
    .filter((name) => name !== '');
}
