import { Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { PEER_AUTHENTICATION } from '../traffic/kinds';
import { selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { selectedPods } from '../traffic/selected-pods';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

interface Ports {
  /** Those on which something listens, as far as the Pods and their Services say. */
  readonly own: Set<number>;
  /** Where the ports of their Services lead. */
  readonly behind: Map<number, Set<number>>;
}

function portsOf(pods: readonly Pod[], mesh: Mesh): Ports {
  const own = new Set<number>();
  const behind = new Map<number, Set<number>>();
  for (const pod of pods) {
    const containers = Field.of(pod.spec).get('containers').items;
    for (const port of containers.flatMap((one) => one.get('ports').items)) own.add(port.get('containerPort').number);
    for (const service of mesh.services.of(pod)) {
      for (const port of specOf(service).get('ports').items) {
        const target = mesh.services.targetPort(port, pod);
        if (target === undefined) continue;
        own.add(target);
        const { number } = port.get('port');
        behind.set(number, (behind.get(number) ?? new Set()).add(target));
      }
    }
  }
  return { own, behind };
}

export const peerAuthenticationPort: MeshRule = {
  id: 'peer-authentication-port',
  code: 'SI0166',
  severity: 'warning',
  kinds: [PEER_AUTHENTICATION],
  summary: 'Ports in portLevelMtls are those of containers, not of Services.',
  check(manifest, { mesh, report }) {
    const settings = specOf(manifest).get('portLevelMtls').entries;
    const labels = selectorIn(specOf(manifest).get('selector', 'matchLabels'));
    if (settings.length === 0 || labels === undefined || Object.keys(labels).length === 0) return;
    const { own, behind } = portsOf(selectedPods(labels, mesh.catalog.namespaceOf(manifest), mesh), mesh);
    for (const [key, { path }] of settings) {
      const targets = [...(behind.get(Number(key)) ?? [])].map(String);
      if (own.has(Number(key)) || targets.length === 0) continue;
      const message = `${key} is the port of a Service, and policies go by that of the container, ${quoted(targets, 'or')}, so that these settings are in force nowhere`;
      report({ path, message, fix: `Write ${quoted(targets, 'or')} instead of "${key}"` });
    }
  },
};
