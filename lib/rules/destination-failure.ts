import type { Destination } from '../traffic/destinations';

/** What comes of a destination that a proxy does not have, as a clause. */
export function failureAt({ kind, route }: Destination): string {
  if (kind === 'mirror') return 'the copies of requests are lost';
  return route.kind === 'http' ? 'requests get 503' : 'connections are closed';
}
