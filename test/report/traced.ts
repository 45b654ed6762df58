import type { Manifest, Path } from '../../lib/manifest/manifest';
import { parse } from '../../lib/manifest/parse';
import type { Client, Decider, End, Hop, TracedRequest } from '../../lib/trace/request';
import type { Survey, Traced } from '../../lib/trace/trace-worlds';

const { objects } = parse(
  'shop.yaml',
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  servers:
    - port: { number: 443 }
      tls: { mode: SIMPLE }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  http:
    - route: []
`,
);

export function decider(kind: string, ...path: Path): Decider {
  const manifest = objects.find((each) => each.kind === kind);
  if (manifest === undefined) throw new Error(`There is no ${kind}`);
  return { manifest, path };
}

/** One that is in no file. */
export function assumed(manifest: Manifest): Manifest {
  return { ...manifest, origin: { file: '', locate: () => ({ line: 1, column: 1 }) } };
}

export const client: Client = {
  scheme: 'https',
  host: 'shop.example.com',
  port: 443,
  path: '/api',
  query: '',
  method: 'GET',
  headers: {},
  hostHeader: 'shop.example.com',
  sni: 'shop.example.com',
  certificate: undefined,
  from: undefined,
  entry: undefined,
};

const GATEWAY = 'gateway istio-system/istio-ingressgateway';

export const first: Hop = {
  from: 'client',
  to: GATEWAY,
  protection: 'tls',
  proves: 'Secret istio-system/shop to the sender',
  decidedBy: [
    decider('Gateway', 'spec', 'servers', 0, 'port', 'number'),
    decider('Gateway', 'spec', 'servers', 0, 'tls', 'mode'),
    decider('Gateway', 'spec', 'servers', 0, 'tls', 'mode'),
  ],
  notes: [],
  because: '',
};

export const second: Hop = {
  from: GATEWAY,
  to: 'workload shop/web',
  protection: 'mutual-tls',
  proves: 'a and b to each other',
  decidedBy: [decider('VirtualService', 'spec', 'http', 0)],
  notes: ['timeout 5s'],
  because: '',
};

export const inTheClear: Hop = { ...first, protection: 'plaintext', proves: '', because: 'plain HTTP comes in' };
export const permissive: Hop = {
  ...second,
  protection: 'either',
  because: 'shop/web takes plain text as well (PERMISSIVE)',
};
export const open: Hop = {
  ...second,
  protection: 'unknown',
  proves: '',
  because: 'it is not known whether shop/web has a sidecar',
};

export const noRoute: End = {
  arrives: false,
  failure: 'no-route',
  status: 404,
  why: '404: no route of VirtualService shop/web takes GET /api',
  decidedBy: [decider('VirtualService', 'spec', 'http')],
};

export const notTold: End = {
  arrives: undefined,
  failure: null,
  status: null,
  why: 'Could not tell what is behind web.shop: no Service is in the input',
  decidedBy: [decider('VirtualService', 'spec', 'http', 0)],
};

/** One that arrives, unless told otherwise. */
export function request(changes: Partial<TracedRequest> = {}): TracedRequest {
  return {
    client,
    entry: 'Service istio-system/istio-ingressgateway',
    hops: [first, second],
    end: undefined,
    backend: { namespace: 'shop', service: 'web', port: 80 },
    weight: undefined,
    ...changes,
  };
}

export function traced(changes: Partial<TracedRequest> = {}, alternatives: Traced['alternatives'] = []): Traced {
  return { request: request(changes), alternatives };
}

export function survey(...requests: readonly Traced[]): Survey {
  return { traced: requests, untraced: [] };
}

/** One that ends before any hop. */
export const refused: Partial<TracedRequest> = {
  hops: [],
  backend: undefined,
  end: { arrives: false, failure: 'refused', status: null, why: 'Connection refused: nothing is there', decidedBy: [] },
};

export const call: Client = {
  ...client,
  scheme: 'http',
  host: 'web',
  port: 8080,
  method: 'POST',
  headers: { 'x-user': 'jane', 'x-odd': '\u001b[2J' },
  certificate: { namespace: 'shop', name: 'web-client' },
  from: { namespace: 'shop', name: 'api' },
};
