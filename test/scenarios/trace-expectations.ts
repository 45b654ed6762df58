import type { RequestOptions } from '../../lib/trace/client-options';
import type { ScenarioName } from './rendering';

/** A request, and each way that it takes: its hops, then what becomes of it. */
export type Traced = readonly [url: string, options: RequestOptions, ...ways: readonly (readonly string[])[]];

interface Expectation {
  readonly sample: readonly Traced[];
  /** Of variants for which the way changes. */
  readonly variants?: Readonly<Record<string, readonly Traced[]>>;
}

const ENCRYPTED = 'encrypted';
const IN = 'client -> gateway istio-system/istio-ingressgateway';
const REFUSED = 'refused';
const RESET = 'tls-reset';

const BOOKINFO = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0001.us-south.containers.appdomain.cloud';
const PRODUCTPAGE = [`${IN}: tls`, '-> workload bookinfo/productpage-v1: mutual-tls', ENCRYPTED];
const call = (from: string, to: string): readonly string[] => [`${from} -> ${to}: mutual-tls`, ENCRYPTED];
const REDIRECTED_BOOKINFO: Traced = [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']];

const bookinfo: Expectation = {
  sample: [
    ...['/productpage', '/login', '/logout', '/static', '/static/a.css', '/api/v1/products', '/api/v1/products/0'].map(
      (path): Traced => [`https://${BOOKINFO}${path}`, {}, PRODUCTPAGE],
    ),
    [`https://${BOOKINFO}/`, {}, [`${IN}: tls`, 'no-route 404']],
    [`http://${BOOKINFO}/productpage`, {}, [REFUSED]],
    [
      'http://reviews:9080/reviews/0',
      { from: 'bookinfo/productpage-v1' },
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v1'),
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v2'),
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v3'),
    ],
    [
      'http://details:9080/details/0',
      { from: 'bookinfo/productpage-v1' },
      call('workload bookinfo/productpage-v1', 'workload bookinfo/details-v1'),
    ],
    ...['reviews-v2', 'reviews-v3'].map(
      (from): Traced => [
        'http://ratings:9080/ratings/0',
        { from: `bookinfo/${from}` },
        call(`workload bookinfo/${from}`, 'workload bookinfo/ratings-v1'),
      ],
    ),
  ],
  variants: {
    'port 80 redirects': [REDIRECTED_BOOKINFO],
    'port 80 redirects and lets HTTP-01 through': [
      [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']],
    ],
    'certificate of a private CA': [[`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE]],
    'certificate copied from another namespace': [[`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE]],
    'certificate by HTTP-01': [
      [`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE],
      [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']],
    ],
  },
};

const HTTPBIN = 'httpbin.mycluster.us-south.containers.appdomain.cloud';
const STRAIGHT = { entry: 'Service/istio-system/istio-ingressgateway' };
const THROUGH_ALB = [
  'client -> ingress istio-system/alb-ingress: tls',
  '-> gateway istio-system/istio-ingressgateway: mutual-tls',
  '-> workload httptools/httpbin: mutual-tls',
  ENCRYPTED,
];

const httpbin: Expectation = {
  sample: [
    [`https://${HTTPBIN}/status/418`, {}, THROUGH_ALB],
    [`https://${HTTPBIN}/x`, {}, ['no-route 404']],
    [`https://${HTTPBIN}/status/418`, STRAIGHT, [RESET]],
    [
      `https://${HTTPBIN}/status/418`,
      { ...STRAIGHT, clientCert: 'istio-system/alb-client' },
      [`${IN}: mutual-tls`, '-> workload httptools/httpbin: mutual-tls', ENCRYPTED],
    ],
    [`https://${HTTPBIN}/status/418`, { ...STRAIGHT, clientCert: 'istio-system/alb-hop-server' }, [RESET]],
    [`http://${HTTPBIN}/status/418`, STRAIGHT, [REFUSED]],
  ],
  variants: {
    'ingress-nginx': [
      [`https://${HTTPBIN}/status/418`, {}, THROUGH_ALB],
      [`http://${HTTPBIN}/status/418`, {}, ['client -> ingress istio-system/alb-ingress: plaintext', 'redirect 308']],
    ],
    'ALB certificate copied from another namespace': [[`https://${HTTPBIN}/status/418`, {}, THROUGH_ALB]],
    'direct host': [
      [
        'https://direct.example.com/status/418',
        { clientCert: 'httptools/httpbin-direct-client' },
        [`${IN}: mutual-tls`, '-> workload httptools/httpbin: mutual-tls', ENCRYPTED],
      ],
      ['https://direct.example.com/status/418', {}, [RESET]],
      ['https://direct.example.com/status/418', { clientCert: 'istio-system/alb-client' }, [RESET]],
      [`https://${HTTPBIN}/status/418`, {}, THROUGH_ALB],
    ],
  },
};

const SHOP = 'hipstershop.203.0.113.10.sslip.io';
const FRONTEND = [`${IN}: tls`, '-> workload hipstershopv1v2/frontend: mutual-tls', ENCRYPTED];
const API = [`${IN}: tls`, '-> workload hipstershopv1v2/apiservice: mutual-tls', ENCRYPTED];
const plain = (workload: string) => [
  `${IN}: plaintext`,
  `-> workload hipstershopv1v2/${workload}: mutual-tls`,
  'plaintext',
];
const SECURED: readonly Traced[] = [
  [`https://${SHOP}/`, {}, FRONTEND],
  [`https://${SHOP}/cart`, {}, FRONTEND],
  [`https://${SHOP}/api`, {}, API],
  [`https://${SHOP}/api/v1`, {}, API],
];
const SERVED_PLAIN: readonly Traced[] = [
  [`http://${SHOP}/`, {}, plain('frontend')],
  [`http://${SHOP}/api`, {}, plain('apiservice')],
];
const redirected = (host: string, gateway = IN): Traced => [
  `http://${host}/api`,
  {},
  [`${gateway}: plaintext`, 'redirect 301'],
];

const shopHttp: Expectation = {
  sample: [...SERVED_PLAIN, [`https://${SHOP}/`, {}, [REFUSED]]],
  variants: { 'images of its own': SERVED_PLAIN },
};

const shopHttps: Expectation = {
  sample: [...SECURED, redirected(SHOP)],
  variants: {
    'self-signed': SECURED,
    'HTTP-01': [...SECURED, [`http://${SHOP}/api`, {}, [`${IN}: plaintext`, 'redirect 301']]],
    'DNS-01': [...SECURED, redirected(SHOP)],
    'existing issuer': SECURED,
    'port 80 serves the shop': [...SECURED, ...SERVED_PLAIN],
  },
};

const OWN = 'hipstershop.203.0.113.20.sslip.io';
const OWN_IN = 'client -> gateway hipstershopv1v2/hipstershop-ingressgateway';
const OWN_WAYS: readonly Traced[] = [
  [`https://${OWN}/`, {}, [`${OWN_IN}: tls`, '-> workload hipstershopv1v2/frontend: mutual-tls', ENCRYPTED]],
  [`https://${OWN}/api`, {}, [`${OWN_IN}: tls`, '-> workload hipstershopv1v2/apiservice: mutual-tls', ENCRYPTED]],
];

const shopDedicated: Expectation = {
  sample: [...OWN_WAYS, redirected(OWN, OWN_IN), [`https://${OWN}/`, STRAIGHT, [REFUSED]]],
  variants: {
    'resources, scaling and Service of its own': OWN_WAYS,
    'HTTP-01': [...OWN_WAYS, [`http://${OWN}/api`, {}, [`${OWN_IN}: plaintext`, 'redirect 301']]],
    'a revision injects': OWN_WAYS,
  },
};

const frontend = { clientCert: 'ux/frontend-client' };
const inventory = { clientCert: 'corp-services/inventory-client' };
const TEAMS: readonly Traced[] = [
  ['https://frontend.foocorp.com/', frontend, [`${IN}: mutual-tls`, '-> workload ux/frontend: mutual-tls', ENCRYPTED]],
  [
    'https://inventory.foocorp.com/',
    inventory,
    [`${IN}: mutual-tls`, '-> workload corp-services/inventory: mutual-tls', ENCRYPTED],
  ],
];

const foocorp: Expectation = {
  sample: [
    ...TEAMS,
    ['https://frontend.foocorp.com/', inventory, [RESET]],
    ['https://inventory.foocorp.com/', frontend, [RESET]],
    ['https://frontend.foocorp.com/', {}, [RESET]],
    ['https://frontend.foocorp.com/x', frontend, [`${IN}: mutual-tls`, 'no-route 404']],
    ['http://frontend.foocorp.com/', {}, [REFUSED]],
  ],
  variants: {
    'all paths': [
      [
        'https://frontend.foocorp.com/x',
        frontend,
        [`${IN}: mutual-tls`, '-> workload ux/frontend: mutual-tls', ENCRYPTED],
      ],
    ],
    'plaintext accepted': [
      [
        'https://frontend.foocorp.com/',
        frontend,
        [`${IN}: mutual-tls`, '-> workload ux/frontend: either', 'not enforced'],
      ],
    ],
    'inventory on an internal gateway': [
      ...TEAMS.slice(0, 1),
      [
        'https://inventory.foocorp.com/',
        inventory,
        [
          'client -> gateway istio-internal/internal: mutual-tls',
          '-> workload corp-services/inventory: mutual-tls',
          ENCRYPTED,
        ],
      ],
    ],
    'server certificates by DNS-01': TEAMS,
  },
};

const ARTICLES = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0002.us-south.containers.appdomain.cloud';
const workshop = (namespace: string): readonly Traced[] =>
  (
    [
      ['/', 'web-app'],
      ['/about', 'web-app'],
      ['/articles', 'web-api'],
      ['/web-api', 'web-api'],
      ['/auth', 'keycloak'],
    ] as const
  ).map(
    ([path, name]): Traced => [
      `https://${ARTICLES}${path}`,
      {},
      [`${IN}: tls`, `-> workload ${namespace}/${name}: mutual-tls`, ENCRYPTED],
    ],
  );
const calls = (namespace: string, from: string, method: string, ...end: readonly string[]): Traced => [
  'http://articles:8080/articles',
  { from: `${namespace}/${from}`, method },
  [`workload ${namespace}/${from} -> workload ${namespace}/articles: mutual-tls`, ...end],
];
const DENIED = 'denied 403';
const secured = (namespace: string): readonly Traced[] => [
  calls(namespace, 'web-api', 'GET', ENCRYPTED),
  calls(namespace, 'web-api', 'POST', ENCRYPTED),
  calls(namespace, 'web-api', 'DELETE', DENIED),
  calls(namespace, 'web-app', 'GET', DENIED),
];

const articlesSecure: Expectation = {
  sample: [...workshop('default'), ...secured('default')],
  variants: {
    'web-api named by principal': secured('default'),
    'namespace of its own': [...workshop('workshop'), ...secured('workshop')],
    'a revision injects': [...workshop('default'), ...secured('default')],
    'certificate copied from another namespace': workshop('default'),
  },
};

const articlesLocked: Expectation = {
  sample: [...workshop('default'), calls('default', 'web-api', 'GET', DENIED)],
  variants: {
    'namespace of its own': [...workshop('workshop'), calls('workshop', 'web-api', 'GET', DENIED)],
  },
};

export const EXPECTATIONS: Readonly<Partial<Record<ScenarioName, Expectation>>> = {
  'bookinfo-nlb': bookinfo,
  'httpbin-alb': httpbin,
  'hipstershop-http': shopHttp,
  'hipstershop-https': shopHttps,
  'hipstershop-dedicated-gateway': shopDedicated,
  foocorp,
  'articles-secure': articlesSecure,
  'articles-locked': articlesLocked,
};
