import type { Pod } from '../manifest/pods';
import { isGatewayPod } from '../traffic/gateway-pod';
import { MANAGED } from '../traffic/istio-labels';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { listsOf, operationsOf } from './authorization-policy';
import type { MeshRule } from './rule';

export const authorizationPolicyHostPort: MeshRule = {
  id: 'authorization-policy-host-port',
  code: 'SI0184',
  severity: 'info',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Hosts in an AuthorizationPolicy on a gateway are listed with any port, too.',
  check(policy, inquiry) {
    const lists = operationsOf(policy)
      .flatMap((operation) => listsOf(operation, ['hosts', 'notHosts']))
      .map(({ path, items }) => ({ path, bare: withoutTwin(items.map(({ text }) => text)) }))
      .filter(({ bare }) => bare.length > 0);
    if (lists.length === 0) return;
    if (!inquiry.mesh.authorization.podsOf(policy).some(isEdge)) return;
    for (const { path, bare } of lists) {
      const names = bare.map((host) => `"${host}"`).join(', ');
      const twins = bare.map((host) => `"${host}:*"`).join(', ');
      inquiry.report({
        path,
        message: `Clients may send the port with the host, and then ${names} ${bare.length === 1 ? 'does' : 'do'} not match`,
        fix: `Add ${twins}`,
      });
    }
  },
};

/** Those that say all of a host and nothing of a port, where the list has them with any port nowhere else. */
function withoutTwin(hosts: readonly string[]): readonly string[] {
  const all = new Set(hosts.map((host) => host.toLowerCase()));
  const hasTwin = (host: string) => [':*', '*'].some((end) => all.has(host.toLowerCase() + end));
  return hosts.filter((host) => /^[^*:]+$/.test(host) && !hasTwin(host));
}

/** Waypoints are asked by workloads of the mesh. */
function isEdge(pod: Pod): boolean {
  return isGatewayPod(pod) && pod.labels[MANAGED] !== 'istio.io-mesh-controller';
}
