import { type Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import { isOfPlatform } from './control-plane';
import { declaredPorts } from './declared-ports';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Of the container that injection adds, which is in no manifest. */
const PROXY_PORT_NAMES: ReadonlySet<string> = new Set(['http-envoy-prom', 'status-port']);

function isOfProxy(target: number | string, pod: Pod, { proxies }: Mesh): boolean {
  if (proxies.of(pod).kind === 'none') return false;
  return typeof target === 'string' ? PROXY_PORT_NAMES.has(target) : target >= 15_000 && target <= 15_099;
}

/** Whether it is certain, or likely, that the port is not there. Which ports a container has need not be declared. */
function isMissing(port: Field, target: number | string, pod: Pod, mesh: Mesh): boolean {
  if (isOfProxy(target, pod, mesh)) return false;
  if (typeof target === 'string') return mesh.services.targetPort(port, pod) === undefined;
  const declared = declaredPorts(pod);
  return declared.length > 0 && declared.every((one) => one.get('containerPort').number !== target);
}

function portsText(pod: Pod): string {
  const ports = declaredPorts(pod).map((port) => {
    const [name, number] = [port.get('name').text, port.get('containerPort').number];
    return name === '' ? String(number) : `${number} (${name})`;
  });
  return ports.length === 0 ? 'which declare none' : `which declare ${quoted([...new Set(ports)])}`;
}

function violationOf(port: Field, target: number | string, pod: Pod, mesh: Mesh) {
  const { path } = port.get(port.get('targetPort').isSet ? 'targetPort' : 'port');
  const number = port.get('port').number;
  const where = `the containers of ${titleOf(pod.owner, mesh)}, ${portsText(pod)}`;
  return typeof target === 'string'
    ? {
        path,
        message: `No port "${target}" of ${port.get('protocol').text || 'TCP'} is among those of ${where}: port ${number} of the Service has no endpoints, and clients get 503`,
        fix: `Name a port of the containers "${target}", or write the name or number of one that is there`,
      }
    : {
        path,
        message: `Port ${number} of the Service leads to port ${target} of ${where}: if nothing listens on ${target}, clients get 503`,
        fix: `Set targetPort to a port that is there, or declare \`containerPort: ${target}\``,
      };
}

export const serviceTargetPortUndeclared: MeshRule = {
  id: 'service-target-port-undeclared',
  code: 'KIA0701',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Ports of a Service lead to ports that its workloads declare.',
  check(service, { mesh, report }) {
    const pods = mesh.services.podsOf(service);
    const [pod] = pods;
    if (pod === undefined || isOfPlatform(service, mesh.catalog.namespaceOf(service))) return;
    if (pods.some((one) => mesh.proxies.of(one).kind === 'gateway')) return;
    for (const port of specOf(service).get('ports').items) {
      const { value } = port.get('targetPort');
      const target = typeof value === 'string' || typeof value === 'number' ? value || undefined : undefined;
      const wanted = target ?? port.get('port').number;
      if (wanted === 0 || !pods.every((one) => isMissing(port, wanted, one, mesh))) continue;
      report(violationOf(port, wanted, pod, mesh));
    }
  },
};
