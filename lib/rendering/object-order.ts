import type { Manifest } from './rendered-file';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * What an object is sorted by: sync wave, Namespaces first, kind, namespace, name, apiVersion.
 * As in Argo CD, a wave that is missing or no integer is 0.
 */
export function sortKey({ apiVersion = '', kind = '', metadata = {} }: Manifest = {}): readonly (number | string)[] {
  const wave = metadata.annotations?.[SYNC_WAVE] ?? '';
  const isNamespace = kind === 'Namespace' && apiVersion === 'v1';
  return [
    /^[+-]?\d+$/.test(wave) ? Number(wave) : 0,
    isNamespace ? 0 : 1,
    kind,
    metadata.namespace ?? '',
    metadata.name ?? '',
    apiVersion,
  ];
}

/** Compares by code units, never by locale: the order is the same on every machine. */
export function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
