import { traceMermaid } from '../../lib/report/trace-mermaid';
import {
  call,
  client,
  decider,
  first,
  inTheClear,
  noRoute,
  notTold,
  open,
  permissive,
  refused,
  second,
  survey,
  traced,
} from './traced';

const at = (path: string) => ({ ...client, path });

test('what requests share is drawn once', () => {
  const all = [
    traced({ client: at('/a') }),
    traced({ client: at('/b'), hops: [first, { ...permissive, to: 'workload shop/b' }] }),
    traced({ client: at('/c'), hops: [inTheClear], end: noRoute }),
    traced({ client: at('/d'), hops: [first], end: notTold }),
    traced({ client: at('/e'), hops: [first, open] }),
    traced({ client: at('/e'), hops: [first, open] }),
  ];

  expect(traceMermaid(survey(...all))).toBe(`flowchart LR
  n0["client"]
  n1["gateway istio-system/istio-ingressgateway"]
  n2["workload shop/web"]
  n3["workload shop/b"]
  n4(["Does not arrive: 404, no route of VirtualService shop/web takes GET /api."])
  n5(["Could not tell what is behind web.shop: no Service is in the input."])
  n0 ==>|"TLS<br/>GET https://shop.example.com/a<br/>GET https://shop.example.com/b<br/>GET https://shop.example.com/d<br/>GET https://shop.example.com/e"| n1
  n1 ==>|"mutual TLS<br/>GET https://shop.example.com/a"| n2
  n1 -.->|"mutual TLS, not enforced<br/>GET https://shop.example.com/b"| n3
  n0 -->|"plaintext<br/>GET https://shop.example.com/c"| n1
  n1 --x|"GET https://shop.example.com/c"| n4
  n1 -.->|"GET https://shop.example.com/d"| n5
  n1 -.->|"not known<br/>GET https://shop.example.com/e"| n2
  linkStyle 0,1 stroke:#1a7f37
  linkStyle 2,6 stroke:#bf8700
  linkStyle 3 stroke:#cf222e
`);
});

test('where a way begins that has no hop', () => {
  expect(traceMermaid(survey(traced(refused), traced({ ...refused, client: call, entry: 'workload shop/api' })))).toBe(
    `flowchart LR
  n0["client"]
  n1(["Does not arrive: connection refused, nothing is there."])
  n2["workload shop/api"]
  n0 --x|"GET https://shop.example.com/api"| n1
  n2 --x|"POST http://web:8080/api from shop/api with x-user: jane, x-odd: #92;u001b#91;2J"| n1
`,
  );
});

test('of many requests on one hop, some are named', () => {
  const all = ['/1', '/2', '/3', '/4', '/5', '/6'].map((path) => traced({ client: at(path), hops: [first] }));

  expect(traceMermaid(survey(...all))).toContain(
    '|"TLS<br/>GET https://shop.example.com/1<br/>GET https://shop.example.com/2<br/>GET https://shop.example.com/3<br/>and 3 more"|',
  );
});

test('what was not traced stands apart', () => {
  const untraced = [{ ...decider('Gateway', 'spec'), why: 'is odd' }];

  expect(traceMermaid({ traced: [], untraced })).toBe(
    'flowchart LR\n  n0(["Not traced: Gateway shop/public is odd."])\n',
  );
});

test('no name breaks out of its label', () => {
  const to = '"]; click n0 "javascript:alert(1)" %%{init: {}}%% <b>`#quot;&amp;\n\u202e{x}|é😀';

  expect(
    traceMermaid(survey(traced({ hops: [{ ...second, from: 'client', to }], backend: undefined }))).split('\n')[2],
  ).toBe(
    '  n1["#34;#93;#59; click n0 #34;javascript:alert(1)#34; #37;#37;#123;init: #123;#125;#125;#37;#37; ' +
      '#60;b#62;#96;#35;quot#59;#38;amp#59;#92;u000a#92;u202e#123;x#125;#124;é#128512;"]',
  );
});
