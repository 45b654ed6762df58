import { ENCRYPTED, type Expectation, IN, SECOND_IN, type Traced } from './expected-trace';

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

export const articlesSecure: Expectation = {
  sample: [...workshop('default'), ...secured('default')],
  variants: {
    'web-api named by principal': secured('default'),
    'namespace of its own': [...workshop('workshop'), ...secured('workshop')],
    'a revision injects': [...workshop('default'), ...secured('default')],
    'certificate copied from another namespace': workshop('default'),
    'second settings': [
      [
        'https://news.example.org/articles',
        {},
        [`${SECOND_IN}: tls`, '-> workload newsroom/gate: mutual-tls', ENCRYPTED],
      ],
    ],
  },
};

export const articlesLocked: Expectation = {
  sample: [...workshop('default'), calls('default', 'web-api', 'GET', DENIED)],
  variants: {
    'namespace of its own': [...workshop('workshop'), calls('workshop', 'web-api', 'GET', DENIED)],
    'second settings': [
      [
        'https://news.example.org/articles',
        {},
        [`${SECOND_IN}: tls`, '-> workload newsroom/gate: mutual-tls', ENCRYPTED],
      ],
    ],
  },
};
