import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { Protocol } from '../traffic/protocol';
import { servicePortProtocol } from '../traffic/registry-entry';
import type { Inquiry } from './rule';

/** A port by which a Service leads to a workload. */
export interface ServicePort {
  readonly service: Manifest;
  readonly number: number;
  readonly transport: string;
  /** Undefined where the Service names none. */
  readonly protocol: Protocol | undefined;
  /** The port of the containers; undefined where none has the name that is written. */
  readonly target: number | undefined;
}

/** Of all Services over the Pod, by their names. */
export function servicePortsOf(pod: Pod, { services }: Mesh): readonly ServicePort[] {
  const portOf = (service: Manifest, port: Field): ServicePort => ({
    service,
    number: port.get('port').number,
    transport: port.get('protocol').text || 'TCP',
    protocol: servicePortProtocol(port),
    target: services.targetPort(port, pod),
  });
  return services
    .of(pod)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((service) =>
      specOf(service)
        .get('ports')
        .items.filter((port) => port.get('port').number > 0)
        .map((port) => portOf(service, port)),
    );
}

/** Two of the ports, of different Services, for which the key is different; by the names of the Services. */
export function opponents(
  ports: readonly ServicePort[],
  keyOf: (port: ServicePort) => unknown,
): readonly [ServicePort, ServicePort] | undefined {
  const [first] = ports;
  const second = ports.find((port) => first && keyOf(port) !== keyOf(first));
  if (first === undefined || second === undefined) return undefined;
  // Where the first has no opponent, all that are different are of its own Service, and the second has every other one.
  for (const one of [first, second]) {
    const other = ports.find((port) => port.service !== one.service && keyOf(port) !== keyOf(one));
    if (other !== undefined) return one.service.name < other.service.name ? [one, other] : [other, one];
  }
  return undefined;
}

/** True for a Pod with a sidecar; says so where nobody knows. */
export function hasSidecar(pod: Pod, { mesh, cannotTell }: Inquiry): boolean {
  const { kind } = mesh.proxies.of(pod);
  if (kind === undefined) cannotTell(`the Namespace "${pod.namespace}"`);
  return kind === 'sidecar';
}
