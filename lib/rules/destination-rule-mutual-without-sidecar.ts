import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule, Violation } from './rule';
import { serviceText, titleOf } from './title';
import { type Unprotected, unprotectedBy, unprotectedOn } from './unprotected-services';
import { WORKLOADS } from './workloads';

const FIX = 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone';

function messageFor({ service, pod }: Unprotected, mesh: Mesh): string {
  const { why } = mesh.proxies.of(pod);
  return `Clients send mutual TLS to ${serviceText(service)}, and the Pod of ${titleOf(pod.owner, mesh)} has no sidecar to take it (${why}): requests to it end with 503`;
}

export const destinationRuleMutualWithoutSidecar: MeshRule = {
  id: 'destination-rule-mutual-without-sidecar',
  code: 'SI0161',
  severity: 'error',
  kinds: [DESTINATION_RULE, ...WORKLOADS],
  summary: 'Clients send mutual TLS only to Pods that have a sidecar.',
  check(manifest, { mesh, report }) {
    const violation = (one: Unprotected, path: Violation['path']) =>
      report({ path, message: messageFor(one, mesh), fix: FIX });
    for (const one of unprotectedBy(manifest, mesh)) violation(one, [...one.tls.path, 'mode']);
    // Of a rule that is on the cluster already, what has come to it is at fault.
    const known = unprotectedOn(manifest, mesh).filter(({ rule }) => !mesh.catalog.isJudged(rule));
    const [first] = known;
    if (first === undefined) return;
    const { decidedBy } = mesh.proxies.of(first.pod);
    const isOwn = decidedBy?.manifest === manifest;
    violation(first, isOwn ? decidedBy.path : [...first.pod.template, 'metadata', 'labels']);
  },
};
