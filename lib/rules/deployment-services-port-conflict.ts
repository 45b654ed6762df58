import { groupBy } from '../groups';
import type { MeshRule } from './rule';
import { hasSidecar, opponents, servicePortsOf } from './workload-services';
import { podOfOwner, WORKLOADS } from './workloads';

export const deploymentServicesPortConflict: MeshRule = {
  id: 'deployment-services-port-conflict',
  code: 'IST0137',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'Services of one workload lead to a port of its containers by the same port number.',
  check(workload, inquiry) {
    const pod = podOfOwner(workload, inquiry.mesh);
    if (pod === undefined) return;
    const ports = servicePortsOf(pod, inquiry.mesh).filter(({ target }) => target !== undefined);
    const byTarget = groupBy(ports, ({ target, transport }) => `${target}/${transport}`);
    const pairs = [...byTarget.values()].flatMap((all) => {
      const pair = opponents(all, ({ number }) => number);
      return pair === undefined ? [] : [pair];
    });
    if (pairs.length === 0 || !hasSidecar(pod, inquiry)) return;
    for (const [one, other] of pairs) {
      const message = `Service "${one.service.name}" leads to port ${one.target} of the containers by its port ${one.number}, and Service "${other.service.name}" by its port ${other.number}: the sidecar knows the port by the older of the two alone, and what is said for the other's number is not in force there`;
      const fix = 'Give both Services the same port number, or let them lead to different ports of the containers';
      inquiry.report({ path: [...pod.template, 'metadata', 'labels'], message, fix });
    }
  },
};
