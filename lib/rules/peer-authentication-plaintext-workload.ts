import { isAssumed } from '../traffic/default-gateway';
import { hasStrandedGateway } from './image-auto';
import { mixedService } from './mixed-service';
import { isMeshWide } from './peer-authentication';
import { isLeftOutByNamespace } from './namespace-not-injected';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { unprotectedOn } from './unprotected-services';
import { podOfOwner, WORKLOADS } from './workloads';

export const peerAuthenticationPlaintextWorkload: MeshRule = {
  id: 'peer-authentication-plaintext-workload',
  code: 'SI0162',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'A workload for which a policy demands mutual TLS has a sidecar to enforce it.',
  check(manifest, { mesh, report }) {
    const pod = podOfOwner(manifest, mesh);
    if (pod === undefined || isAssumed(manifest)) return;
    const { kind, why, decidedBy } = mesh.proxies.of(pod);
    const services = mesh.services.of(pod);
    const [service] = services;
    const mode = mesh.peerAuthentication.modeOf(pod);
    if (kind !== 'none' || service === undefined || mode.mode !== 'STRICT' || mode.decidedBy === undefined) return;
    if (isMeshWide(mode, mesh) || unprotectedOn(manifest, mesh).length > 0) return;
    // The namespace keeps its gateway from starting, too, which is told there.
    if (decidedBy?.manifest.kind === 'Namespace' && hasStrandedGateway(pod.namespace, mesh)) return;
    if (isLeftOutByNamespace(pod, mesh)) return;
    if (services.some((one) => mesh.catalog.isJudged(one) && mixedService(one, mesh) !== undefined)) return;
    const message = `${titleOf(mode.decidedBy.manifest, mesh)} demands mutual TLS, and this workload has no sidecar to enforce it (${why}): traffic to Service "${service.name}" is plaintext, and anyone may send it`;
    const path = decidedBy?.manifest === manifest ? decidedBy.path : [...pod.template, 'metadata', 'labels'];
    report({
      path,
      message,
      fix: 'Let the workload have a sidecar, or keep the policy from promising what nothing enforces',
    });
  },
};
