import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../traffic/istio-labels';
import { isLeftAlone } from '../traffic/proxies';
import type { Mesh } from '../traffic/mesh';
import { isInjectedByDefault } from './injector-config';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Labels by which a Namespace says that its Pods are in the mesh, or are not. */
const DECISIONS = [INJECTION, REVISION, DATAPLANE_MODE];

/** Whether the Pod is out of the mesh only because nothing says otherwise. */
function isLeftOut(pod: Pod, { proxies }: Mesh): boolean {
  if (pod.labels[DATAPLANE_MODE] !== undefined) return false;
  const { kind, decidedBy } = proxies.of(pod);
  return kind === 'none' && decidedBy === undefined;
}

/** Whether the Namespace is one that should say whether its workloads are in the mesh, and does not. */
function saysNothing(namespace: Manifest, mesh: Mesh): boolean {
  const { name } = namespace;
  const labels = Field.root(namespace).get('metadata', 'labels');
  if (name === 'istio-system' || name === mesh.config.rootNamespace || isLeftAlone(name)) return false;
  return DECISIONS.every((label) => labels.get(label).text === '') && !isInjectedByDefault(mesh);
}

/** Whether the Pod has no sidecar for a reason that is told of its Namespace. */
export function isLeftOutByNamespace(pod: Pod, mesh: Mesh): boolean {
  const namespace = mesh.catalog.tryFind('Namespace', '', pod.namespace);
  const isTold = namespace !== undefined && mesh.catalog.isJudged(namespace) && saysNothing(namespace, mesh);
  return isTold && isLeftOut(pod, mesh);
}

/** A policy of the namespace that promises mutual TLS for one of the Pods. */
function brokenPromise(pods: readonly Pod[], { peerAuthentication, services, catalog }: Mesh): Manifest | undefined {
  const modes = pods.filter((pod) => services.of(pod).length > 0).map((pod) => peerAuthentication.modeOf(pod));
  const promised = modes.find(({ mode, decidedBy }) => {
    return (
      mode === 'STRICT' && decidedBy !== undefined && catalog.namespaceOf(decidedBy.manifest) === pods[0]?.namespace
    );
  });
  return promised?.decidedBy?.manifest;
}

export const namespaceNotInjected: MeshRule = {
  id: 'namespace-not-injected',
  code: 'IST0102',
  severity: 'info',
  kinds: ['Namespace'],
  summary: 'A Namespace with workloads says whether they are in the mesh.',
  check(namespace, { mesh, report }) {
    if (!saysNothing(namespace, mesh)) return;
    const pods = mesh.catalog.podsWith({}, namespace.name).filter((one) => isLeftOut(one, mesh));
    const [pod] = pods;
    if (pod === undefined) return;
    const policy = brokenPromise(pods, mesh);
    const promise = policy === undefined ? '' : `, though ${titleOf(policy, mesh)} demands mutual TLS`;
    const message = `Nothing says whether the workloads of "${namespace.name}" are in the mesh, so ${titleOf(pod.owner, mesh)} gets no sidecar: its traffic is plaintext, and no policy applies to it${promise}`;
    const fix =
      'Label the Namespace `istio-injection: enabled`, or `istio-injection: disabled` where it is meant to stay out';
    report({ path: ['metadata', 'labels'], message, fix, ...(policy && { severity: 'warning' }) });
  },
};
