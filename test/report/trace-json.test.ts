import { traceJson } from '../../lib/report/trace-json';
import { call, decider, first, inTheClear, noRoute, permissive, second, survey, traced } from './traced';

const gateway = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'shop', name: 'public' };
const route = { ...gateway, kind: 'VirtualService', name: 'web' };

const whole = {
  url: 'https://shop.example.com/api',
  method: 'GET',
  clientCertificate: null,
  arrives: true,
  failure: null,
  status: null,
  backend: { namespace: 'shop', service: 'web', port: 80 },
  hops: [
    {
      from: 'client',
      to: 'gateway istio-system/istio-ingressgateway',
      protection: 'tls',
      proves: 'Secret istio-system/shop to the sender',
      decidedBy: [
        { resource: gateway, path: 'spec.servers[0].port.number', file: 'shop.yaml', line: 6 },
        { resource: gateway, path: 'spec.servers[0].tls.mode', file: 'shop.yaml', line: 7 },
      ],
      notes: [],
    },
    {
      from: 'gateway istio-system/istio-ingressgateway',
      to: 'workload shop/web',
      protection: 'mutual-tls',
      proves: 'a and b to each other',
      decidedBy: [{ resource: route, path: 'spec.http[0]', file: 'shop.yaml', line: 14 }],
      notes: ['timeout 5s'],
    },
  ],
  encrypted: true,
  why: 'Encrypted on every hop.',
  headers: {},
  from: null,
  entry: 'Service istio-system/istio-ingressgateway',
  decidedBy: [],
};

test('whole, with its keys in their order', () => {
  expect(traceJson(survey(traced()))).toBe(`${JSON.stringify({ requests: [whole], untraced: [] }, undefined, 2)}\n`);
});

/** What is not as in the whole. */
function changesIn(...parameters: Parameters<typeof traced>): object {
  const { requests }: { requests: Readonly<Record<string, unknown>>[] } = JSON.parse(
    traceJson(survey(traced(...parameters))),
  );
  const before: Readonly<Record<string, unknown>> = whole;
  return Object.fromEntries(
    Object.entries(requests[0] ?? {}).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  );
}

test('one that does not arrive', () => {
  expect(changesIn({ hops: [first], end: noRoute, backend: undefined })).toEqual({
    arrives: false,
    failure: 'no-route',
    status: 404,
    backend: null,
    hops: [whole.hops[0]],
    encrypted: null,
    why: 'Does not arrive: 404, no route of VirtualService shop/web takes GET /api.',
    decidedBy: [{ resource: route, path: 'spec.http', file: 'shop.yaml', line: 13 }],
  });
});

test('one that is not told', () => {
  const end = { ...noRoute, arrives: undefined, failure: null, status: null, why: 'Could not tell' };

  expect(changesIn({ end })).toMatchObject({ arrives: null, encrypted: null, why: 'Could not tell.' });
  expect(changesIn({ hops: [inTheClear, second] })).toMatchObject({ encrypted: false });
  expect(changesIn({ hops: [first, permissive] })).toMatchObject({ encrypted: null });
});

test('a call, a weight and alternatives', () => {
  expect(changesIn({ client: call, weight: 12.5 }, [['a.yaml'], ['b.yaml', 'c.yaml']])).toEqual({
    url: 'http://web:8080/api',
    method: 'POST',
    clientCertificate: 'shop/web-client',
    headers: { 'x-user': 'jane', 'x-odd': '\u001b[2J' },
    from: 'shop/api',
    weight: 12.5,
    alternatives: [['a.yaml'], ['b.yaml', 'c.yaml']],
  });
});

test('no requests, and what was not traced', () => {
  expect(JSON.parse(traceJson({ traced: [], untraced: [{ ...decider('Gateway', 'spec'), why: 'is odd' }] }))).toEqual({
    requests: [],
    untraced: [{ resource: gateway, path: 'spec', file: 'shop.yaml', line: 4, why: 'is odd' }],
  });
});

test('an object is located once, however many requests it decides', () => {
  const one = decider('Gateway', 'spec');
  const locate = jest.fn(() => ({ line: 3, column: 1 }));
  const manifest = { ...one.manifest, origin: { file: 'a.yaml', locate } };
  const hops = [{ ...first, decidedBy: [{ ...one, manifest }, decider('VirtualService'), { ...one, manifest }] }];
  traceJson(survey(traced({ hops }), traced({ hops })));

  expect(locate).toHaveBeenCalledTimes(1);
});
