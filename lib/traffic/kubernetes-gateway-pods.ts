import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { GATEWAY_NAME, MANAGED } from './istio-labels';
import { GATEWAY_CLASS, KUBERNETES_GATEWAY } from './kinds';

/** A Gateway of the Gateway API, as far as its Pods tell. */
export interface GatewayPods {
  readonly namespace: string;
  /** Of the Gateway. */
  readonly name: string;
  readonly labels: Labels;
  /** Whether they are a waypoint, which takes policies by `targetRefs` alone. */
  readonly isWaypoint: boolean;
}

const CLASS = 'gateway.networking.k8s.io/gateway-class-name';
const MESH = 'istio.io-mesh-controller';
const EAST_WEST = 'istio.io-eastwest-controller';
export const NORTH_SOUTH = 'istio.io-gateway-controller';

/** Those that istiod makes, and what their Pods are labelled with. `istio-remote` makes no Pods. */
const OWN_CLASSES: ReadonlyMap<string, string> = new Map([
  ['istio', NORTH_SOUTH],
  ['istio-waypoint', MESH],
  ['istio-east-west', EAST_WEST],
]);

/** By the controller that a GatewayClass names. */
const CONTROLLERS: ReadonlyMap<string, string> = new Map([
  ['istio.io/gateway-controller', NORTH_SOUTH],
  ['istio.io/mesh-controller', MESH],
  ['istio.io/eastwest-controller', EAST_WEST],
]);

/** The Pods that istiod makes for Gateways of the Gateway API: those of the input, and those that it will make. */
export class KubernetesGatewayPods {
  private readonly all: readonly GatewayPods[];
  private readonly byNamespace = new Map<string, GatewayPods[]>();

  constructor(private readonly catalog: Catalog) {
    const made = catalog.ofKind(KUBERNETES_GATEWAY).flatMap((gateway) => this.madeFor(gateway) ?? []);
    const there = catalog.pods.flatMap(({ namespace, labels }) => {
      const name = labels[GATEWAY_NAME];
      return name === undefined ? [] : { namespace, name, labels, isWaypoint: labels[MANAGED] === MESH };
    });
    this.all = [...made, ...there];
    for (const pods of this.all) append(this.byNamespace, pods.namespace, pods);
  }

  /** That have all the labels, in one namespace or, without it, in all. */
  matching(labels: Labels, namespace?: string): readonly GatewayPods[] {
    const candidates = namespace === undefined ? this.all : (this.byNamespace.get(namespace) ?? []);
    const wanted = Object.entries(labels);
    return candidates.filter((pods) => wanted.every(([key, value]) => pods.labels[key] === value));
  }

  /** Source: kube-gateway.yaml and extractInfrastructureLabels of istiod. */
  private madeFor(gateway: Manifest): GatewayPods | undefined {
    const controller = deployerOf(gateway, this.catalog);
    if (controller === undefined) return undefined;
    const written = specOf(gateway).get('infrastructure', 'labels');
    const own = written.isSet ? written : Field.root(gateway).get('metadata', 'labels');
    const labels = Object.fromEntries(own.entries.map(([key, { text }]) => [key, text]));
    return {
      namespace: this.catalog.namespaceOf(gateway),
      name: gateway.name,
      labels: { ...labels, [GATEWAY_NAME]: gateway.name, [CLASS]: classOf(gateway), [MANAGED]: controller },
      isWaypoint: controller === MESH,
    };
  }
}

function classOf(gateway: Manifest): string {
  return specOf(gateway).get('gatewayClassName').text;
}

/** Which controller of istiod makes Pods for the Gateway, as their label says it; undefined where none does. */
export function deployerOf(gateway: Manifest, catalog: Catalog): string | undefined {
  if (!isDeployed(gateway)) return undefined;
  const known = OWN_CLASSES.get(classOf(gateway));
  const gatewayClass = catalog.tryFind(GATEWAY_CLASS, '', classOf(gateway));
  if (known !== undefined || gatewayClass === undefined) return known;
  return CONTROLLERS.get(specOf(gatewayClass).get('controllerName').text);
}

/** A Gateway that names a host instead of an address is for Pods that someone else has deployed. */
function isDeployed(gateway: Manifest): boolean {
  const [first, ...others] = specOf(gateway).get('addresses').items;
  if (first === undefined) return true;
  const type = first.get('type').text;
  return others.length === 0 && (type === '' || type === 'IPAddress');
}
