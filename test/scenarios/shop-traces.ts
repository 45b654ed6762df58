import { ENCRYPTED, type Expectation, IN, REFUSED, SECOND_IN, STRAIGHT, type Traced } from './expected-trace';

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

export const shopHttp: Expectation = {
  sample: [...SERVED_PLAIN, [`https://${SHOP}/`, {}, [REFUSED]]],
  variants: {
    'images of its own': SERVED_PLAIN,
    'second settings': [
      [
        'http://boutique.example.org/api',
        {},
        [`${SECOND_IN}: plaintext`, '-> workload boutique/backend: mutual-tls', 'plaintext'],
      ],
    ],
  },
};

export const shopHttps: Expectation = {
  sample: [...SECURED, redirected(SHOP)],
  variants: {
    'self-signed': SECURED,
    'HTTP-01': [...SECURED, [`http://${SHOP}/api`, {}, [`${IN}: plaintext`, 'redirect 301']]],
    'DNS-01': [...SECURED, redirected(SHOP)],
    'HTTP-01 through the Gateway API': SECURED,
    'existing issuer': SECURED,
    "cert-manager's resources elsewhere": SECURED,
    'port 80 serves the shop': [...SECURED, ...SERVED_PLAIN],
    'second settings': [
      [
        'https://boutique.example.org/',
        {},
        [`${SECOND_IN}: tls`, '-> workload boutique/storefront: mutual-tls', ENCRYPTED],
      ],
      [
        'https://boutique.example.org/api',
        {},
        [`${SECOND_IN}: tls`, '-> workload boutique/backend: mutual-tls', ENCRYPTED],
      ],
      redirected('boutique.example.org', SECOND_IN),
    ],
  },
};

const OWN = 'hipstershop.203.0.113.20.sslip.io';
const OWN_IN = 'client -> gateway hipstershopv1v2/hipstershop-ingressgateway';
const OWN_WAYS: readonly Traced[] = [
  [`https://${OWN}/`, {}, [`${OWN_IN}: tls`, '-> workload hipstershopv1v2/frontend: mutual-tls', ENCRYPTED]],
  [`https://${OWN}/api`, {}, [`${OWN_IN}: tls`, '-> workload hipstershopv1v2/apiservice: mutual-tls', ENCRYPTED]],
];

export const shopDedicated: Expectation = {
  sample: [...OWN_WAYS, redirected(OWN, OWN_IN), [`https://${OWN}/`, STRAIGHT, [REFUSED]]],
  variants: {
    'resources, scaling and Service of its own': OWN_WAYS,
    'HTTP-01': [...OWN_WAYS, [`http://${OWN}/api`, {}, [`${OWN_IN}: plaintext`, 'redirect 301']]],
    'a revision injects': OWN_WAYS,
    'second settings': [
      [
        'https://own.boutique.example.org/api',
        {},
        ['client -> gateway boutique/boutique-proxy: tls', '-> workload boutique/backend: mutual-tls', ENCRYPTED],
      ],
      redirected('own.boutique.example.org', 'client -> gateway boutique/boutique-proxy'),
    ],
  },
};
