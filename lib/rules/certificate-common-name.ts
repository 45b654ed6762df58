import { specOf } from '../manifest/field';
import { certificateFacts } from '../traffic/certificate-facts';
import { CERTIFICATE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { titleOf } from './title';

const LONGEST = 64;

export const certificateCommonName: MeshRule = {
  id: 'certificate-common-name',
  code: 'SI0135',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'The commonName of a Certificate is short enough, and one of its names where ACME wants that.',
  check(manifest, { mesh, report }) {
    const { path, text } = specOf(manifest).get('commonName');
    if (text === '') return;
    const length = Buffer.byteLength(text);
    if (length > LONGEST) {
      const message = `commonName "${text}" has ${length} bytes, and with more than ${LONGEST} cert-manager refuses the Certificate`;
      return report({ path, message, fix: 'Leave commonName out: clients read dnsNames only' });
    }
    const issuer = mesh.issuers.of(manifest).manifest;
    if (issuer === undefined || mesh.issuers.type(issuer) !== 'acme') return;
    const { dnsNames, ipAddresses } = certificateFacts(manifest);
    if ([...dnsNames, ...ipAddresses].includes(text)) return;
    const message = `commonName "${text}" is none of the dnsNames, which ${titleOf(issuer, mesh)} needs as an ACME issuer: the Certificate is never issued`;
    report({ path, message, fix: `Leave commonName out, or add "${text}" to dnsNames` });
  },
};
