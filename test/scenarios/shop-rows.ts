import { meshNamespace, standIn, strict, to } from './rows';
import type { Row } from './scenario-tester';

/** What the three stages of the Hipstershop have in common. */
export const shop: Row[] = [
  ...meshNamespace('hipstershopv1v2'),
  ...strict('hipstershopv1v2'),
  ...standIn('hipstershopv1v2', 'frontend', 8080),
  ...standIn('hipstershopv1v2', 'apiservice', 8080),
];

export function shopRoutes(host: string, apiPort = 8080): Row[] {
  const routes = 'VirtualService hipstershopv1v2/hipstershop';
  return [
    ['host', routes, 'spec.hosts', [host]],
    ['gateway', routes, 'spec.gateways', ['hipstershopv1v2/hipstershop']],
    [
      '/api before the rest',
      routes,
      'spec.http',
      [
        {
          match: [{ uri: { prefix: '/api' } }],
          route: to('apiservice.hipstershopv1v2.svc.cluster.local', apiPort),
        },
        { route: to('frontend.hipstershopv1v2.svc.cluster.local', 8080) },
      ],
    ],
  ];
}

/** Port 80 on a Gateway of its own with a catch-all redirect, bound to that Gateway alone. */
export function redirectApart(host: string, workload: string): Row[] {
  const redirect = 'hipstershopv1v2/hipstershop-redirect';
  return [
    [
      'plain HTTP',
      `Gateway ${redirect}`,
      'spec.servers',
      [{ hosts: [`hipstershopv1v2/${host}`], port: { name: 'http', number: 80, protocol: 'HTTP' } }],
    ],
    ['same workload', `Gateway ${redirect}`, 'spec.selector', { istio: workload }],
    ['bound to it', `VirtualService ${redirect}`, 'spec.gateways', [redirect]],
    ['of the host', `VirtualService ${redirect}`, 'spec.hosts', [host]],
    ['catches all', `VirtualService ${redirect}`, 'spec.http[0].match', undefined],
    ['redirects', `VirtualService ${redirect}`, 'spec.http[0].redirect', { scheme: 'https', redirectCode: 301 }],
  ];
}

export const PRIVATE_CA_OBJECTS = [
  '-15 ClusterIssuer hipstershop-ca-selfsigned',
  '-12 Certificate cert-manager/hipstershop-ca',
  '-10 ClusterIssuer hipstershop-ca',
];

/** What a certificate by HTTP-01 changes; it comes after the routes, which the challenges need. */
export function byHttp01(gatewayNamespace: string) {
  return {
    added: [
      '-10 ClusterIssuer letsencrypt',
      '5 Gateway hipstershopv1v2/hipstershop-redirect',
      '10 VirtualService hipstershopv1v2/hipstershop-redirect',
      `15 Certificate ${gatewayNamespace}/hipstershop`,
    ],
    removed: [...PRIVATE_CA_OBJECTS, `0 Certificate ${gatewayNamespace}/hipstershop`],
  };
}

/** The CA sets the lifetime and signs no addresses. */
export function acmeCertificate(certificate: string): Row[] {
  return [
    ['no address', certificate, 'spec.ipAddresses', undefined],
    ["the CA's lifetime", certificate, 'spec.duration', undefined],
    ["the CA's lifetime", certificate, 'spec.renewBefore', undefined],
    ['server only', certificate, 'spec.usages', ['digital signature', 'key encipherment', 'server auth']],
  ];
}

/** As the document has it, in today's fields. */
export function shopCertificate(certificate: string, host: string, ingressIp: string): Row[] {
  return [
    ['host', certificate, 'spec.dnsNames', [host]],
    ['address', certificate, 'spec.ipAddresses', [ingressIp]],
    ['90 days', certificate, 'spec.duration', '2160h'],
    ['renewed 15 days before', certificate, 'spec.renewBefore', '360h'],
    ['organization', certificate, 'spec.subject', { organizations: ['hipstershop'] }],
    [
      'key',
      certificate,
      'spec.privateKey',
      { algorithm: 'RSA', size: 2048, encoding: 'PKCS1', rotationPolicy: 'Always' },
    ],
    ['server only', certificate, 'spec.usages', ['digital signature', 'key encipherment', 'server auth']],
    ['no CA', certificate, 'spec.isCA', undefined],
    ['Secret', certificate, 'spec.secretName', 'hipstershop-cert'],
  ];
}
