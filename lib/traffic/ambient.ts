import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import { kindKey, type Manifest, type Path } from '../manifest/manifest';
import { podOf } from '../manifest/pods';
import type { Answer } from './answer';
import { isAssumed } from './default-gateway';
import { DATAPLANE_MODE } from './istio-labels';
import type { Namespaces } from './namespaces';
import type { Proxies } from './proxies';
import type { Services } from './services';

const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';
/** The value of the label that keeps an object without the waypoint of its namespace. */
const NONE = 'none';

/** The waypoint that labels ask for: a Gateway of the Gateway API. */
export interface Waypoint {
  readonly name: string;
  readonly namespace: string;
  /** Of the label. */
  readonly path: Path;
  /** Where the label is. */
  readonly manifest: Manifest;
}

/** What is in Istio's ambient mode, and which waypoints its labels ask for. */
export class Ambient {
  constructor(
    private readonly catalog: Catalog,
    private readonly namespaces: Namespaces,
    private readonly services: Services,
    private readonly proxies: Proxies,
  ) {}

  /** By its label; undefined without a Namespace object. */
  hasNamespace(name: string): Answer {
    const labels = this.namespaces.labelsOf(name);
    return labels && labels[DATAPLANE_MODE] === 'ambient';
  }

  /** Whether a Service leads to Pods in ambient mode; one without Pods in the input goes by its namespace. */
  hasService(service: Manifest): Answer {
    const pods = this.services.podsOf(service).filter(({ owner }) => !isAssumed(owner));
    if (pods.length === 0) return this.hasNamespace(this.catalog.namespaceOf(service));
    const kinds = pods.map((pod) => this.proxies.of(pod).kind);
    if (kinds.includes('ambient')) return true;
    return kinds.includes(undefined) ? undefined : false;
  }

  /** That the labels of this object itself ask for; a workload has them in its template. `none` is no waypoint. */
  labelledWaypoint(manifest: Manifest): Waypoint | undefined {
    const labels = labelsField(manifest);
    const name = labels.get(USE_WAYPOINT);
    if (name.text === '' || name.text === NONE) return undefined;
    // A Namespace is in none itself, and means its own.
    const own = kindKey(manifest) === 'Namespace' ? manifest.name : this.catalog.namespaceOf(manifest);
    return { name: name.text, namespace: labels.get(WAYPOINT_NAMESPACE).text || own, path: name.path, manifest };
  }

  /**
   * Whether a Service, ServiceEntry or workload has a waypoint: by its own label, else by that of its namespace.
   * Undefined when that Namespace is not in the input.
   */
  hasWaypoint(manifest: Manifest): Answer {
    const own = labelsField(manifest).get(USE_WAYPOINT).text;
    if (own !== '') return own !== NONE;
    return this.hasNamespaceWaypoint(this.catalog.namespaceOf(manifest));
  }

  /** The one that `hasWaypoint` tells of; undefined where it is not true. */
  waypointOf(manifest: Manifest): Waypoint | undefined {
    if (this.hasWaypoint(manifest) !== true) return undefined;
    const namespace = this.namespaces.find(this.catalog.namespaceOf(manifest));
    return this.labelledWaypoint(manifest) ?? (namespace && this.labelledWaypoint(namespace));
  }

  /** Whether what is in a namespace has a waypoint, unless its own label says otherwise. */
  hasNamespaceWaypoint(name: string): Answer {
    const namespace = this.namespaces.find(name);
    return namespace && this.labelledWaypoint(namespace) !== undefined;
  }
}

/** The labels of an object, or of the Pods that it makes. */
function labelsField(manifest: Manifest): Field {
  const template = podOf(manifest)?.template ?? [];
  return Field.root(manifest).get(...template, 'metadata', 'labels');
}
