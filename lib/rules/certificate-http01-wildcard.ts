import { specOf } from '../manifest/field';
import { CERTIFICATE } from '../traffic/kinds';
import { solverOf } from './http01';
import type { MeshRule } from './rule';
import { titleOf } from './title';

export const certificateHttp01Wildcard: MeshRule = {
  id: 'certificate-http01-wildcard',
  code: 'SI0129',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'Wildcard names are proved by DNS-01.',
  check(manifest, { mesh, report }) {
    const { issuers } = mesh;
    const issuer = issuers.of(manifest).manifest;
    if (issuer === undefined || issuers.http01Solvers(issuer).length === 0) return;
    for (const { text, path } of specOf(manifest).get('dnsNames').items) {
      if (!text.startsWith('*.') || solverOf(manifest, text, mesh) !== undefined) continue;
      const message = `${titleOf(issuer, mesh)} has no DNS-01 solver for "${text}", and HTTP-01 cannot prove a wildcard, so that the Certificate is never issued`;
      const fix = 'Give the issuer a DNS-01 solver for the domain, or list the names one by one';
      report({ path, message, fix });
    }
  },
};
