import type { Manifest, Path } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import { credentialServers } from '../traffic/gateway-credentials';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { ListVerdict } from '../traffic/secret-access';
import type { MeshRule, Violation } from './rule';

const FIX =
  'Grant the verb "list" on "secrets" of the core group, without resourceNames, to the ServiceAccount of the gateway';

interface Verdicts {
  readonly violations: Map<Manifest, Violation>;
  readonly undecided: Set<Manifest>;
}

const verdictsIn = oncePer(judge);

/** Each gateway workload that needs Secrets, with the first Gateway that names one, and where. */
function needs(mesh: Mesh): ReadonlyMap<Pod, { readonly gateway: Manifest; readonly path: Path }> {
  const found = new Map<Pod, { readonly gateway: Manifest; readonly path: Path }>();
  for (const gateway of mesh.gateways.all) {
    const path = credentialServers(gateway, mesh)[0]?.credentials[0]?.path;
    if (path === undefined) continue;
    const isBetter = (pod: Pod) => !found.has(pod) || !mesh.catalog.isJudged(found.get(pod)?.gateway ?? pod.owner);
    for (const pod of mesh.gateways.podsOf(gateway)) {
      if (!isAssumed(pod.owner) && isBetter(pod)) found.set(pod, { gateway: gateway.manifest, path });
    }
  }
  return found;
}

/** One opinion for each workload: on the Role that falls short, else on the workload, else on a Gateway. */
function judge(mesh: Mesh): Verdicts {
  const { catalog, access } = mesh;
  const violations = new Map<Manifest, Violation>();
  const undecided = new Set<Manifest>();
  for (const [pod, { gateway, path }] of needs(mesh)) {
    const verdict = access.canListSecrets(pod);
    if (verdict.allowed === true) continue;
    const places: readonly (readonly [Manifest | undefined, Path])[] = [
      [verdict.role, verdict.path ?? []],
      [pod.owner, [...pod.template, 'spec', 'serviceAccountName']],
      [gateway, path],
    ];
    for (const [manifest, at] of places) {
      if (manifest === undefined || !catalog.isJudged(manifest)) continue;
      if (verdict.allowed === undefined) undecided.add(manifest);
      else if (!violations.has(manifest)) violations.set(manifest, violationOf(pod, verdict, at));
      break;
    }
  }
  return { violations, undecided };
}

function violationOf({ namespace, serviceAccountName }: Pod, { why }: ListVerdict, path: Path): Violation {
  const account = `ServiceAccount "${serviceAccountName}" of the gateway in namespace "${namespace}"`;
  const message = `${account} may not list Secrets: ${why}. istiod asks for that before it sends a credential, and without it clients get a reset of their TLS handshake`;
  return { path, message, fix: FIX };
}

export const gatewayCredentialNotReadable: MeshRule = {
  id: 'gateway-credential-not-readable',
  code: 'SI0122',
  severity: 'error',
  kinds: [
    GATEWAY,
    'Role.rbac.authorization.k8s.io',
    'ClusterRole.rbac.authorization.k8s.io',
    'Pod',
    'Deployment.apps',
    'DaemonSet.apps',
    'StatefulSet.apps',
    'ReplicaSet.apps',
  ],
  summary: 'The ServiceAccount of a gateway may list the Secrets of its namespace.',
  check(manifest, { mesh, report, cannotTell }) {
    const { violations, undecided } = verdictsIn(mesh);
    const violation = violations.get(manifest);
    if (violation !== undefined) report(violation);
    else if (undecided.has(manifest)) cannotTell("the Role of the gateway's ServiceAccount");
  },
};
