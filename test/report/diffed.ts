import type { Change } from '../../lib/trace/diff';
import type { Diffed } from '../../lib/trace/diff-worlds';
import { decider } from './traced';

/** A change for the worse, unless told otherwise. */
export function diffed(changes: Partial<Change> = {}, alternatives: Diffed['alternatives'] = []): Diffed {
  const change: Change = {
    host: 'shop.example.com',
    path: '/',
    hop: 'client → gateway istio-system/istio-ingressgateway',
    was: 'mutual-tls',
    is: 'tls',
    direction: 'weaker',
    why: 'mode was MUTUAL, is SIMPLE',
    decidedBy: {
      was: [decider('Gateway', 'spec', 'servers', 0, 'tls', 'mode')],
      is: [decider('VirtualService', 'spec', 'http', 0)],
    },
    ...changes,
  };
  return { change, alternatives };
}

export const ALL = [
  diffed(),
  diffed({ path: '/api' }),
  diffed({ direction: 'added', path: '*', host: 'b', was: 'refused', is: 'arrives', why: 'new. It is there' }, [
    ['b.yaml'],
  ]),
];

export const untraced = [
  { ...decider('VirtualService', 'spec', 'http', 0), why: 'asks for what no value comes to mind for' },
];
