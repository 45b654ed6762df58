import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isTranslated } from '../traffic/listeners';
import type { Mesh } from '../traffic/mesh';

/** Another Service over a Pod, which takes a port somewhere else in it. */
interface Rival {
  readonly service: Manifest;
  /** The port in the Pod that it leads to. */
  readonly target: number;
}

/**
 * The rivals of a Service for one of its ports, by name: istiod has Gateways that name the port listen where one of
 * them leads. Services whose ports istiod does not translate are no rivals.
 */
export function rivalsOf(service: Manifest, port: Field, pod: Pod, mesh: Mesh): readonly Rival[] {
  const own = mesh.services.targetPort(port, pod);
  if (own === undefined || !isTranslated(service)) return [];
  return mesh.services
    .of(pod)
    .filter((other) => other !== service && isTranslated(other))
    .flatMap((other) => {
      const target = targetOf(other, port.get('port').number, pod, mesh);
      return target === undefined || target === own ? [] : { service: other, target };
    })
    .toSorted((one, other) => (one.service.name < other.service.name ? -1 : 1));
}

function targetOf(service: Manifest, number: number, pod: Pod, mesh: Mesh): number | undefined {
  const same = specOf(service)
    .get('ports')
    .items.find((port) => port.get('port').number === number);
  return same && mesh.services.targetPort(same, pod);
}
