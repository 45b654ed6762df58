import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';

/** Keys of a Secret that Istio reads together. */
interface CredentialKeys {
  readonly certificate: string;
  readonly privateKey: string;
}

/** In the order in which istiod looks. */
const PAIRS: readonly CredentialKeys[] = [
  { certificate: 'cert', privateKey: 'key' },
  { certificate: 'tls.crt', privateKey: 'tls.key' },
];

const CERTIFICATE_KEYS = PAIRS.map(({ certificate }) => certificate);
const CA_KEYS = ['cacert', 'ca.crt'];

/** The keys of a server certificate and its private key: `cert` with `key`, else `tls.crt` with `tls.key`. */
export function credentialKeys(keys: readonly string[]): CredentialKeys | undefined {
  return PAIRS.find(({ certificate, privateKey }) => keys.includes(certificate) && keys.includes(privateKey));
}

/** Whether there is a CA for client certificates: `cacert` or `ca.crt`. */
export function hasCaKey(keys: readonly string[]): boolean {
  return CA_KEYS.some((key) => keys.includes(key));
}

export function isCertificateKey(key: string): boolean {
  return CERTIFICATE_KEYS.includes(key);
}

/**
 * The keys of a Secret or ConfigMap that have a value. Undefined when the object carries no data, as one does that
 * stands for what the platform writes.
 */
export function filledKeys(manifest: Manifest): readonly string[] | undefined {
  const fields = dataOf(manifest);
  if (fields.size === 0) return undefined;
  return [...fields].filter(([, { text }]) => text !== '').map(([key]) => key);
}

/** The data fields of a Secret or ConfigMap by key; `stringData` goes over `data`, as the API server merges them. */
export function dataOf(manifest: Manifest): ReadonlyMap<string, Field> {
  const root = Field.root(manifest);
  return new Map(['data', 'binaryData', 'stringData'].flatMap((name) => root.get(name).entries));
}
