import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { SecretSource } from '../traffic/credentials';
import { CERTIFICATE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Kinds that write a Secret whole, and write it again when something else has. */
const WRITERS: ReadonlySet<string> = new Set([
  'Certificate',
  'ExternalSecret',
  'SealedSecret',
  'VaultSecret',
  'OnePasswordItem',
]);

function isWriter({ by, isCertain, isAddition }: SecretSource): boolean {
  return WRITERS.has(by) && isCertain && !isAddition;
}

/** The same in every order of the input; what is judged comes after what is not, so that it is the one to say it of. */
function rank(manifest: Manifest, mesh: Mesh): string {
  return `${mesh.catalog.isJudged(manifest) ? 1 : 0} ${titleOf(manifest, mesh)}`;
}

/** The Secret that the object writes, in its own namespace. */
function secretName(manifest: Manifest): string {
  const spec = specOf(manifest);
  switch (manifest.kind) {
    case 'Certificate':
      return spec.get('secretName').text;
    case 'ExternalSecret':
      return spec.get('target', 'name').text || manifest.name;
    default:
      return manifest.name;
  }
}

export const certificateSecretShared: MeshRule = {
  id: 'certificate-secret-shared',
  code: 'SI0138',
  severity: 'error',
  kinds: [CERTIFICATE, 'ExternalSecret.external-secrets.io', 'SealedSecret.bitnami.com'],
  summary: 'One Secret is written by one object.',
  check(manifest, { mesh, report }) {
    const namespace = mesh.catalog.namespaceOf(manifest);
    const name = secretName(manifest);
    const all = name === '' ? [] : mesh.credentials.sources(namespace, name);
    if (all.length < 2) return;
    const sources = all.filter(isWriter);
    const own = sources.find((source) => source.manifest === manifest);
    const [other] = sources
      .map((source) => source.manifest)
      .filter((one) => rank(one, mesh) < rank(manifest, mesh))
      .toSorted((one, another) => (rank(one, mesh) < rank(another, mesh) ? -1 : 1));
    if (own === undefined || other === undefined) return;
    const message = `Secret "${namespace}/${name}" is written by ${titleOf(other, mesh)}, too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other`;
    report({ path: own.path, message, fix: 'Write another Secret, or remove one of the two' });
  },
};
