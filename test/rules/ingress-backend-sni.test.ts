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

const GATEWAY = tlsGateway('SIMPLE', 'a.com', '"*.b.com"') + GATEWAY_POD;
const WITH_SERVICE = GATEWAY + gatewayService();
const HTTPS = { 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'edge/ca' };
const NAMED = { ...HTTPS, 'proxy-ssl-server-name': 'on' };
const aws = { 'alb.ingress.kubernetes.io/backend-protocol': 'HTTPS' };

const found = (on: string, path: string, said: string, fix: string, hosts = '"a.com" and "*.b.com"') => ({
  on,
  path,
  message: `The controller of Ingress "edge/shop" ${said} to a gateway that serves ${hosts} there, so that the gateway resets its TLS handshakes, and clients get 502 or 503`,
  fix,
});

const NONE = 'sends no server name (SNI)';
const NGINX_FIX = 'Set proxy-ssl-secret, proxy-ssl-server-name to "on", and proxy-ssl-name to "a.com"';
const TRAEFIK_FIX = 'Set serverName of a ServersTransport of the Service to "a.com"';

testMeshRule('ingress-backend-sni', {
  valid: [
    {
      name: 'the name of a server',
      objects: ingress({ annotations: nginx({ ...NAMED, 'proxy-ssl-name': 'A.com' }) }) + WITH_SERVICE,
    },
    {
      name: 'a name of a domain',
      objects: ingress({ annotations: nginx({ ...NAMED, 'proxy-ssl-name': 'x.b.com' }) }) + WITH_SERVICE,
    },
    {
      name: 'no name for a server of all',
      objects:
        ingress({ className: 'alb', annotations: aws }) + tlsGateway('SIMPLE', '"*"') + GATEWAY_POD + gatewayService(),
    },
    { name: 'plain HTTP, which is another fault', objects: ingress() + WITH_SERVICE },
    {
      name: 'no client certificate, either, for the same reason',
      objects:
        ingress({ annotations: nginx({ 'backend-protocol': 'HTTPS' }) }) +
        tlsGateway('MUTUAL', 'a.com') +
        GATEWAY_POD +
        gatewayService(),
    },
    {
      name: 'a word that ingress-nginx does not know, which is another fault',
      objects: ingress({ annotations: nginx({ ...HTTPS, 'proxy-ssl-server-name': 'true' }) }) + WITH_SERVICE,
    },
    {
      name: 'a Secret that ingress-nginx does not take, which is another fault',
      objects: ingress({ annotations: nginx({ ...NAMED, 'proxy-ssl-secret': 'ca' }) }) + WITH_SERVICE,
    },
    {
      name: 'a snippet',
      objects:
        ingress({ annotations: nginx({ ...HTTPS, 'server-snippet': 'proxy_ssl_server_name on;' }) }) + WITH_SERVICE,
    },
    {
      name: 'a ServersTransport with a name',
      objects:
        ingress({ className: 'traefik' }) + GATEWAY + gatewayService(BY_TRANSPORT) + transport('{ serverName: a.com }'),
    },
    {
      name: 'a ServersTransport that is not there, which is another fault',
      objects: ingress({ className: 'traefik' }) + GATEWAY + gatewayService(BY_TRANSPORT),
    },
  ],
  invalid: [
    {
      name: 'Traefik in the ways of ingress-nginx',
      objects:
        ingress({ className: 'traefik', annotations: nginx({ ...HTTPS, 'proxy-ssl-server-name': 'true' }) }) +
        WITH_SERVICE,
      findings: [found('Ingress edge/shop', nginxPath('proxy-ssl-name'), NONE, NGINX_FIX)],
    },
    {
      name: 'ingress-nginx without server-name',
      objects: ingress({ annotations: nginx(HTTPS) }) + WITH_SERVICE,
      findings: [found('Ingress edge/shop', nginxPath('proxy-ssl-server-name'), NONE, NGINX_FIX)],
    },
    {
      name: 'ingress-nginx without a Secret, so that it reads none of the rest',
      objects:
        ingress({
          annotations: nginx({
            'backend-protocol': 'HTTPS',
            'proxy-ssl-server-name': 'on',
            'proxy-ssl-name': 'a.com',
          }),
        }) + WITH_SERVICE,
      findings: [found('Ingress edge/shop', nginxPath('proxy-ssl-secret'), NONE, NGINX_FIX)],
    },
    {
      name: 'the name that ingress-nginx sends unless told',
      objects: ingress({ annotations: nginx(NAMED) }) + WITH_SERVICE,
      findings: [
        found(
          'Ingress edge/shop',
          nginxPath('proxy-ssl-server-name'),
          'sends server name (SNI) "upstream_balancer"',
          NGINX_FIX,
        ),
      ],
    },
    {
      name: 'Traefik without a ServersTransport',
      objects: ingress({ className: 'traefik' }) + WITH_SERVICE,
      findings: [found('Service edge/gw', traefikPath('serverstransport'), NONE, TRAEFIK_FIX)],
    },
    {
      name: 'a ServersTransport without a name, beside a missing certificate',
      objects:
        ingress({ className: 'traefik' }) +
        tlsGateway('MUTUAL', 'a.com') +
        GATEWAY_POD +
        gatewayService(BY_TRANSPORT) +
        transport('{}'),
      findings: [found('ServersTransport edge/hop', 'spec.serverName', NONE, TRAEFIK_FIX, '"a.com"')],
    },
    {
      name: 'a name of no server',
      objects:
        ingress({ className: 'traefik' }) + GATEWAY + gatewayService(BY_TRANSPORT) + transport('{ serverName: b.com }'),
      findings: [found('ServersTransport edge/hop', 'spec.serverName', 'sends server name (SNI) "b.com"', TRAEFIK_FIX)],
    },
    {
      name: 'AWS',
      objects: ingress({ className: 'alb', annotations: aws }) + WITH_SERVICE,
      findings: [
        found(
          'Ingress edge/shop',
          'spec.ingressClassName',
          NONE,
          'Serve "*" for this controller, or use one that sends a name, such as Traefik',
        ),
      ],
    },
  ],
});
