import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { CERTIFICATE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { MeshRule } from './rule';
import { titleOf } from './title';

const issuersIn = oncePer(findIssuers);

/** The issuer that signs with the key of a Certificate. */
function issuerWith(certificate: Manifest, mesh: Mesh): Manifest | undefined {
  return issuersIn(mesh).get(certificate);
}

function findIssuers(mesh: Mesh): ReadonlyMap<Manifest, Manifest> {
  const kinds = ['Issuer', 'ClusterIssuer'].map((kind) => `${kind}.cert-manager.io`);
  const issuers = kinds.flatMap((kind) => mesh.catalog.ofKind(kind));
  return new Map(
    issuers
      .filter((issuer) => mesh.issuers.type(issuer) === 'ca')
      .flatMap((issuer) =>
        mesh.authorities.caSourcesOf(issuer).flatMap(({ certificate }) => (certificate ? [[certificate, issuer]] : [])),
      ),
  );
}

export const certificateCaRotation: MeshRule = {
  id: 'certificate-ca-rotation',
  code: 'SI0139',
  severity: 'warning',
  kinds: [CERTIFICATE],
  summary: 'The Certificate of a CA keeps its key when it is renewed.',
  check(manifest, { mesh, report }) {
    const policy = specOf(manifest).get('privateKey', 'rotationPolicy');
    if (policy.text === 'Never' || !specOf(manifest).get('isCA').flag) return;
    const issuer = issuerWith(manifest, mesh);
    if (issuer === undefined) return;
    const state = policy.text === '' ? 'rotationPolicy is "Always" by default' : `rotationPolicy is "${policy.text}"`;
    const message = `${state}: when this Certificate is renewed, ${titleOf(issuer, mesh)} gets a new key, and all that it has signed is no longer trusted by who has the new CA, nor what it signs from then on by who has the old one`;
    const replacement = { path: policy.path, value: 'Never' };
    report({
      path: policy.path,
      message,
      fix: 'Write rotationPolicy: Never, and give the CA a long duration',
      replacement,
    });
  },
};
