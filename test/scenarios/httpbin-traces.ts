import { ENCRYPTED, type Expectation, IN, REFUSED, RESET, STRAIGHT } from './expected-trace';

const HTTPBIN = 'httpbin.mycluster.us-south.containers.appdomain.cloud';
const THROUGH_ALB = [
  'client -> ingress istio-system/alb-ingress: tls',
  '-> gateway istio-system/istio-ingressgateway: mutual-tls',
  '-> workload httptools/httpbin: mutual-tls',
  ENCRYPTED,
];

export const httpbin: Expectation = {
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
    "IBM's former ALB": [
      [`https://${HTTPBIN}/status/418`, {}, ['client -> ingress istio-system/alb-ingress: tls', 'could not tell']],
    ],
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
    'second settings': [
      [
        'https://echo.example.org/status/418',
        {},
        [
          'client -> ingress edge-system/echo-ingress: tls',
          '-> gateway edge-system/edge-proxy: mutual-tls',
          '-> workload echo-tools/echo: mutual-tls',
          ENCRYPTED,
        ],
      ],
      ['https://echo.example.org/status/418', { entry: 'Service/edge-system/edge-proxy' }, [RESET]],
    ],
  },
};
