import { Catalog } from '../../lib/manifest/catalog';
import { type Change, diffTraces } from '../../lib/trace/diff';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

export function diffOf(old: string, now: string): readonly Change[] {
  return diffTraces(meshOf(old), meshOf(now));
}

function meshOf(text: string): Mesh {
  return new Mesh(new Catalog(objectsOf(text)));
}

/** What a change comes to, without its reasons; gateways and workloads by their names. */
export function lines(old: string, now: string): string[] {
  return diffOf(old, now).map(({ direction, host, path, hop, was, is }) => {
    const short = hop.replaceAll(/(?<=^|→ )(gateway|workload|ingress) /g, '');
    return `${direction} ${host}${path}, ${short}: ${was} → ${is}`;
  });
}

/** The reasons, each once. */
export function whys(old: string, now: string): string[] {
  return [...new Set(diffOf(old, now).map(({ why }) => why))];
}
