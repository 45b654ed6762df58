import { specOf } from '../manifest/field';
import { CERTIFICATE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { titleOf } from './title';

export const certificatePublicClientAuth: MeshRule = {
  id: 'certificate-public-client-auth',
  code: 'SI0128',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'Client certificates are not asked of public authorities, which issue none.',
  check(manifest, { mesh, report }) {
    const usages = specOf(manifest).get('usages').items;
    const usage = usages.find(({ text }) => text === 'client auth');
    const issuer = mesh.issuers.of(manifest).manifest;
    if (usage === undefined || issuer === undefined || mesh.issuers.isPublic(issuer) !== true) return;
    const { path } = usage;
    const cause = `${titleOf(issuer, mesh)} is a public authority, and these issue no certificates for "client auth" since 2026`;
    if (usages.some(({ text }) => text === 'server auth')) {
      const message = `${cause}: the certificate comes without it, and no server accepts it from a client`;
      report({ path, message, fix: 'Leave "client auth" out', severity: 'warning' });
    } else {
      const message = `${cause}: servers that verify clients refuse what comes`;
      report({ path, message, fix: 'Use a private issuer for the certificate of a client' });
    }
  },
};
