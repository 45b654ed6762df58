import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { keepLast } from '../manifest/keep-last';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import { isAssumed } from './default-gateway';
import { isGatewayPod } from './gateway-pod';
import { type Gateway, type GatewayServer, readGateway } from './gateway-server';
import { HostIndex } from './host-index';
import { splitNamespacedHost } from './hosts';
import { GatewayBehind } from './ingress-backends';
import { GATEWAY } from './kinds';
import { type Listener, listenersOf, translatedPorts } from './listeners';
import type { Services } from './services';

/** Istio's Gateways, the Pods that they configure and what these listen on. */
export class Gateways {
  /** In their order. */
  readonly all: readonly Gateway[];
  readonly of: (manifest: Manifest) => Gateway | undefined;
  /**
   * The Pods whose labels the Gateway selects, in all namespaces. A Gateway without a selector is for whoever asks
   * istiod for Gateways, which are not all Pods, but those that are gateways.
   */
  readonly podsOf = keepLast((gateway: Gateway): readonly Pod[] => {
    let pods = this.podsByGateway.get(gateway);
    if (pods === undefined) {
      pods = this.podsSelectedBy(gateway);
      this.podsByGateway.set(gateway, pods);
    }
    return pods;
  });
  private readonly podsByGateway = new Map<Gateway, readonly Pod[]>();
  private readonly podsBySelector = new Map<string, readonly Pod[]>();
  private readonly behindByPod = new Map<Pod, Map<number, GatewayBehind>>();
  private gatewaysByPod: ReadonlyMap<Pod, readonly Gateway[]> | undefined;
  private byHost: HostIndex<Gateway> | undefined;
  private allPods: readonly Pod[] | undefined;
  private readonly portsByPod = new Map<Pod, ReadonlyMap<number, number>>();
  private readonly listenersByPod = new Map<Pod, readonly Listener[]>();

  constructor(
    private readonly catalog: Catalog,
    private readonly services: Services,
  ) {
    this.all = catalog.ofKind(GATEWAY).map((manifest) => readGateway(manifest, catalog.namespaceOf(manifest)));
    const byManifest = new Map<Manifest, Gateway>();
    for (const gateway of this.all) byManifest.set(gateway.manifest, gateway);
    this.of = keepLast((manifest) => byManifest.get(manifest));
  }

  /** An empty namespace is the default one. */
  find(namespace: string, name: string): Gateway | undefined {
    const manifest = name === '' ? undefined : this.catalog.tryFind(GATEWAY, namespace, name);
    return manifest && this.of(manifest);
  }

  /**
   * The Gateway that an item of `gateways` names: `NAME` in the namespace of the object that holds it, `NAMESPACE/NAME`,
   * `./NAME`, or `NAME.NAMESPACE` with whatever follows, which is the form of old. `mesh` is no Gateway.
   */
  resolve(ref: string, holderNamespace: string): Gateway | undefined {
    if (ref.includes('/')) {
      const { namespace, host: name } = splitNamespacedHost(ref);
      return namespace ? this.find(namespace === '.' ? holderNamespace : namespace, name) : undefined;
    }
    if (!ref.includes('.')) return this.find(holderNamespace, ref);
    const [name = '', namespace = holderNamespace] = ref.split('.');
    return this.find(namespace, name);
  }

  /** The Pods that some Gateway is on, and those that are gateways without one. */
  get pods(): readonly Pod[] {
    this.gatewaysByPod ??= this.groupByPod();
    this.allPods ??= [...new Set([...this.gatewaysByPod.keys(), ...this.catalog.pods.filter(isGatewayPod)])];
    return this.allPods;
  }

  /** Whether the Gateway would be on Istio's default gateway, which the input does not have. */
  isOnAssumed(gateway: Gateway): boolean {
    return this.podsOf(gateway).some(({ owner }) => isAssumed(owner));
  }

  /** The Gateways that have a server for a host, on whatever port. */
  serving(host: string): readonly Gateway[] {
    if (this.byHost === undefined) {
      this.byHost = new HostIndex();
      for (const gateway of this.all)
        for (const { hosts } of gateway.servers) for (const each of hosts) this.byHost.add(each.host, gateway);
    }
    return [...new Set(this.byHost.covering(host))];
  }

  /** The Gateways that configure the Pod, in their order. */
  on(pod: Pod): readonly Gateway[] {
    this.gatewaysByPod ??= this.groupByPod();
    return this.gatewaysByPod.get(pod) ?? [];
  }

  /** The port on which the Pod listens for a server: where a Service of the Pod leads that has the port, else the port itself. */
  listenPort(server: GatewayServer, pod: Pod): number {
    let ports = this.portsByPod.get(pod);
    if (ports === undefined) {
      ports = translatedPorts(pod, this.services);
      this.portsByPod.set(pod, ports);
    }
    return ports.get(server.port) ?? server.port;
  }

  /** The servers of all Gateways on the Pod, by what they listen on. */
  listeners(pod: Pod): readonly Listener[] {
    const known = this.listenersByPod.get(pod);
    if (known !== undefined) return known;
    const listeners = listenersOf(pod, this.on(pod), (server) => this.listenPort(server, pod));
    this.listenersByPod.set(pod, listeners);
    return listeners;
  }

  /** What of the listeners of the Pod is on a port. */
  behind(pod: Pod, port: number): GatewayBehind {
    const ports = this.behindByPod.get(pod) ?? new Map<number, GatewayBehind>();
    this.behindByPod.set(pod, ports);
    const known = ports.get(port) ?? new GatewayBehind(this.listeners(pod).filter((one) => one.port === port));
    ports.set(port, known);
    return known;
  }

  /** Many Gateways have one selector. */
  private podsSelectedBy({ selector }: Gateway): readonly Pod[] {
    const key = JSON.stringify(Object.entries(selector).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const pods = this.podsBySelector.get(key) ?? this.podsWith(selector);
    this.podsBySelector.set(key, pods);
    return pods;
  }

  private podsWith(selector: Labels): readonly Pod[] {
    const pods = this.catalog.podsWith(selector);
    return Object.keys(selector).length === 0 ? pods.filter(isGatewayPod) : pods;
  }

  private groupByPod(): ReadonlyMap<Pod, readonly Gateway[]> {
    const groups = new Map<Pod, Gateway[]>();
    for (const gateway of this.all) for (const pod of this.podsOf(gateway)) append(groups, pod, gateway);
    return groups;
  }
}
