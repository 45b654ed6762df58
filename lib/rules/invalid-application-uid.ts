import { Field } from '../manifest/field';
import { isOfPlatform } from './control-plane';
import type { MeshRule } from './rule';
import { podOfOwner, WORKLOADS } from './workloads';

/** Of Istio's proxy, whose own traffic is not sent through it again. */
const PROXY_UID = 1337;

const ITS_OWN: ReadonlySet<string> = new Set(['istio-proxy', 'istio-operator']);

/** Init containers may have it, and do so to reach the network before the sidecar is there. */
export const invalidApplicationUid: MeshRule = {
  id: 'invalid-application-uid',
  code: 'IST0144',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: "Containers of the mesh do not run as the user of Istio's proxy.",
  check(workload, { mesh, report }) {
    const pod = podOfOwner(workload, mesh);
    if (pod === undefined || isOfPlatform(workload, pod.namespace) || pod.labels['istio'] !== undefined) return;
    const { kind } = mesh.proxies.of(pod);
    if (kind !== 'sidecar' && kind !== undefined) return;
    const spec = Field.root(workload).get(...pod.template, 'spec');
    const ofPod = spec.get('securityContext', 'runAsUser');
    const users = spec
      .get('containers')
      .items.filter((container) => container.isSet && !ITS_OWN.has(container.get('name').text))
      .map((container) => {
        const own = container.get('securityContext', 'runAsUser');
        return { user: own.isSet ? own : ofPod, name: container.get('name').text };
      });
    const told = new Set<Field>();
    for (const { user, name } of users) {
      if (user.number !== PROXY_UID || told.has(user)) continue;
      told.add(user);
      const message = `Container "${name}" runs as user ${PROXY_UID}, which is that of Istio's proxy: what it sends passes by the sidecar, without mutual TLS, routes and policies`;
      report({ path: user.path, message, fix: 'Use another user' });
    }
  },
};
