import {
  GATEWAY_POD,
  gatewayService,
  ingress,
  nginx,
  nginxPath,
  tlsGateway,
  traefik,
  traefikPath,
} from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const GATEWAY = tlsGateway('SIMPLE', '"*"') + GATEWAY_POD;
const WITH_SERVICE = GATEWAY + gatewayService();
const HTTPS = { 'backend-protocol': 'HTTPS' };
const aws = (value: string) => ({ 'alb.ingress.kubernetes.io/backend-protocol': value });

const found = (on: string, path: string, fix: string, value?: string) => ({
  on,
  path,
  message:
    'The controller of Ingress "edge/shop" speaks plain HTTP to Gateway "edge/gw", which takes TLS alone on that port, so that clients get 502 or 503, and what is sent is open to read on the way',
  fix,
  ...(value === undefined ? {} : { replacement: { path, value } }),
});

const TLS_MESSAGE =
  'The controller of Ingress "edge/shop" speaks TLS to Gateway "edge/gw", which takes plain HTTP alone on that port, so that clients get 502 or 503';
const AWS_PATH = 'metadata.annotations["alb.ingress.kubernetes.io/backend-protocol"]';

testMeshRule('ingress-backend-protocol', {
  valid: [
    { name: 'HTTPS to TLS', objects: ingress({ annotations: nginx(HTTPS) }) + WITH_SERVICE },
    { name: 'plain HTTP to plain HTTP', objects: ingress({ port: 'number: 80' }) + WITH_SERVICE },
    { name: 'Traefik to port 443', objects: ingress({ className: 'traefik' }) + WITH_SERVICE },
    { name: 'an unknown controller', objects: ingress({ className: 'haproxy' }) + WITH_SERVICE },
    {
      name: 'what the client speaks',
      objects: ingress({ annotations: nginx({ 'backend-protocol': 'AUTO_HTTP' }) }) + WITH_SERVICE,
    },
    { name: 'a Service that is not there', objects: ingress() + GATEWAY },
    { name: 'a port that is not there', objects: ingress({ port: 'number: 8443' }) + WITH_SERVICE },
    {
      name: 'a gateway that is not known',
      objects: ingress() + gatewayService() + GATEWAY_POD,
    },
    {
      name: 'AWS in front of mutual TLS, which it cannot speak anyway',
      objects: ingress({ className: 'alb' }) + tlsGateway('MUTUAL', '"*"') + GATEWAY_POD + gatewayService(),
    },
  ],
  invalid: [
    {
      name: 'ingress-nginx, which speaks plain HTTP unless told',
      objects: ingress() + WITH_SERVICE,
      findings: [
        found(
          'Ingress edge/shop',
          nginxPath('backend-protocol'),
          'Set nginx.ingress.kubernetes.io/backend-protocol to "HTTPS"',
          'HTTPS',
        ),
      ],
    },
    {
      name: 'Traefik that is told to',
      objects: ingress({ className: 'traefik' }) + GATEWAY + gatewayService(traefik({ serversscheme: 'http' })),
      findings: [
        found(
          'Service edge/gw',
          traefikPath('serversscheme'),
          'Set traefik.ingress.kubernetes.io/service.serversscheme of the Service to "https"',
          'https',
        ),
      ],
    },
    {
      name: 'a Service of the context, told at the Ingress',
      objects: ingress({ className: 'traefik' }),
      context: GATEWAY + gatewayService(traefik({ serversscheme: 'h2c' })),
      findings: [
        found(
          'Ingress edge/shop',
          'spec.rules[0].http.paths[0].backend.service.name',
          'Set traefik.ingress.kubernetes.io/service.serversscheme of the Service to "https"',
        ),
      ],
    },
    {
      name: 'AWS, told on the Service',
      objects: ingress({ className: 'alb', annotations: aws('HTTPS') }) + GATEWAY + gatewayService(aws('HTTP')),
      findings: [
        found('Service edge/gw', AWS_PATH, 'Set alb.ingress.kubernetes.io/backend-protocol to "HTTPS"', 'HTTPS'),
      ],
    },
    {
      name: 'Google',
      objects: ingress({ className: 'gce' }) + WITH_SERVICE,
      findings: [
        found(
          'Service edge/gw',
          'metadata.annotations["cloud.google.com/app-protocols"]',
          'Set cloud.google.com/app-protocols of the Service to {"PORT NAME":"HTTPS"}',
        ),
      ],
    },
    {
      name: 'ingress-nginx without TLS in front of mutual TLS, which it could speak',
      objects: ingress() + tlsGateway('MUTUAL', 'a.com') + GATEWAY_POD + gatewayService(),
      findings: [
        found(
          'Ingress edge/shop',
          nginxPath('backend-protocol'),
          'Set nginx.ingress.kubernetes.io/backend-protocol to "HTTPS"',
          'HTTPS',
        ),
      ],
    },
    {
      name: 'TLS to plain HTTP',
      objects: ingress({ annotations: nginx(HTTPS), port: 'name: web' }) + WITH_SERVICE,
      findings: [
        {
          on: 'Ingress edge/shop',
          path: nginxPath('backend-protocol'),
          message: TLS_MESSAGE,
          fix: "Lead the Ingress to the gateway's port for TLS",
        },
      ],
    },
  ],
});
