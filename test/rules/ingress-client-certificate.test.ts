import {
  BY_TRANSPORT,
  GATEWAY_POD,
  gatewayService,
  ingress,
  nginx,
  nginxPath,
  tlsGateway,
  traefikPath,
  transport,
} from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const MUTUAL = tlsGateway('MUTUAL', 'a.com') + GATEWAY_POD;
const WITH_SERVICE = MUTUAL + gatewayService();
const HTTPS = { 'backend-protocol': 'HTTPS' };

const found = (on: string, path: string, fix: string, verb = 'presents') => ({
  on,
  path,
  message: `The controller of Ingress "edge/shop" ${verb} no client certificate, and mode MUTUAL of Gateway "edge/gw" demands one, so that the gateway refuses its connections, and clients get 502 or 503`,
  fix,
});

const NGINX_FIX = 'Name the Secret with the client certificate as "NAMESPACE/NAME" in proxy-ssl-secret';
const TRAEFIK_FIX =
  'Name the Secret with the client certificate in certificatesSecrets of a ServersTransport of the Service';
const CLOUD_FIX =
  'Use mode SIMPLE for this controller, or one that presents a certificate, such as Traefik, or a network load balancer, which passes TLS on';

testMeshRule('ingress-client-certificate', {
  valid: [
    { name: 'no gateway behind', objects: ingress({ className: 'alb' }) },
    {
      name: 'mode SIMPLE',
      objects: ingress({ className: 'alb' }) + tlsGateway('SIMPLE', 'a.com') + GATEWAY_POD + gatewayService(),
    },
    {
      name: 'mode OPTIONAL_MUTUAL',
      objects: ingress({ className: 'alb' }) + tlsGateway('OPTIONAL_MUTUAL', '"*"') + GATEWAY_POD + gatewayService(),
    },
    {
      name: 'ingress-nginx with a Secret',
      objects: ingress({ annotations: nginx({ ...HTTPS, 'proxy-ssl-secret': 'edge/client' }) }) + WITH_SERVICE,
    },
    {
      name: 'a Secret that ingress-nginx does not take, which is another fault',
      objects: ingress({ annotations: nginx({ ...HTTPS, 'proxy-ssl-secret': 'client' }) }) + WITH_SERVICE,
    },
    { name: 'plain HTTP of ingress-nginx, which is another fault', objects: ingress() + WITH_SERVICE },
    {
      name: 'TLS that is passed on',
      objects: ingress({ annotations: nginx({ 'ssl-passthrough': 'true' }) }) + WITH_SERVICE,
    },
    {
      name: 'a snippet',
      objects:
        ingress({ annotations: nginx({ ...HTTPS, 'configuration-snippet': 'proxy_ssl_certificate /c;' }) }) +
        WITH_SERVICE,
    },
    {
      name: 'a ServersTransport with a certificate',
      objects:
        ingress({ className: 'traefik' }) +
        MUTUAL +
        gatewayService(BY_TRANSPORT) +
        transport('{ serverName: a.com, certificatesSecrets: [client] }'),
    },
    {
      name: 'a ServersTransport that is not there, which is another fault',
      objects: ingress({ className: 'traefik' }) + MUTUAL + gatewayService(BY_TRANSPORT),
    },
    { name: 'a controller that is not known', objects: ingress({ className: 'haproxy' }) + WITH_SERVICE },
    { name: 'the port for plain HTTP', objects: ingress({ className: 'alb', port: 'name: web' }) + WITH_SERVICE },
    {
      name: 'a server name for a server without mutual TLS',
      objects:
        ingress({ className: 'traefik' }) +
        gatewayService(BY_TRANSPORT) +
        GATEWAY_POD +
        transport('{ serverName: b.com }') +
        `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gw, namespace: edge }
spec:
  selector: { istio: edge }
  servers:
    - { port: { number: 443, name: a, protocol: HTTPS }, hosts: [a.com], tls: { mode: MUTUAL, credentialName: a } }
    - { port: { number: 443, name: b, protocol: HTTPS }, hosts: [b.com], tls: { mode: SIMPLE, credentialName: b } }
`,
    },
    { name: 'an Ingress of the context', objects: WITH_SERVICE, context: ingress({ className: 'alb' }) },
  ],
  invalid: [
    {
      name: "AWS's load balancer, whatever it is told",
      objects: ingress({ className: 'alb' }) + WITH_SERVICE,
      findings: [found('Ingress edge/shop', 'spec.ingressClassName', CLOUD_FIX, 'can present')],
    },
    {
      name: "Google's load balancer, by the old annotation",
      objects: ingress({ className: 'other', annotations: { 'kubernetes.io/ingress.class': 'gce' } }) + WITH_SERVICE,
      findings: [
        found('Ingress edge/shop', 'metadata.annotations["kubernetes.io/ingress.class"]', CLOUD_FIX, 'can present'),
      ],
    },
    {
      name: 'ingress-nginx without a Secret',
      objects: ingress({ annotations: nginx(HTTPS) }) + WITH_SERVICE,
      findings: [found('Ingress edge/shop', nginxPath('proxy-ssl-secret'), NGINX_FIX)],
    },
    {
      name: 'Traefik without a ServersTransport, told at the Service',
      objects: ingress({ className: 'traefik' }) + WITH_SERVICE,
      findings: [found('Service edge/gw', traefikPath('serverstransport'), TRAEFIK_FIX)],
    },
    {
      name: 'a Service of the context, told at the Ingress',
      objects: ingress({ className: 'traefik' }),
      context: WITH_SERVICE,
      findings: [found('Ingress edge/shop', 'spec.rules[0].http.paths[0].backend.service.name', TRAEFIK_FIX)],
    },
    {
      name: 'a ServersTransport without a certificate, of whatever version',
      objects:
        ingress({ className: 'traefik', hosts: ['a.com', 'b.com'] }) +
        MUTUAL +
        gatewayService(BY_TRANSPORT) +
        transport('{ serverName: a.com }', 'traefik.containo.us/v1alpha1'),
      findings: [found('ServersTransport edge/hop', 'spec.certificatesSecrets', TRAEFIK_FIX)],
    },
  ],
});
