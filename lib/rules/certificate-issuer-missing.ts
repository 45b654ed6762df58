import type { Manifest } from '../manifest/manifest';
import { append } from '../groups';
import type { IssuerOfCertificate } from '../traffic/issuers';
import { CERTIFICATE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { titleOf } from './title';

const KINDS = ['Issuer', 'ClusterIssuer'];

const issuersByName = oncePer((mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const kind of KINDS) {
    for (const issuer of mesh.catalog.ofKind(`${kind}.cert-manager.io`)) append(found, issuer.name, issuer);
  }
  return found;
});

function absence({ kind, name, namespace }: IssuerOfCertificate): string {
  return `There is no ${kind} "${name}"${kind === 'Issuer' ? ` in namespace "${namespace}"` : ''}`;
}

const EFFECT = 'so that the Certificate is never issued, and its Secret never written';

function violationOf(issuer: IssuerOfCertificate, mesh: Mesh): Violation {
  const path = [...issuer.path, 'name'];
  const refType = 'issuerRef';
  const others = issuersByName(mesh).get(issuer.name) ?? [];
  const titles = others.map((other) => titleOf(other, mesh));
  if (others.length === 0) {
    const fix = `Name an issuer that is there${OR_CONTEXT}`;
    return { path, refType, message: `${absence(issuer)}, ${EFFECT}`, fix };
  }
  const isCluster = others.some(({ kind }) => kind === 'ClusterIssuer');
  const message = `${absence(issuer)}, but ${titles.join(' and ')}: a Certificate is signed by an Issuer of its own namespace or by a ClusterIssuer, ${EFFECT}`;
  if (!isCluster) return { path, refType, message, fix: 'Put an Issuer there, or make it a ClusterIssuer' };
  const value = 'ClusterIssuer';
  const fix = `Write kind: ${value}`;
  return { path, refType, message, fix, replacement: { path: [...issuer.path, 'kind'], value } };
}

export const certificateIssuerMissing: MeshRule = {
  id: 'certificate-issuer-missing',
  code: 'SI0127',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'The issuer of a Certificate is there: an Issuer of its namespace, or a ClusterIssuer.',
  check(manifest, { mesh, report, cannotTell }) {
    const issuer = mesh.issuers.of(manifest);
    if (issuer.isForeign || issuer.manifest !== undefined || issuer.name === '') return;
    if (!KINDS.includes(issuer.kind)) {
      const message = `cert-manager.io has issuers of kind ${quoted(KINDS, 'and')}, not "${issuer.kind}", and refuses the Certificate`;
      const fix = 'Write kind: Issuer or ClusterIssuer, or the group of the external issuer';
      return report({ path: [...issuer.path, 'kind'], message, fix, refType: 'issuerRef' });
    }
    if (issuersByName(mesh).size === 0) return cannotTell('an Issuer or ClusterIssuer');
    report(violationOf(issuer, mesh));
  },
};
