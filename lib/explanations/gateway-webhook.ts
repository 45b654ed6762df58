import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const GATEWAY = `${networkingReference('gateway', 'Gateway')} ${VALIDATION}`;
const SERVER = `${networkingReference('gateway', 'Server')} ${VALIDATION}`;

function gateway(servers: readonly string[], name = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:${servers.length === 0 ? ' []' : ''}
${servers.join('')}`;
}

/** With its hosts as they are written behind `hosts:`. */
function httpsServer(hosts: string, portName = 'https', secret = 'shop-tls'): string {
  return `    - port:
        number: 443
        name: ${portName}
        protocol: HTTPS
      hosts: ${hosts}
      tls:
        mode: SIMPLE
        credentialName: ${secret}
`;
}

const SHOP = httpsServer('[shop.example.com]');

function shopAndApi(shopPort: string, apiPort: string): string {
  return gateway([httpsServer('[shop.example.com]', shopPort), httpsServer('[api.example.com]', apiPort, 'api-tls')]);
}

export const GATEWAY_WEBHOOK_EXPLANATIONS: Explanations = {
  'gateway-host-form': {
    why: 'A Gateway compares its hosts with what clients ask for, the name in their URL, and completes none of them: a short name is asked for by nobody, so clients get 404, or a reset of their TLS handshake. istiod refuses the Gateway.',
    fix: 'Write the public name in full, "*.DOMAIN" for all names below a domain, or "*"; before it, "NAMESPACE/" says whose routes may use it.',
    bad: gateway([httpsServer('[shop]')]),
    good: gateway([SHOP]),
    source: SERVER,
  },
  'gateway-name-label': {
    why: 'VirtualServices name their Gateways, and a name with dots would read as the old form NAME.NAMESPACE.svc: the routes would be bound to another Gateway or to none, and clients get 404. istiod refuses such a Gateway; other kinds may have dots in their names.',
    fix: 'Use dashes in place of the dots, in up to 63 characters, and change the VirtualServices that name it.',
    bad: gateway([SHOP], 'shop.example.com'),
    good: gateway([SHOP], 'shop-example-com'),
    source: `${GATEWAY} https://kubernetes.io/docs/concepts/overview/working-with-objects/names/`,
  },
  'gateway-port-names-unique': {
    why: 'The routes of a TLS server are found by the name of its port: two servers of one name would share them, so that one host answers with the pages of the other, or with 404. On different port numbers, too, istiod refuses the Gateway.',
    fix: 'Put something of its own into the name of each port, such as the host: `https-shop`, `https-api`.',
    bad: shopAndApi('https', 'https'),
    good: shopAndApi('https-shop', 'https-api'),
    source: `${networkingReference('gateway', 'Port')} ${VALIDATION}`,
  },
  'gateway-server-hosts': {
    why: 'Routes are bound to a server by its hosts: without any the port is open and every request gets 404. istiod refuses the Gateway, so its other servers are missing, too; the list was most likely filled by a template with nothing in it.',
    fix: 'List the hosts that are served, or "*" where it is meant to be all of them.',
    bad: gateway([httpsServer('[]')]),
    good: gateway([SHOP]),
    source: SERVER,
  },
  'gateway-servers': {
    why: 'The gateway would listen nowhere: clients would see "connection refused", and the health checks of the load balancer fail. istiod refuses the Gateway; the list was most likely lost in a template.',
    fix: 'Write at least one server, with its port and its hosts.',
    bad: gateway([]),
    good: gateway([SHOP]),
    source: GATEWAY,
  },
};
