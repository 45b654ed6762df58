import { append } from '../groups';
import { Catalog } from '../manifest/catalog';
import { worldsOf } from '../manifest/worlds';
import { Mesh } from '../traffic/mesh';
import { meshConfigIn } from '../traffic/mesh-config';
import { publicRequests, untraceable } from './public-requests';
import { arrives, isEncrypted, type TracedRequest } from './request';
import { trace } from './trace';
import type { TraceInput } from './trace-worlds';

/** How well the requests from outside are protected that the objects of a part, as one file of an output, route. */
export type PartVerdict = 'encrypted' | 'not enforced' | 'could not tell' | 'plaintext' | 'nothing arrives';

/** By part; parts that nothing from outside is routed by are left out. The worst of its requests counts. */
export function verdictsByPart(input: TraceInput): ReadonlyMap<string, PartVerdict> {
  const { objects, context, meshConfig = meshConfigIn([...objects, ...context]) } = input;
  const found = new Map<string, PartVerdict[]>();
  for (const world of worldsOf(objects).worlds) {
    const mesh = new Mesh(new Catalog(world, { context }), meshConfig);
    for (const request of publicRequests(mesh).flatMap((client) => trace(mesh, client))) {
      for (const part of partsOf(request)) append(found, part, verdictOn(request));
    }
    for (const { manifest } of untraceable(mesh))
      append(found, manifest.origin.part ?? manifest.origin.file, 'could not tell');
  }
  return new Map(Array.from(found, ([part, verdicts]) => [part, worst(verdicts)]));
}

/** From bad to good. */
const ORDER: readonly PartVerdict[] = ['plaintext', 'could not tell', 'not enforced', 'encrypted', 'nothing arrives'];

function worst(verdicts: readonly PartVerdict[]): PartVerdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'nothing arrives';
}

function verdictOn(request: TracedRequest): PartVerdict {
  const arriving = arrives(request);
  if (arriving === false) return 'nothing arrives';
  const isOpen = request.hops.some(({ protection }) => protection === 'either');
  const encrypted = isEncrypted(request);
  if (encrypted === false) return 'plaintext';
  if (arriving && encrypted) return 'encrypted';
  return arriving && isOpen ? 'not enforced' : 'could not tell';
}

const ROUTES: ReadonlySet<string> = new Set(['VirtualService', 'Ingress', 'Gateway']);

/** Parts with the objects that route it. */
function partsOf({ hops, end }: TracedRequest): ReadonlySet<string> {
  const deciders = [...hops.flatMap(({ decidedBy }) => decidedBy), ...(end?.decidedBy ?? [])];
  const routing = deciders.filter(({ manifest }) => ROUTES.has(manifest.kind));
  return new Set(routing.map(({ manifest: { origin } }) => origin.part ?? origin.file).filter((part) => part !== ''));
}
