import { specOf } from '../manifest/field';
import { CERTIFICATE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { titleOf } from './title';

export const certificateAcmeAddress: MeshRule = {
  id: 'certificate-acme-address',
  code: 'SI0137',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'Addresses are not asked of public authorities without the profile for them.',
  check(manifest, { mesh, report }) {
    const issuer = mesh.issuers.of(manifest).manifest;
    const [address] = specOf(manifest)
      .get('ipAddresses')
      .items.filter(({ text }) => text !== '');
    if (address === undefined || issuer === undefined || mesh.issuers.isPublic(issuer) !== true) return;
    if (specOf(issuer).get('acme', 'profile').text === 'shortlived') return;
    const message = `${titleOf(issuer, mesh)} is a public authority, and these sign addresses such as "${address.text}" with the profile "shortlived" only: the Certificate is never issued`;
    const fix = 'Leave ipAddresses out and use a name, or use a private issuer, or one with acme.profile "shortlived"';
    report({ path: address.path, message, fix });
  },
};
