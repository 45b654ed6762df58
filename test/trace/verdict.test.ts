import { isUnprotected, verdictOf } from '../../lib/trace/verdict';
import type { End, TracedRequest } from '../../lib/trace/request';
import { first, inTheClear, noRoute, notTold, open, permissive, refused, request, second } from '../report/traced';

const HOP1 = 'hop 1 (client → gateway istio-system/istio-ingressgateway)';
const HOP2 = 'hop 2 (gateway istio-system/istio-ingressgateway → workload shop/web)';
const ended = (why: string): Partial<TracedRequest> => ({ end: { ...noRoute, why } });
const clear2 = { ...second, protection: 'plaintext' as const, because: 'shop/web has no sidecar' };

describe('the verdict', () => {
  test.each<[string, Partial<TracedRequest>]>([
    ['Encrypted on every hop.', {}],
    [`Plaintext on ${HOP1} because plain HTTP comes in.`, { hops: [inTheClear, second] }],
    [
      `Plaintext on ${HOP1} because plain HTTP comes in; and on ${HOP2} because shop/web has no sidecar.`,
      { hops: [inTheClear, clear2] },
    ],
    [`Plaintext on ${HOP1} because plain HTTP comes in.`, { hops: [inTheClear, permissive] }],
    [`Plaintext on ${HOP2}.`, { hops: [first, { ...clear2, because: '' }] }],
    [
      `Mutual TLS is used and not enforced on ${HOP2} because shop/web takes plain text as well (PERMISSIVE).`,
      { hops: [first, permissive] },
    ],
    [
      `Could not tell how traffic is protected on ${HOP2} because it is not known whether shop/web has a sidecar.`,
      { hops: [first, open] },
    ],
    ['Could not tell: no hop of the way is known.', { hops: [] }],
    ['Could not tell what is behind web.shop: no Service is in the input.', { hops: [first], end: notTold }],
    [
      `Could not tell what is behind web.shop: no Service is in the input; plaintext on ${HOP1} because plain HTTP comes in.`,
      { hops: [inTheClear], end: notTold },
    ],
    ['Does not arrive: 404, no route of VirtualService shop/web takes GET /api.', { hops: [first], end: noRoute }],
    ['Does not arrive: connection refused, nothing is there.', refused],
    [
      'Does not arrive: TLS reset, the certificate of a/b is refused: it is old.',
      ended('TLS reset: the certificate of a/b is refused: it is old'),
    ],
    ['Does not arrive: 301, redirected to https://a/?.', ended('301: redirected to https://a/?.')],
  ])('%s', (verdict, changes) => {
    expect(verdictOf(request(changes))).toBe(verdict);
  });
});

test.each<[boolean, string, Partial<TracedRequest>]>([
  [false, 'encrypted', {}],
  [true, 'plaintext', { hops: [inTheClear, second] }],
  [true, 'not enforced', { hops: [first, permissive] }],
  [true, 'not known how', { hops: [first, open] }],
  [true, 'not known whether it arrives', { hops: [first], end: notTold }],
  [
    false,
    'a plaintext request that is sent away',
    { hops: [inTheClear], end: { ...noRoute, failure: 'redirect', status: 301 } satisfies End },
  ],
  [false, 'refused', refused],
])('needs protection: %s (%s)', (expected, _name, changes) => {
  expect(isUnprotected(request(changes))).toBe(expected);
});
