import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import { selectorIn } from './labels';

/** Services and the Pods behind them. */
export class Services {
  private readonly pods = new Map<Manifest, readonly Pod[]>();
  private readonly byOwner = new Map<string, ReadonlyMap<Manifest, readonly Manifest[]>>();

  constructor(private readonly catalog: Catalog) {}

  /** None without a selector, and none of an ExternalName, whose selector Kubernetes ignores. */
  podsOf(service: Manifest): readonly Pod[] {
    let pods = this.pods.get(service);
    if (pods === undefined) {
      const selector = selectorOf(service);
      pods = selector === undefined ? [] : this.catalog.podsWith(selector, this.catalog.namespaceOf(service));
      this.pods.set(service, pods);
    }
    return pods;
  }

  /** The Services that select the Pod, in the order of the input. */
  of(pod: Pod): readonly Manifest[] {
    const { owner } = pod;
    const namespace = this.catalog.namespaceOf(owner);
    const byOwner = this.byOwner.get(namespace) ?? this.servicesByOwner(namespace);
    this.byOwner.set(namespace, byOwner);
    return byOwner.get(owner) ?? [];
  }

  /**
   * The container port that a Service's port leads to in a Pod; undefined when none of its containers has a port of
   * that name.
   *
   * @param port the item of `spec.ports` of the Service
   */
  targetPort(port: Field, pod: Pod): number | undefined {
    const { value } = port.get('targetPort');
    const number = typeof value === 'number' && value !== 0 ? value : port.get('port').number;
    if (typeof value === 'string' && value !== '') return namedPort(pod, value, transportOf(port));
    return number === 0 ? undefined : number;
  }

  private servicesByOwner(namespace: string): ReadonlyMap<Manifest, readonly Manifest[]> {
    const found = new Map<Manifest, Manifest[]>();
    for (const service of this.catalog.inNamespace('Service', namespace)) {
      for (const { owner } of this.podsOf(service)) append(found, owner, service);
    }
    return found;
  }
}

/** Undefined for one that selects nothing. */
function selectorOf(service: Manifest): Labels | undefined {
  const spec = specOf(service);
  const selector = spec.get('selector');
  const isIgnored = spec.get('type').text === 'ExternalName' || selector.entries.length === 0;
  return isIgnored ? undefined : selectorIn(selector);
}

function transportOf(port: Field): string {
  return port.get('protocol').text || 'TCP';
}

/** As Kubernetes looks for it: in the containers, then in the init containers that go on running. */
function namedPort(pod: Pod, name: string, transport: string): number | undefined {
  const spec = Field.of(pod.spec);
  const running = spec.get('initContainers').items.filter((one) => one.get('restartPolicy').text === 'Always');
  const found = [...spec.get('containers').items, ...running]
    .flatMap((container) => container.get('ports').items)
    .find((port) => port.get('name').text === name && transportOf(port) === transport);
  return found?.get('containerPort').number || undefined;
}
