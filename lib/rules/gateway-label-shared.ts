import { groupBy } from '../groups';
import type { Pod } from '../manifest/pods';
import type { Gateway } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { selectorText } from '../traffic/sockets';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { isShownGateway, podOfOwner, WORKLOADS } from './workloads';

/** Pods of one gateway are in one namespace, and behind one Service where they have any. */
function areSeparate(one: Pod, other: Pod, { services }: Mesh): boolean {
  if (one.namespace !== other.namespace) return true;
  const [own, theirs] = [services.of(one), services.of(other)];
  return own.length > 0 && theirs.length > 0 && !own.some((service) => theirs.includes(service));
}

/** The workload whose label should change comes last: what is judged, then what is not the mesh's own gateway. */
function rank(pod: Pod, { catalog, config }: Mesh): string {
  const isJudged = catalog.isJudged(pod.owner) ? 1 : 0;
  const isOwn = pod.namespace === config.rootNamespace ? 0 : 1;
  return `${isJudged}${isOwn} ${pod.namespace}/${pod.owner.name} ${pod.owner.kind}`;
}

const FIRSTS = new WeakMap<Mesh, Map<string, readonly Pod[]>>();

/** The shown gateways that a selector selects, the one that may keep its labels first. */
function sharersOf(gateway: Gateway, mesh: Mesh): readonly Pod[] {
  const known = FIRSTS.get(mesh) ?? new Map<string, readonly Pod[]>();
  FIRSTS.set(mesh, known);
  const key = selectorText(gateway);
  let pods = known.get(key);
  if (pods === undefined) {
    const shown = mesh.gateways.podsOf(gateway).filter((pod) => isShownGateway(pod, mesh));
    const ranks = new Map(shown.map((pod) => [pod, rank(pod, mesh)]));
    pods = shown.toSorted((one, other) => ((ranks.get(one) ?? '') < (ranks.get(other) ?? '') ? -1 : 1));
    known.set(key, pods);
  }
  return pods;
}

/** The first workload that shares the Gateway with the Pod, and may keep its labels rather than the Pod's. */
function keeperOf(pod: Pod, gateway: Gateway, mesh: Mesh): Pod | undefined {
  const sharers = sharersOf(gateway, mesh);
  const first = sharers.find((other) => other === pod || areSeparate(pod, other, mesh));
  return first === pod ? undefined : first;
}

export const gatewayLabelShared: MeshRule = {
  id: 'gateway-label-shared',
  code: 'SI0103',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'Gateways of different namespaces do not share the labels by which they are selected.',
  check(manifest, { mesh, report }) {
    const pod = podOfOwner(manifest, mesh);
    if (pod === undefined || !isShownGateway(pod, mesh)) return;
    const selecting = mesh.gateways.on(pod).filter(({ selector }) => Object.keys(selector).length > 0);
    const different = [...groupBy(selecting, selectorText).values()].flatMap((group) => group.slice(0, 1));
    for (const gateway of different) {
      const keeper = keeperOf(pod, gateway, mesh);
      if (keeper === undefined) continue;
      const labels = Object.keys(gateway.selector);
      const label = labels.find((name) => name === 'istio') ?? labels[0] ?? '';
      const message = `Label ${label}: "${pod.labels[label]}" is on the Pods of ${titleOf(keeper.owner, mesh)}, too, so both open the hosts of every Gateway that selects it, such as "${gateway.key}"`;
      const fix = `Give the label ${label} a value that no other gateway has, and select that in its Gateways`;
      return report({ path: [...pod.template, 'metadata', 'labels', label], message, fix });
    }
  },
};
