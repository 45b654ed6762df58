import { traceText } from '../../lib/report/trace-text';
import {
  assumed,
  call,
  decider,
  first,
  inTheClear,
  noRoute,
  notTold,
  permissive,
  refused,
  second,
  traced,
} from './traced';

const text = (...parameters: Parameters<typeof traced>) => traceText([traced(...parameters)], { isTerminal: false });

test('one that arrives', () => {
  expect(text()).toBe(`GET https://shop.example.com/api, in at Service istio-system/istio-ingressgateway

client
  |
  |  hop 1: TLS
  |    proof: Secret istio-system/shop to the sender
  |      shop.yaml:6  Gateway shop/public  spec.servers[0].port.number
  |      shop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode
  v
gateway istio-system/istio-ingressgateway
  |
  |  hop 2: mutual TLS
  |    proof: a and b to each other
  |    timeout 5s
  |      shop.yaml:14  VirtualService shop/web  spec.http[0]
  v
workload shop/web
  Service shop/web, port 80

Encrypted on every hop.
`);
});

test('one that ends on the way, in plaintext', () => {
  expect(text({ hops: [inTheClear], end: noRoute, backend: undefined })).toBe(
    `GET https://shop.example.com/api, in at Service istio-system/istio-ingressgateway

client
  |
  |  hop 1: plaintext
  |    because plain HTTP comes in
  |      shop.yaml:6  Gateway shop/public  spec.servers[0].port.number
  |      shop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode
  v
gateway istio-system/istio-ingressgateway
  |
  x  does not get further
     shop.yaml:13  VirtualService shop/web  spec.http

Does not arrive: 404, no route of VirtualService shop/web takes GET /api.
`,
  );
});

test('one that is not told, and one that nothing takes', () => {
  expect(text({ hops: [], end: notTold, entry: '' })).toBe(`GET https://shop.example.com/api

client
  |
  ?  not known from here on
     shop.yaml:14  VirtualService shop/web  spec.http[0]

Could not tell what is behind web.shop: no Service is in the input.
`);
  expect(text({ ...refused, client: call, entry: 'workload shop/api' })).toBe(
    `POST http://web:8080/api from shop/api with x-user: jane, x-odd: \\u001b[2J, certificate of shop/web-client

workload shop/api
  |
  x  does not get further

Does not arrive: connection refused, nothing is there.
`,
  );
});

test('several: with their weights, and with the files that decide among alternatives', () => {
  const other = { ...first, decidedBy: [{ ...decider('Gateway'), manifest: assumed(decider('Gateway').manifest) }] };
  const all = [
    traced({ hops: [], weight: 12.5 }, [['other.yaml', 'shop.yaml']]),
    traced({ hops: [other], backend: undefined }, [['shop.yaml'], ['other.yaml'], ['other.yaml']]),
    traced({ weight: 87.5 }, [['other.yaml', 'shop.yaml'], ['shop.yaml']]),
  ];
  const lines = traceText(all, { isTerminal: false }).split('\n');

  expect(lines.filter((line) => line.startsWith('GET'))).toEqual([
    'GET https://shop.example.com/api (12.5 %) [with other.yaml, shop.yaml], in at Service istio-system/istio-ingressgateway',
    'GET https://shop.example.com/api [with shop.yaml or other.yaml], in at Service istio-system/istio-ingressgateway',
    'GET https://shop.example.com/api (87.5 %) [with shop.yaml], in at Service istio-system/istio-ingressgateway',
  ]);
  expect(lines).toContain('  |      (assumed)  Gateway shop/public');
});

test('on a terminal', () => {
  expect(traceText([traced({ hops: [inTheClear, permissive] })], { isTerminal: true }).split('\n')).toEqual([
    '\u001b[1mGET https://shop.example.com/api, in at Service istio-system/istio-ingressgateway\u001b[0m',
    '',
    'client',
    '  │',
    '  │  🔓 \u001b[31mhop 1: plaintext\u001b[0m',
    '  │    because plain HTTP comes in',
    '  │      \u001b[2mshop.yaml:6  Gateway shop/public  spec.servers[0].port.number\u001b[0m',
    '  │      \u001b[2mshop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode\u001b[0m',
    '  ▼',
    'gateway istio-system/istio-ingressgateway',
    '  │',
    '  │  ❓ \u001b[33mhop 2: mutual TLS, not enforced\u001b[0m',
    '  │    proof: a and b to each other',
    '  │    because shop/web takes plain text as well (PERMISSIVE)',
    '  │    timeout 5s',
    '  │      \u001b[2mshop.yaml:14  VirtualService shop/web  spec.http[0]\u001b[0m',
    '  ▼',
    'workload shop/web',
    '  Service shop/web, port 80',
    '',
    '\u001b[31mPlaintext on hop 1 (client → gateway istio-system/istio-ingressgateway) because plain HTTP comes in.\u001b[0m',
    '',
  ]);
  expect(traceText([traced()], { isTerminal: true })).toContain('  │  🔒 \u001b[32mhop 1: TLS\u001b[0m');
  expect(traceText([traced(refused)], { isTerminal: true })).toContain('  ✖  does not get further');
});

test('names cannot steer the terminal', () => {
  const hop = { ...second, to: 'workload a/\u001b[2J', proves: '\u202e', notes: ['\u0007'] };

  // oxlint-disable-next-line no-control-regex
  expect(text({ hops: [hop], entry: '\u001b' })).not.toMatch(/[\u0007\u001b\u202e]/);
});
