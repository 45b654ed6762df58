const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STABILITY: Record<string, number> = { alpha: 1, beta: 2, stable: 3 };

/**
 * Orders API versions as Kubernetes does, newest first: stable before beta before alpha, then by number;
 * names that are no Kubernetes versions come last, alphabetically.
 */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  for (const [index, number] of left.entries()) {
    const difference = (right[index] ?? 0) - number;
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : Number(a > b);
}

function rank(version: string): number[] {
  const match = VERSION.exec(version);
  if (!match) return [0, 0, 0];
  const [, major, stability = 'stable', minor = '0'] = match;
  return [STABILITY[stability] ?? 0, Number(major), Number(minor)];
}
