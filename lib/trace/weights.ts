import type { Field } from '../manifest/field';

export interface Weighted {
  /** An item of `route`. */
  readonly item: Field;
  /** In per cent; undefined where all goes there. */
  readonly weight: number | undefined;
}

/** The destinations of a route that get something. One alone gets all, whatever its weight is. */
export function weighted(items: readonly Field[]): readonly Weighted[] {
  const named = items.filter((item) => item.get('destination', 'host').text !== '');
  const [only] = named;
  if (only !== undefined && items.length === 1) return [{ item: only, weight: undefined }];
  const total = named.reduce((sum, item) => sum + weightOf(item), 0);
  return named
    .filter((item) => weightOf(item) > 0)
    .map((item) => ({ item, weight: weightOf(item) === total ? undefined : percent(weightOf(item), total) }));
}

function weightOf(item: Field): number {
  return Math.max(item.get('weight').number, 0);
}

/** With two digits after the point. */
function percent(part: number, total: number): number {
  return Math.round((part * 10_000) / total) / 100;
}
