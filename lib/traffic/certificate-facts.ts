import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import type { Manifest, Path } from '../manifest/manifest';

export const CERT_MANAGER = 'cert-manager.io';

/** An `issuerRef` with cert-manager's defaults. */
export interface IssuerRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

/** What a cert-manager Certificate asks for. */
interface CertificateFacts {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  readonly commonName: string;
  readonly usages: readonly string[];
  readonly isCA: boolean;
  /** In the Certificate's own namespace. */
  readonly secretName: string;
  readonly issuer: IssuerRef;
}

/** Without an extended key usage, so that neither servers nor clients are ruled out. */
const DEFAULT_USAGES = ['digital signature', 'key encipherment'];

/** Reads `spec` of a Certificate (cert-manager.io/v1); what is missing has cert-manager's default. */
export const certificateFacts = keepLast((manifest: Manifest): CertificateFacts => {
  const spec = specOf(manifest);
  const usages = textsOf(spec.get('usages'));
  return {
    dnsNames: textsOf(spec.get('dnsNames')),
    ipAddresses: textsOf(spec.get('ipAddresses')),
    uris: textsOf(spec.get('uris')),
    commonName: spec.get('commonName').text,
    usages: usages.length === 0 ? DEFAULT_USAGES : usages,
    isCA: spec.get('isCA').flag,
    secretName: spec.get('secretName').text,
    issuer: issuerRefIn(spec),
  };
});

/** The names and addresses that the certificate will be for. */
export function namesOf(manifest: Manifest): readonly string[] {
  const spec = specOf(manifest);
  return [...textsOf(spec.get('dnsNames')), ...textsOf(spec.get('ipAddresses'))];
}

/** What `spec` of a Certificate asks for. */
export function issuerRefIn(spec: Field): IssuerRef {
  const ref = spec.get('issuerRef');
  return {
    group: ref.get('group').text || CERT_MANAGER,
    kind: ref.get('kind').text || 'Issuer',
    name: ref.get('name').text,
    path: ref.path,
  };
}

/**
 * Whether a certificate for these names is valid for the host. A wildcard stands for exactly one label, never for the
 * domain itself, and a host that is a wildcard needs that very wildcard. The commonName is no such name: TLS clients
 * have not read it since RFC 6125, whether there are dnsNames or not.
 */
export function covers(dnsNames: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  if (wanted === '') return false;
  if (hasName(dnsNames, wanted)) return true;
  const parent = parentOf(wanted);
  return parent !== '' && !wanted.startsWith('*.') && hasName(dnsNames, `*.${parent}`);
}

function hasName(dnsNames: readonly string[], wanted: string): boolean {
  return dnsNames.some((name) => name.toLowerCase() === wanted);
}

/** The host without its first label; empty when it has no other. */
function parentOf(host: string): string {
  const dot = host.indexOf('.');
  return dot <= 0 ? '' : host.slice(dot + 1);
}

function textsOf(list: Field): readonly string[] {
  const texts: string[] = [];
  for (const { text } of list.items) if (text !== '') texts.push(text);
  return texts;
}
