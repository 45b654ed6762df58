import type { Manifest } from './rendering';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** `Gateway bookinfo/bookinfo-gateway`; cluster-scoped: `ClusterIssuer hipstershop-ca`. */
export function titleOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Argo CD's default is 0. */
export function waveOf({ metadata }: Manifest): number {
  return Number(metadata.annotations?.[SYNC_WAVE] ?? '0');
}

/** `5 Gateway bookinfo/bookinfo-gateway` */
export function wavedTitle(object: Manifest): string {
  return `${waveOf(object)} ${titleOf(object)}`;
}

export function find(objects: readonly Manifest[], title: string): Manifest {
  const found = objects.filter((object) => titleOf(object) === title);
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} objects are ${title}, among:\n${objects.map(titleOf).join('\n')}`);
}

/**
 * The value at a path such as `spec.servers[0].port` or `metadata.labels[istio.io/rev]`; undefined when it is left
 * out.
 * @throws when what should hold it is missing, so that a misspelt path proves nothing absent
 */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const [, index, key] of path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)) {
    if (typeof value !== 'object' || value === null) throw new Error(`There is nothing for ${path} to be in`);
    value = (value as Record<string, unknown>)[index ?? key ?? ''];
  }
  return value;
}

/** Every string in the value with its path, keys of maps included. */
export function* stringsIn(value: unknown, path = ''): Generator<{ readonly path: string; readonly text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value)) yield { path: `${path}.${key}`, text: key };
    yield* stringsIn(child, `${path}.${key}`);
  }
}

/** All values at a path such as `spec.servers[*].hosts[*]`, none where something is missing on the way. */
export function valuesAt(object: unknown, path: string): unknown[] {
  let values = [object];
  for (const [step] of path.matchAll(/[^.[\]]+/g)) {
    const holders = values.filter((value) => typeof value === 'object' && value !== null);
    const all = step === '*';
    values = holders.flatMap((holder) => (all ? Object.values(holder) : [(holder as Record<string, unknown>)[step]]));
  }
  return values.filter((value) => value !== undefined);
}
