import { ENCRYPTED, type Expectation, IN, REFUSED, RESET, SECOND_IN, type Traced } from './expected-trace';

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

export const foocorp: Expectation = {
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
    'names that meet': [
      [
        'https://frontend.foocorp.com/',
        { clientCert: 'ux/partner' },
        [`${IN}: mutual-tls`, '-> workload ux/frontend: mutual-tls', ENCRYPTED],
      ],
      ['https://frontend.foocorp.com/', { clientCert: 'corp-services/partner' }, [RESET]],
    ],
    // Which CA the platform has put into the Secrets, nothing tells.
    'credentials that exist': [
      [
        'https://frontend.foocorp.com/',
        frontend,
        [`${IN}: mutual-tls`, '-> workload ux/frontend: mutual-tls', 'could not tell'],
      ],
      ['https://frontend.foocorp.com/', {}, [RESET]],
    ],
    'second settings': [
      [
        'https://pages.example.org/',
        { clientCert: 'design/pages-caller' },
        [`${SECOND_IN}: mutual-tls`, '-> workload design/pages: mutual-tls', ENCRYPTED],
      ],
      ['https://pages.example.org/', { clientCert: 'logistics/stock-caller' }, [RESET]],
    ],
  },
};
