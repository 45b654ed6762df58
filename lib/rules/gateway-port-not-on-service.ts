import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

interface ServicePorts {
  readonly services: ReadonlySet<Manifest>;
  /** As clients name them. */
  readonly ports: ReadonlySet<number>;
  /** In the Pods. */
  readonly targets: ReadonlySet<number>;
}

/** Of all Gateways with one selector the Pods are one list. */
const servicePorts = oncePer((mesh: Mesh) => oncePer((pods: readonly Pod[]) => portsOver(pods, mesh)));

function portsOver(pods: readonly Pod[], mesh: Mesh): ServicePorts {
  const services = new Set<Manifest>();
  const ports = new Set<number>();
  const targets = new Set<number>();
  for (const pod of pods) {
    for (const service of mesh.services.of(pod)) {
      services.add(service);
      for (const port of specOf(service).get('ports').items.filter(isTcp)) {
        ports.add(port.get('port').number);
        targets.add(mesh.services.targetPort(port, pod) ?? port.get('port').number);
      }
    }
  }
  return { services, ports, targets };
}

function isTcp(port: Field): boolean {
  return ['', 'TCP'].includes(port.get('protocol').text);
}

/** Reached without a Service: on the node's own network, or on ports of the node. */
const areOnNode = oncePer((pods: readonly Pod[]) => pods.some(isOnNode));

function isOnNode({ spec }: Pod): boolean {
  if (spec['hostNetwork'] === true) return true;
  const ports = Field.of(spec)
    .get('containers')
    .items.flatMap((container) => container.get('ports').items);
  return ports.some((port) => port.get('hostPort').isSet);
}

export const gatewayPortNotOnService: MeshRule = {
  id: 'gateway-port-not-on-service',
  code: 'IST0162',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'Each port of a Gateway is one of a Service over the Pods that it selects.',
  check(manifest, { mesh, report, cannotTell }) {
    const gateway = mesh.gateways.of(manifest);
    const pods = gateway === undefined ? [] : mesh.gateways.podsOf(gateway);
    const servers = gateway?.servers.filter(({ port }) => port > 0) ?? [];
    if (pods.length === 0 || servers.length === 0 || areOnNode(pods)) return;
    const { services, ports, targets } = servicePorts(mesh)(pods);
    const absent = servers.filter((server) => !ports.has(server.port) && !targets.has(server.port));
    if (services.size > 0 && absent.length === 0) return;
    const [first, ...others] = [...services].map((service) => titleOf(service, mesh)).toSorted();
    if (first === undefined) return cannotTell('a Service over the Pods of the gateway');
    const which = others.length === 0 ? first : `${first} and ${others.length} more`;
    const known = [...ports].toSorted((one, other) => one - other).join(', ');
    for (const { port, field } of absent) {
      const message = `Port ${port} is none of the Service over the gateway's Pods (${which} has ${known || 'none'}), so clients outside the cluster do not get there`;
      const fix = `Use a port of the Service, or add port ${port} to it${OR_CONTEXT}`;
      report({ path: field.get('port', 'number').path, message, fix });
    }
  },
};
