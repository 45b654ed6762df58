import { checkLabel, checkPort } from './names';
import type { Problems } from './problems';
import { either, list, number, object, optional, type Shape, structure, text } from './shape';

/**
 * A Service that requests go to, by shape: a Service of any cdk8s-plus version fits, and so does a `Workload` or
 * a plain `{ name, namespace, port }` for one that exists already.
 */
export interface Backend {
  /** Name of the Service. */
  readonly name: string;
  /** Port of the Service, not of the pods. */
  readonly port: number;
  /** Default: that of `metadata`. */
  readonly namespace?: string;
  readonly metadata?: { readonly namespace?: string | undefined };
}

/** One of the backends that share the requests of a route. */
export interface WeightedBackend {
  readonly backend: Backend;
  /** Share of the requests, relative to the sum of all weights: a whole number from 0, and not all of them 0. */
  readonly weight: number;
  /** Subset that a DestinationRule of the host defines. Default: all pods of the Service. */
  readonly subset?: string;
}

/** One backend, or a list of at least one. */
export type Destinations = Backend | readonly WeightedBackend[];

const METADATA: Shape<{ readonly namespace?: string | undefined }> = structure('an object', {
  namespace: optional(text),
});

const BACKEND: Shape<Backend> = structure('a Service, a Workload or { name, namespace, port }', {
  name: text,
  port: number,
  namespace: optional(text),
  metadata: optional(METADATA),
});

const WEIGHTED_BACKEND: Shape<WeightedBackend> = object({ backend: BACKEND, weight: number, subset: optional(text) });

export const DESTINATIONS: Shape<Destinations> = either(BACKEND, list(WEIGHTED_BACKEND));

interface RenderedDestination {
  readonly destination: { readonly host: string; readonly port: { readonly number: number }; readonly subset?: string };
  readonly weight?: number;
}

/** The namespace of the backend; empty when nothing says it, which `checkDestinations` has then reported. */
export function backendNamespace(backend: Backend): string {
  return backend.namespace ?? backend.metadata?.namespace ?? '';
}

/** The full name of a Service: unlike a short one it means the same in every namespace. */
export function serviceHost(name: string, namespace: string, clusterDomain: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

export function renderDestinations(to: Destinations, clusterDomain: string): RenderedDestination[] {
  return weighted(to).map(({ backend, weight, subset }) => ({
    destination: {
      host: serviceHost(backend.name, backendNamespace(backend), clusterDomain),
      port: { number: backend.port },
      ...(subset === undefined ? {} : { subset }),
    },
    ...(weight === undefined ? {} : { weight }),
  }));
}

function weighted(to: Destinations): readonly (Omit<WeightedBackend, 'weight'> & { readonly weight?: number })[] {
  return isList(to) ? to : [{ backend: to }];
}

function isList(to: Destinations): to is readonly WeightedBackend[] {
  return Array.isArray(to);
}

export function checkDestinations(problems: Problems, path: string, to: Destinations): void {
  if (isList(to)) checkWeights(problems, path, to);
  for (const [index, { backend, subset }] of weighted(to).entries()) {
    const at = isList(to) ? `${path}[${index}].backend` : path;
    const namespace = backendNamespace(backend);
    checkLabel(problems, `${at}.name`, backend.name);
    checkPort(problems, `${at}.port`, backend.port);
    if (subset !== undefined) checkLabel(problems, `${path}[${index}].subset`, subset);
    if (namespace !== '') checkLabel(problems, `${at}.namespace`, namespace);
    problems.check(namespace === '', () => ({
      path: `${at}.namespace`,
      why: `nothing says in which namespace Service ${backend.name} is`,
      fix: 'Give the namespace, or set it in the metadata of the Service',
    }));
  }
}

const MAX_WEIGHT = 2 ** 31 - 1;

function checkWeights(problems: Problems, path: string, to: readonly WeightedBackend[]): void {
  const weights = to.map(({ weight }) => weight);
  const wrong = weights.some((weight) => !Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT);
  problems.check(wrong || weights.every((weight) => weight === 0), () => ({
    path,
    value: weights,
    why: 'weights are whole numbers from 0 to 2147483647, at least one of them above 0',
    fix: 'Use for instance 90 and 10',
  }));
}
