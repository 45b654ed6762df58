import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { DATAPLANE_MODE, GATEWAY_NAME, INJECT, INJECTION, REVISION } from './istio-labels';
import type { Namespaces } from './namespaces';
import { inPod, namespaceLabel, podAnnotation, podLabel, type Reason } from './reason';

export interface Proxy extends Reason {
  /** Undefined when the input leaves it open. */
  readonly kind: 'sidecar' | 'gateway' | 'ambient' | 'none' | undefined;
}

/** Whether Istio's webhook adds a proxy to a Pod as it is created. */
export interface Injection extends Reason {
  /** Undefined when the input leaves it open. */
  readonly happens: boolean | undefined;
}

const PROXY = 'istio-proxy';
const TEMPLATES = 'inject.istio.io/templates';

const LEFT_ALONE: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** Istio never touches Pods of these namespaces. Source: IgnoredNamespaces of its injector. */
export function isLeftAlone(namespace: string): boolean {
  return LEFT_ALONE.has(namespace);
}

/**
 * What of Istio stands before a Pod. Follows the webhooks that the chart istiod installs: `enableNamespacesByDefault`,
 * `neverInjectSelector` and `alwaysInjectSelector` are taken as unset, and each revision as installed.
 */
export class Proxies {
  constructor(
    private readonly catalog: Catalog,
    private readonly namespaces: Namespaces,
  ) {}

  of(pod: Pod): Proxy {
    const injection = this.injection(pod);
    return (
      gatewayOf(pod, injection) ??
      sidecarOf(pod, injection) ??
      this.ambientOf(pod) ?? { ...reasonOf(injection), kind: injection.happens === undefined ? undefined : 'none' }
    );
  }

  /** Whether the Pod has a part of Istio that speaks the mesh's mutual TLS for it. */
  isInMesh(pod: Pod): boolean | undefined {
    const { kind } = this.of(pod);
    return kind && kind !== 'none';
  }

  /** True when the image of the proxy's container is left to the injection, without which there is none to pull. */
  hasImageAuto(pod: Pod): boolean {
    return proxyContainer(pod)?.get('image').text === 'auto';
  }

  /** Whatever proxy the Pod itself has. */
  injection(pod: Pod): Injection {
    const refusal = this.refusal(pod);
    if (refusal !== undefined) return { ...refusal, happens: false };
    const name = this.catalog.namespaceOf(pod.owner);
    const namespace = this.namespaces.find(name);
    const labels = this.namespaces.labelsOf(name) ?? {};
    if (namespace !== undefined && labels[INJECTION] !== undefined) {
      return { ...namespaceLabel(namespace, INJECTION, labels[INJECTION]), happens: labels[INJECTION] === 'enabled' };
    }
    if (namespace !== undefined && labels[REVISION] !== undefined) {
      return { ...namespaceLabel(namespace, REVISION, labels[REVISION]), happens: labels[REVISION] !== '' };
    }
    if (pod.labels[REVISION] !== undefined) {
      return { ...podLabel(pod, REVISION, pod.labels[REVISION]), happens: pod.labels[REVISION] !== '' };
    }
    if (pod.labels[INJECT] === 'true') return { ...podLabel(pod, INJECT, 'true'), happens: true };
    if (namespace === undefined) return { happens: undefined, why: `Namespace ${name} is not in the input` };
    return { happens: false, why: `namespace ${name} has neither the label ${INJECTION} nor ${REVISION}` };
  }

  /** What keeps the webhook off, whatever the labels of the namespace are. */
  private refusal(pod: Pod): Reason | undefined {
    const outside = this.outside(pod);
    if (outside !== undefined) return outside;
    const label = pod.labels[INJECT];
    if (label === 'false') return podLabel(pod, INJECT, label);
    const annotation = pod.annotations[INJECT];
    return label === undefined && annotation === 'false' ? podAnnotation(pod, INJECT, annotation) : undefined;
  }

  /** What keeps a Pod out of both sidecars and ambient. */
  private outside(pod: Pod): Reason | undefined {
    if (pod.spec['hostNetwork'] === true)
      return inPod(pod, ['spec', 'hostNetwork'], 'it is on the network of its node');
    const name = this.catalog.namespaceOf(pod.owner);
    return isLeftAlone(name) ? { why: `Istio leaves namespace ${name} alone` } : undefined;
  }

  private ambientOf(pod: Pod): Proxy | undefined {
    const own = pod.labels[DATAPLANE_MODE];
    if (this.outside(pod) !== undefined || own === 'none') return undefined;
    if (own === 'ambient') return { ...podLabel(pod, DATAPLANE_MODE, own), kind: 'ambient' };
    const name = this.catalog.namespaceOf(pod.owner);
    const namespace = this.namespaces.find(name);
    const mode = this.namespaces.labelsOf(name)?.[DATAPLANE_MODE];
    if (namespace === undefined || mode !== 'ambient') return undefined;
    return { ...namespaceLabel(namespace, DATAPLANE_MODE, mode), kind: 'ambient' };
  }
}

/** One that istiod makes for a Gateway of the Gateway API, one that is written out, or one that is injected. */
function gatewayOf(pod: Pod, injection: Injection): Proxy | undefined {
  const name = pod.labels[GATEWAY_NAME];
  if (name !== undefined) return { ...podLabel(pod, GATEWAY_NAME, name), kind: 'gateway' };
  const container = proxyContainer(pod);
  const args = container?.get('args').items.map(({ text }) => text) ?? [];
  if (container !== undefined && (args.includes('router') || args.includes('waypoint'))) {
    return { ...inPod(pod, ['spec', ...container.path], `its container ${PROXY} is a gateway`), kind: 'gateway' };
  }
  const templates = pod.annotations[TEMPLATES] ?? '';
  if (!templates.split(',').some((template) => template.trim() === 'gateway')) return undefined;
  const isMeant = container !== undefined || injection.happens === true;
  return isMeant ? { ...podAnnotation(pod, TEMPLATES, templates), kind: 'gateway' } : undefined;
}

function sidecarOf(pod: Pod, injection: Injection): Proxy | undefined {
  const container = proxyContainer(pod);
  if (container !== undefined) {
    return { ...inPod(pod, ['spec', ...container.path], `it has a container ${PROXY}`), kind: 'sidecar' };
  }
  return injection.happens === true ? { ...reasonOf(injection), kind: 'sidecar' } : undefined;
}

/** Without an image it only adds to the container that the injection would make. */
function proxyContainer(pod: Pod): Field | undefined {
  const spec = Field.of(pod.spec);
  return [...spec.get('containers').items, ...spec.get('initContainers').items].find(
    (container) => container.get('name').text === PROXY && container.get('image').text !== '',
  );
}

function reasonOf({ why, decidedBy }: Reason): Reason {
  return { why, decidedBy };
}
