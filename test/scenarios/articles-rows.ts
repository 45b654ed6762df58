import { clients, httpsServer, standIn, strict, to } from './rows';
import type { Row } from './scenario-tester';

const HOST = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0002.us-south.containers.appdomain.cloud';
const SERVICES = { articles: 8080, 'web-api': 8081, 'web-app': 80, keycloak: 8080 };

/** All objects with their waves, for a namespace that exists. */
export function articlesObjects(namespace: string): string[] {
  const names = Object.keys(SERVICES).toSorted();
  return [
    ...names.map((name) => `-15 ServiceAccount ${namespace}/${name}`),
    `-8 AuthorizationPolicy ${namespace}/articlesaccess`,
    ...names.map((name) => `-8 DestinationRule ${namespace}/${name}`),
    `-8 PeerAuthentication ${namespace}/default`,
    ...names.map((name) => `0 Deployment ${namespace}/${name}`),
    ...names.map((name) => `0 Service ${namespace}/${name}`),
    `5 Gateway ${namespace}/default-gateway-ingress`,
    `10 VirtualService ${namespace}/articles`,
  ];
}

/** What both stages of the workshop share. */
export function articles(namespace: string): Row[] {
  const gateway = `Gateway ${namespace}/default-gateway-ingress`;
  const credentialName = 'articles-ingressgateway-certs';
  return [
    ...strict(namespace),
    ...Object.entries(SERVICES).flatMap(([name, port]): Row[] => [
      ...standIn(namespace, name, port),
      ...clients(namespace, name, `${name}.${namespace}.svc.cluster.local`, 'ISTIO_MUTUAL'),
      [
        'opts in to the mesh',
        `Deployment ${namespace}/${name}`,
        'spec.template.metadata.labels[sidecar.istio.io/inject]',
        'true',
      ],
    ]),
    ['for articles alone', `AuthorizationPolicy ${namespace}/articlesaccess`, 'spec.selector', ARTICLES],
    ['action', `AuthorizationPolicy ${namespace}/articlesaccess`, 'spec.action', 'ALLOW'],
    ['on the default gateway', gateway, 'spec.selector', { istio: 'ingressgateway' }],
    ['TLS on 443', gateway, 'spec.servers', [httpsServer(`${namespace}/${HOST}`, { mode: 'SIMPLE', credentialName })]],
    ...routes(namespace),
  ];
}

const ARTICLES = { matchLabels: { app: 'articles' } };

function routes(namespace: string): Row[] {
  const service = (name: keyof typeof SERVICES) => to(`${name}.${namespace}.svc.cluster.local`, SERVICES[name]);
  const title = `VirtualService ${namespace}/articles`;
  return [
    ['host', title, 'spec.hosts', [HOST]],
    ['gateway', title, 'spec.gateways', [`${namespace}/default-gateway-ingress`]],
    [
      'routes',
      title,
      'spec.http',
      [
        { match: [{ uri: { prefix: '/auth' } }], route: service('keycloak') },
        { match: [{ uri: { prefix: '/articles' } }, { uri: { prefix: '/web-api' } }], route: service('web-api') },
        { route: service('web-app') },
      ],
    ],
  ];
}
