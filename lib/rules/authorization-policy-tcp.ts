import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { actionOf, rulesOf } from './authorization-policy';
import type { MeshRule } from './rule';
import { podText } from './title';

/** What the proxy reads as nothing more than bytes. HTTPS is that, too, to whoever does not end the TLS. */
const OPAQUE: ReadonlySet<string> = new Set(['TCP', 'TLS', 'HTTPS', 'MONGO', 'REDIS', 'MYSQL']);

/** Of denials that ask for such parts, the webhook warns. */
export const authorizationPolicyTcp: MeshRule = {
  id: 'authorization-policy-tcp',
  code: 'SI0181',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Rules that allow by parts of HTTP requests are for workloads that are spoken to in HTTP.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    if (actionOf(policy) !== 'ALLOW') return;
    const rules = rulesOf(policy).filter((_, index) => isHttpOnly(policy, index, mesh));
    const pods = rules.length === 0 ? [] : mesh.authorization.podsOf(policy);
    const [pod] = pods;
    if (pod === undefined || !pods.every((one) => isOpaque(one, mesh))) return;
    for (const { path } of rules) {
      inquiry.report({
        path,
        message: `The rule asks for parts of HTTP requests, and all ports of ${podText(pod)} are TCP to Istio, so that it lets nobody in`,
        fix: 'Name the ports of the Service by what they speak, such as "http" or "grpc", or ask for callers and ports alone',
      });
    }
  },
};

/** Whether the rule lets someone in where requests are read, and nobody where they are not. */
function isHttpOnly(policy: Manifest, index: number, { authorization }: Mesh): boolean {
  const [http, tcp] = (['http', 'tcp'] as const).map((protocol) =>
    authorization.ruleMatches(policy, index, { protocol }),
  );
  return tcp === false && http !== false;
}

/** Behind a sidecar, the ports of the Services say what is spoken; a port that no Service has may speak anything. */
function isOpaque(pod: Pod, { proxies, services, registry }: Mesh): boolean {
  const { kind } = proxies.of(pod);
  const ports = services
    .of(pod)
    .flatMap(({ name }) => registry.service(pod.namespace, name)?.ports ?? [])
    .filter(({ transport }) => transport === 'TCP');
  return (
    (kind === 'sidecar' || kind === undefined) &&
    ports.length > 0 &&
    ports.every(({ protocol }) => OPAQUE.has(protocol))
  );
}
