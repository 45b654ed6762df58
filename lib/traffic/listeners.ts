import { groupBy } from '../groups';
import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Gateway, GatewayServer } from './gateway-server';
import type { Services } from './services';

/** What one socket of a gateway Pod serves. */
export interface Listener {
  readonly pod: Pod;
  /** On which the Pod listens. */
  readonly port: number;
  /** Empty: all addresses. */
  readonly bind: string;
  /** In the order of the Gateways in the input, then of `spec.servers`. */
  readonly servers: readonly GatewayServer[];
}

const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/**
 * Where the Services of a Pod lead, by their port. The first Service that has the port counts, as in istiod; one whose
 * target port is a name that the Pod lacks does not have it. Services with the label
 * `experimental.istio.io/disable-gateway-port-translation` are left out.
 */
export function translatedPorts(pod: Pod, services: Services): ReadonlyMap<number, number> {
  const targets = new Map<number, number>();
  const ports = services
    .of(pod)
    .filter(isTranslated)
    .flatMap((service) => specOf(service).get('ports').items);
  for (const port of ports) {
    const { number } = port.get('port');
    const target = services.targetPort(port, pod);
    if (target !== undefined && !targets.has(number)) targets.set(number, target);
  }
  return targets;
}

/** Servers that istiod leaves out, as they have no port, are on no listener. */
export function listenersOf(
  pod: Pod,
  gateways: readonly Gateway[],
  portOf: (server: GatewayServer) => number,
): readonly Listener[] {
  const servers = gateways.flatMap((gateway) => gateway.servers.filter(({ port }) => port > 0));
  const listeners = groupBy(
    servers.map((server) => ({ server, port: portOf(server), bind: server.bind })),
    ({ port, bind }) => `${port} ${bind}`,
  );
  return [...listeners.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : { pod, port: first.port, bind: first.bind, servers: group.map((it) => it.server) };
  });
}

/** Whether Gateways that name a port of the Service listen where it leads. */
export function isTranslated(service: Manifest): boolean {
  return !Field.root(service).get('metadata', 'labels', NO_TRANSLATION).isSet;
}
