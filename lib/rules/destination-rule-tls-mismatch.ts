import { groupBy } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { pathText } from '../manifest/manifest';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { PeerMode } from '../traffic/peer-authentications';
import { type TlsUse, tlsUsesOf } from '../traffic/tls-uses';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { inboundMode } from './sidecar-inbound';
import { titleOf } from './title';
import { meshBasis, namespaceBasis } from './wide-mutual';
import { widePlaintextOf } from './wide-plaintext';

interface Mismatch extends TlsUse {
  readonly policy: Manifest;
}

/** What sidecars have to be told for them to refuse what clients send. */
function refusing(mode: string): PeerMode['mode'] {
  return mode === 'ISTIO_MUTUAL' ? 'DISABLE' : 'STRICT';
}

function mismatchOf(use: TlsUse, mesh: Mesh): Mismatch | undefined {
  for (const pod of use.pods) {
    const found = inboundMode(pod, use.service, use.port, mesh);
    if (found?.mode !== refusing(use.mode) || found.decidedBy === undefined) continue;
    if (!isReportedWide(use, found.decidedBy.manifest, mesh)) return { ...use, policy: found.decidedBy.manifest };
  }
  return undefined;
}

/** Of a rule and a policy that are both for a whole namespace or the mesh, other rules report one of the two. */
function isReportedWide({ rule, tls, mode }: TlsUse, policy: Manifest, mesh: Mesh): boolean {
  if (pathText(tls.path) !== 'spec.trafficPolicy.tls') return false;
  if (mode !== 'ISTIO_MUTUAL') return widePlaintextOf(rule, mesh)?.policy === policy;
  const namespace = mesh.catalog.namespaceOf(policy);
  const basis = namespace === mesh.config.rootNamespace ? meshBasis(mesh) : namespaceBasis(namespace, mesh);
  const isWide = mesh.peerAuthentication.selectorless(namespace).includes(policy);
  return isWide && basis?.rule === rule && mesh.catalog.isJudged(policy);
}

const SENT: Readonly<Record<string, string>> = {
  DISABLE: 'plaintext',
  SIMPLE: 'TLS without a certificate of the mesh',
  MUTUAL: 'TLS with a certificate that is not of the mesh',
  ISTIO_MUTUAL: 'mutual TLS',
};

function violationOf(found: readonly Mismatch[], mesh: Mesh): Violation | undefined {
  const [first] = found;
  if (first === undefined) return undefined;
  const { tls, mode, policy } = first;
  const path = [...tls.path, 'mode'];
  const hosts = [...new Set(found.map(({ service }) => service.host))];
  const isMutual = mode === 'ISTIO_MUTUAL';
  const taken = isMutual ? 'nothing but plaintext' : 'nothing but mutual TLS';
  const message = `Clients send ${SENT[mode] ?? mode} to ${quoted(hosts)}, whose sidecars take ${taken} (${titleOf(policy, mesh)} is ${isMutual ? 'DISABLE' : 'STRICT'}): requests end with 503`;
  const fix = isMutual
    ? 'Write DISABLE, or change the policy to STRICT'
    : 'Write ISTIO_MUTUAL, or remove tls where automatic mutual TLS is on';
  const isAlone = tls.entries.every(([name]) => name === 'mode');
  return { path, message, fix, ...(isAlone && !isMutual && { replacement: { path, value: 'ISTIO_MUTUAL' } }) };
}

export const destinationRuleTlsMismatch: MeshRule = {
  id: 'destination-rule-tls-mismatch',
  code: 'SI0160',
  severity: 'error',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'Clients send what the sidecars of the host take.',
  check(manifest, { mesh, report }) {
    const found = tlsUsesOf(manifest, mesh).flatMap((use) => mismatchOf(use, mesh) ?? []);
    for (const group of groupBy(found, ({ tls }) => pathText(tls.path)).values()) {
      const violation = violationOf(group, mesh);
      if (violation !== undefined) report(violation);
    }
  },
};
