import type { Catalog } from '../manifest/catalog';
import { specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import { annotation, annotationsOf, AWS, IBM, NGINX, readFlag, TRAEFIK } from './ingress-annotations';
import { INGRESS_CLASS } from './kinds';
import type { MeshConfig } from './mesh-config';

/**
 * Ingress controllers whose ways are known here: Traefik, ingress-nginx, the AWS Load Balancer Controller, that of
 * Google's load balancers, Istio, and IBM's former ALB.
 */
export type ControllerFamily = 'traefik' | 'nginx' | 'alb' | 'gce' | 'istio' | 'ibm' | 'unknown';

/** The controller that serves an Ingress. */
export interface IngressController {
  readonly family: ControllerFamily;
  /** The IngressClass by name; empty where the Ingress has none, and gets none by default. */
  readonly className: string;
  /** What names the class: the annotation `kubernetes.io/ingress.class`, else `spec.ingressClassName`. */
  readonly path: Path;
  readonly ingressClass: Manifest | undefined;
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** `spec.controller` of IngressClasses; that of ingress-nginx is often changed to run several. */
const CONTROLLERS: readonly (readonly [RegExp, ControllerFamily])[] = [
  [/^traefik\.io\/ingress-controller$/, 'traefik'],
  [/ingress-nginx$/, 'nginx'],
  [/^(ingress\.k8s\.aws|eks\.amazonaws\.com)\/alb$/, 'alb'],
  [/ingress-gce$/, 'gce'],
  [/^istio\.io\/ingress-controller$/, 'istio'],
];

/** Names of classes as the controllers' installers give them, for where the IngressClass is not in the input. */
const CLASS_NAMES: readonly (readonly [RegExp, ControllerFamily])[] = [
  [/(^|-)traefik(-|$)/, 'traefik'],
  [/(^|-)nginx(-|$)/, 'nginx'],
  [/^alb$/, 'alb'],
  [/^gce(-internal)?$/, 'gce'],
];

const ANNOTATIONS: readonly (readonly [RegExp, ControllerFamily])[] = [
  [prefix(TRAEFIK), 'traefik'],
  [prefix(NGINX), 'nginx'],
  [prefix(AWS), 'alb'],
  [/^(ingress\.gcp\.kubernetes\.io|networking\.gke\.io)\//, 'gce'],
  [prefix(IBM), 'ibm'],
  // The NGINX company's own controller, which also calls its class "nginx".
  [/^nginx\.(org|com)\//, 'unknown'],
];

/** Which controller serves which Ingress. */
export class IngressControllers {
  private readonly defaultClass: Manifest | undefined;
  private readonly known = new Map<Manifest, IngressController>();

  constructor(
    private readonly catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    const defaults = catalog
      .ofKind(INGRESS_CLASS)
      .filter((one) => readFlag(annotation(one, 'ingressclass.kubernetes.io/is-default-class')) === true);
    // Of several the API server takes the newest, which manifests do not tell.
    this.defaultClass = defaults.length === 1 ? defaults[0] : undefined;
  }

  of(ingress: Manifest): IngressController {
    const known = this.known.get(ingress) ?? this.find(ingress);
    this.known.set(ingress, known);
    return known;
  }

  private find(ingress: Manifest): IngressController {
    const old = annotation(ingress, CLASS_ANNOTATION);
    const field = old.text === '' ? specOf(ingress).get('ingressClassName') : old;
    const ingressClass = field.text === '' ? this.defaultClass : this.catalog.tryFind(INGRESS_CLASS, '', field.text);
    const className = field.text === '' ? (this.defaultClass?.name ?? '') : field.text;
    return { family: this.familyOf(ingress, className, ingressClass), className, path: field.path, ingressClass };
  }

  private familyOf(ingress: Manifest, className: string, ingressClass: Manifest | undefined): ControllerFamily {
    if (ingressClass !== undefined) {
      return familyIn(CONTROLLERS, specOf(ingressClass).get('controller').text) ?? 'unknown';
    }
    const { ingressControllerMode: mode, ingressClass: istio } = this.config;
    if (mode !== 'OFF' && className === istio) return 'istio';
    const shown = familiesShown(ingress);
    const named = shown.has('unknown') ? undefined : familyIn(CLASS_NAMES, className);
    if (named !== undefined) return named;
    const [only] = shown;
    if (shown.size === 1 && only !== undefined) return only;
    return mode === 'DEFAULT' && className === '' && shown.size === 0 ? 'istio' : 'unknown';
  }
}

/** Whose annotations the Ingress has. */
function familiesShown(ingress: Manifest): ReadonlySet<ControllerFamily> {
  const { entries } = annotationsOf(ingress);
  return new Set(entries.flatMap(([key]) => familyIn(ANNOTATIONS, key) ?? []));
}

function familyIn(list: readonly (readonly [RegExp, ControllerFamily])[], text: string): ControllerFamily | undefined {
  return list.find(([pattern]) => pattern.test(text))?.[1];
}

function prefix(text: string): RegExp {
  return new RegExp(`^${text.replaceAll('.', '\\.')}`);
}
