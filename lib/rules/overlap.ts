import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';

/** Two objects that select one workload, of which istiod goes by the older alone. */
export interface Overlap {
  readonly other: Manifest;
  readonly workload: Manifest;
}

/** Told at the younger one, if that is judged, else at the older; at each only the first. */
export function addOverlap(
  found: Map<Manifest, Overlap>,
  older: Manifest,
  younger: Manifest,
  workload: Manifest,
  { catalog }: Pick<Mesh, 'catalog'>,
): void {
  const [judged, other] = catalog.isJudged(younger) ? [younger, older] : [older, younger];
  if (!found.has(judged)) found.set(judged, { other, workload });
}
