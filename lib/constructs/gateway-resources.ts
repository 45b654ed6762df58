import type { Problems } from './problems';
import { object, optional, type Shape, text } from './shape';

/** Requests and limits in Kubernetes' quantity format (`100m`, `128Mi`). A request must not exceed its limit. */
export interface GatewayResources {
  /** Default: `100m`. */
  readonly cpuRequest?: string;
  /** Default: `2000m`. */
  readonly cpuLimit?: string;
  /** Default: `128Mi`. */
  readonly memoryRequest?: string;
  /** Default: `1024Mi`. */
  readonly memoryLimit?: string;
}

export const GATEWAY_RESOURCES: Shape<GatewayResources> = object({
  cpuRequest: optional(text),
  cpuLimit: optional(text),
  memoryRequest: optional(text),
  memoryLimit: optional(text),
});

/** With the defaults. */
export function resourcesOf(resources: GatewayResources = {}): Required<GatewayResources> {
  const { cpuRequest = '100m', cpuLimit = '2000m', memoryRequest = '128Mi', memoryLimit = '1024Mi' } = resources;
  return { cpuRequest, cpuLimit, memoryRequest, memoryLimit };
}

export function checkResources(problems: Problems, resources: GatewayResources | undefined): void {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = resourcesOf(resources);
  checkResource(problems, 'cpu', cpuRequest, cpuLimit);
  checkResource(problems, 'memory', memoryRequest, memoryLimit);
}

function checkResource(problems: Problems, resource: 'cpu' | 'memory', request: string, limit: string): void {
  const [requested, limited] = [request, limit].map(quantity);
  for (const [part, value, number] of [
    ['Request', request, requested],
    ['Limit', limit, limited],
  ] as const) {
    problems.check(number === undefined, () => ({
      path: `resources.${resource}${part}`,
      value,
      why: 'not a quantity as Kubernetes writes them',
      fix: 'Use for instance 100m or 128Mi',
    }));
  }
  // The margin is for decimal fractions: 700m and 0.7 are the same.
  problems.check(requested !== undefined && limited !== undefined && requested > limited * (1 + 1e-12), () => ({
    path: `resources.${resource}Request`,
    value: request,
    why: `more than the limit of ${limit}, so that Kubernetes refuses the pods`,
    fix: `Raise ${resource}Limit too`,
  }));
}

const QUANTITY = /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?$/;

const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity without sign stands for; undefined when it is none. */
function quantity(written: string): number | undefined {
  const [matched, digits, suffix = '', exponent = '0'] = QUANTITY.exec(written) ?? [];
  return matched === undefined ? undefined : Number(digits) * (SUFFIXES[suffix] ?? 1) * 10 ** Number(exponent);
}
