import { specOf } from '../../manifest/field';
import type { Manifest } from '../../manifest/manifest';
import type { Mesh } from '../../traffic/mesh';
import type { Decider } from '../request';
import { listed, type Setting } from './settings';

/** Who issues Certificates: the issuer, and whom it stands for. Nothing where no Certificate is known. */
export function issuerSettings(mesh: Mesh, certificates: readonly Manifest[]): readonly Setting[] {
  if (certificates.length === 0) return [];
  const found = certificates.map((certificate) => issuerOf(mesh, certificate));
  const value = listed(found.map(({ text }) => text));
  return [{ name: 'issuer', value, decidedBy: found.flatMap(({ decidedBy }) => decidedBy) }];
}

function issuerOf(
  { issuers }: Mesh,
  certificate: Manifest,
): { readonly text: string; readonly decidedBy: readonly Decider[] } {
  const { kind, namespace, name, manifest, path } = issuers.of(certificate);
  const title = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  const at = { manifest: certificate, path };
  if (manifest === undefined) return { text: title, decidedBy: [at] };
  const type = issuers.type(manifest);
  const source = type === 'other' ? undefined : sourceOf(manifest, type);
  const what = source === undefined || source.text === '' ? type : `${type} ${source.text}`;
  return { text: `${title} (${what})`, decidedBy: [at, { manifest, path: source?.path ?? ['spec'] }] };
}

/** What an issuer gets its certificates, or its key, from. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  acme: ['acme', 'server'],
  ca: ['ca', 'secretName'],
  vault: ['vault', 'path'],
  selfSigned: ['selfSigned'],
  venafi: ['venafi', 'zone'],
};

function sourceOf(issuer: Manifest, type: string) {
  return specOf(issuer).get(...(SOURCES[type] ?? [type]));
}
