import type { RequestOptions } from '../../lib/trace/client-options';

/** A request, and each way that it takes: its hops, then what becomes of it. */
export type Traced = readonly [url: string, options: RequestOptions, ...ways: readonly (readonly string[])[]];

export interface Expectation {
  readonly sample: readonly Traced[];
  /** Of variants for which the way changes. */
  readonly variants: Readonly<Record<string, readonly Traced[]>>;
}

export const ENCRYPTED = 'encrypted';
export const REFUSED = 'refused';
export const RESET = 'tls-reset';

/** The first hop to the gateway of platform.yaml, and to that of second-platform.yaml. */
export const IN = 'client -> gateway istio-system/istio-ingressgateway';
export const SECOND_IN = 'client -> gateway edge-system/edge-proxy';

/** Past what is before the gateway. */
export const STRAIGHT: RequestOptions = { entry: 'Service/istio-system/istio-ingressgateway' };
