import { groupBy } from '../groups';
import { isHttpLike } from '../traffic/protocol';
import type { MeshRule } from './rule';
import { hasSidecar, opponents, type ServicePort, servicePortsOf } from './workload-services';
import { podOfOwner, WORKLOADS } from './workloads';

type Pair = readonly [ServicePort, ServicePort];

/** What two Services that take one port number for two things say. */
function conflictIn(ports: readonly ServicePort[]): string | undefined {
  const transports = opponents(ports, ({ transport }) => transport);
  if (transports !== undefined) return transportText(transports);
  const known = ports.filter(({ protocol, target }) => protocol !== undefined && target !== undefined);
  const protocols = [...groupBy(known, ({ target }) => target).values()]
    .map((all) => opponents(all, ({ protocol }) => isHttpLike(protocol)))
    .find((pair) => pair !== undefined);
  return protocols && protocolText(protocols);
}

function transportText([one, other]: Pair): string {
  return `Service "${one.service.name}" has port ${one.number} for ${one.transport} and Service "${other.service.name}" for ${other.transport}, and Istio knows one protocol for a port number of a workload: which of the two it goes by is not said`;
}

function protocolText([one, other]: Pair): string {
  return `Service "${one.service.name}" has port ${one.number} for ${one.protocol} and Service "${other.service.name}" for ${other.protocol}, and the sidecar takes what comes to port ${one.target} of the containers as the older of the two says, whatever Service the client called`;
}

export const deploymentServicesProtocolConflict: MeshRule = {
  id: 'deployment-services-protocol-conflict',
  code: 'IST0116',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'Services of one workload have a port number for the same protocol.',
  check(workload, inquiry) {
    const pod = podOfOwner(workload, inquiry.mesh);
    if (pod === undefined) return;
    const byNumber = groupBy(servicePortsOf(pod, inquiry.mesh), ({ number }) => number);
    const messages = [...byNumber.values()].flatMap((ports) => conflictIn(ports) ?? []);
    if (messages.length === 0 || !hasSidecar(pod, inquiry)) return;
    const path = [...pod.template, 'metadata', 'labels'];
    const fix = 'Give the two Services different port numbers, or the same protocol';
    for (const message of messages) inquiry.report({ path, message, fix });
  },
};
