import { Catalog } from '../manifest/catalog';
import { type Manifest, pathText } from '../manifest/manifest';
import { worldsOf } from '../manifest/worlds';
import { Mesh } from '../traffic/mesh';
import { type MeshConfig, meshConfigIn } from '../traffic/mesh-config';
import type { TracedRequest } from './request';
import type { Requests, Untraceable } from './requests';
import { trace } from './trace';

export interface TraceInput {
  readonly objects: readonly Manifest[];
  /** What the cluster has already. */
  readonly context: readonly Manifest[];
  /** Istio's mesh config. Default: what a ConfigMap `istio` of the objects or the context holds, else Istio's defaults. */
  readonly meshConfig: MeshConfig | undefined;
}

export interface Traced {
  readonly request: TracedRequest;
  /** Where files define the same objects differently: those with which it is so. Empty where it is so with all. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface Survey {
  readonly traced: readonly Traced[];
  /** Where no request was made up, so that nothing is known. */
  readonly untraced: readonly Untraceable[];
}

/**
 * Traces requests through everything that can be on one cluster together. Files that exclude each other are traced one
 * after the other, and what is the same each time is told once.
 * @param requestsOf what to trace, asked for each time
 */
export function traceWorlds(input: TraceInput, requestsOf: (mesh: Mesh) => Requests): Survey {
  const { objects, context, meshConfig = meshConfigIn([...objects, ...context]) } = input;
  const { worlds, alternatives } = worldsOf(objects);
  const surveys = worlds.map((world) => {
    const mesh = new Mesh(new Catalog(world, { context }), meshConfig);
    const { clients, untraceable } = requestsOf(mesh);
    return { requests: clients.flatMap((client) => trace(mesh, client)), untraceable };
  });
  const traced = surveys.map(({ requests }) => requests);
  const untraced = distinct(surveys.flatMap(({ untraceable }) => untraceable));
  const [only = []] = traced;
  if (traced.length === 1) return { traced: only.map((request) => ({ request, alternatives: [] })), untraced };
  return { traced: united(traced, alternatives), untraced };
}

function distinct(untraced: readonly Untraceable[]): readonly Untraceable[] {
  const told = new Map<Manifest, Set<string>>();
  return untraced.filter(({ manifest, path, why }) => {
    const known = told.get(manifest) ?? new Set();
    const { size } = known;
    told.set(manifest, known.add(`${pathText(path)} ${why}`));
    return known.size > size;
  });
}

function united(
  traced: readonly (readonly TracedRequest[])[],
  alternatives: readonly (readonly string[])[],
): readonly Traced[] {
  const found = new Map<string, { request: TracedRequest; in: Set<number> }>();
  for (const [index, requests] of traced.entries()) {
    for (const request of requests) {
      const key = likeness(request);
      const known = found.get(key);
      if (known === undefined) found.set(key, { request, in: new Set([index]) });
      else known.in.add(index);
    }
  }
  return Array.from(found.values(), ({ request, in: worlds }) => ({
    request,
    alternatives: worlds.size === traced.length ? [] : alternatives.filter((_, index) => worlds.has(index)),
  }));
}

/** All that is told of a request but the objects that decide it, which each alternative has its own of. */
function likeness(request: TracedRequest): string {
  return JSON.stringify(request, (key, value: unknown) => (key === 'decidedBy' ? undefined : value));
}
