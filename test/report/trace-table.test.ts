import { traceTable } from '../../lib/report/trace-table';
import { call, decider, first, inTheClear, open, permissive, refused, second, survey, traced } from './traced';

const ALL = [
  traced(),
  traced({ hops: [inTheClear, second], weight: 50 }),
  traced({ hops: [first, permissive], client: call }),
  traced({ hops: [first, open] }),
  traced(refused),
  traced({ ...refused, entry: '' }),
];

test('as words', () => {
  const lines = traceTable(survey(...ALL), { isTerminal: false }).split('\n');
  const [, way, verdict] = [/CLIENT/, /WAY/, /VERDICT/].map((title) => lines[0]?.search(title) ?? 0);
  const cells = (line: string) => [line.slice(0, way).trim(), line.slice(way, verdict).trim(), line.slice(verdict)];
  const gateway = 'gateway istio-system/istio-ingressgateway';

  expect(lines.slice(0, -3).map(cells)).toEqual([
    [expect.stringMatching(/^REQUEST +CLIENT CERTIFICATE$/), 'WAY', 'VERDICT'],
    [
      expect.stringMatching(/^GET https:\/\/shop.example.com\/api +-$/),
      `TLS → ${gateway}, mutual TLS → workload shop/web`,
      'Encrypted on every hop.',
    ],
    [
      expect.stringMatching(/^GET https:\/\/shop.example.com\/api \(50 %\) +-$/),
      `plaintext → ${gateway}, mutual TLS → workload shop/web`,
      `Plaintext on hop 1 (client → ${gateway}) because plain HTTP comes in.`,
    ],
    [
      expect.stringMatching(
        /^POST http:\/\/web:8080\/api from shop\/api with x-user: jane, x-odd: \\u001b\[2J {2}shop\/web-client$/,
      ),
      `TLS → ${gateway}, mutual TLS, not enforced → workload shop/web`,
      `Mutual TLS is used and not enforced on hop 2 (${gateway} → workload shop/web) because shop/web takes plain text as well (PERMISSIVE).`,
    ],
    [
      expect.any(String),
      `TLS → ${gateway}, not known → workload shop/web`,
      `Could not tell how traffic is protected on hop 2 (${gateway} → workload shop/web) because it is not known whether shop/web has a sidecar.`,
    ],
    [
      expect.any(String),
      'at Service istio-system/istio-ingressgateway',
      'Does not arrive: connection refused, nothing is there.',
    ],
    [expect.any(String), '-', 'Does not arrive: connection refused, nothing is there.'],
  ]);
  expect(lines.slice(-3)).toEqual([
    '',
    '6 requests: 1 encrypted on every hop, 1 in plaintext on a hop, 2 not certain, 2 not arriving.',
    '',
  ]);
});

test('on a terminal, with locks and colours', () => {
  const lines = traceTable(survey(...ALL), { isTerminal: true }).split('\n');

  expect(lines.slice(1, 6).map((line) => line.slice(line.search(/[🔒🔓❓✖]/u)))).toEqual([
    '🔒 \u001b[32mEncrypted on every hop.\u001b[0m',
    expect.stringContaining('🔓 \u001b[31mPlaintext on hop 1 '),
    expect.stringContaining('❓ \u001b[33mMutual TLS is used '),
    expect.stringContaining('❓ \u001b[33mCould not tell '),
    '✖ \u001b[0mDoes not arrive: connection refused, nothing is there.\u001b[0m',
  ]);
});

test('one request', () => {
  expect(traceTable(survey(traced()), { isTerminal: false })).toMatch(/\n\n1 request: 1 encrypted on every hop\.\n$/);
});

test('what was not traced', () => {
  const untraced = [
    { ...decider('Gateway', 'spec', 'servers', 0), why: 'is odd' },
    { ...decider('VirtualService', 'spec'), why: 'is\u001b open' },
  ];
  const expected = `Not traced:
  shop.yaml:6   Gateway shop/public is odd (spec.servers[0])
  shop.yaml:12  VirtualService shop/web is\\u001b open (spec)
`;

  expect(traceTable({ traced: [], untraced }, { isTerminal: false })).toBe(expected);
  expect(traceTable({ traced: ALL, untraced }, { isTerminal: false })).toMatch(/ 2 not arriving\.\nNot traced:\n/);
});
