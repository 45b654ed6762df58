import type { Explanations } from './explanation';
import {
  CERTIFICATES,
  edgeService,
  gateway,
  ingress,
  NGINX_HOP,
  nginx,
  TRAEFIK_HOP,
  transport,
} from './ingress-examples';

const KUBERNETES = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';
const TRAEFIK = 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/';
const TRANSPORT =
  'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/';
const NGINX = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/';
const AWS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html';
const SNI =
  'https://istio.io/latest/docs/ops/common-problems/network-issues/#configuring-sni-routing-when-not-sending-sni';
const IBM = 'https://cloud.ibm.com/docs/containers?topic=containers-ingress-controller-migration';

const SIMPLE = gateway() + edgeService();
const TRAEFIK_EDGE = `${ingress({ className: 'traefik' })}${edgeService(TRAEFIK_HOP)}`;
const SERVER_NAME = '  serverName: shop.example.com\n  rootCAs:\n    - secret: edge-client\n';
const CLIENT = '  certificatesSecrets:\n    - edge-client\n';
const PLAIN_NGINX = { 'backend-protocol': 'HTTPS' };

function ingressClass(name: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: ${name}
spec:
  controller: traefik.io/ingress-controller
`;
}

export const INGRESS_EXPLANATIONS: Explanations = {
  'ingress-backend-protocol': {
    why: 'What the controller sends does not read as what the gateway waits for on that port, so it closes the connection and clients get 502 or 503. Where it is plain HTTP, cookies and passwords have been open to read on the way before that.',
    fix: "Tell the controller to speak HTTPS, by ingress-nginx's backend-protocol, Traefik's service.serversscheme on the Service or AWS's backend-protocol; for a plain port of the gateway, lead the Ingress to its TLS port.",
    bad: ingress({ annotations: nginx({ ...NGINX_HOP, 'backend-protocol': 'HTTP' }) }) + SIMPLE + CERTIFICATES,
    good: ingress({ annotations: nginx(NGINX_HOP) }) + SIMPLE + CERTIFICATES,
    source: `${NGINX}#backend-protocol ${TRAEFIK}`,
  },
  'ingress-backend-sni': {
    why: 'A gateway chooses its server, and with it the certificate, by the server name in the TLS handshake. Controllers connect to the IP address of a Pod and send no name unless told, so that the gateway finds no server for them and resets; clients get 502 or 503.',
    fix: 'Give the controller a name that the gateway serves, by Traefik\'s serverName, or proxy-ssl-name with proxy-ssl-server-name for ingress-nginx. Load balancers of AWS and Google send none: they need a server for "*", or another controller before the gateway.',
    bad: `${TRAEFIK_EDGE}${transport('  rootCAs:\n    - secret: edge-client\n')}${gateway()}${CERTIFICATES}`,
    good: `${TRAEFIK_EDGE}${transport(SERVER_NAME)}${gateway()}${CERTIFICATES}`,
    source: `${SNI} ${TRANSPORT}`,
  },
  'ingress-class-unknown': {
    why: 'A controller serves Ingresses of its own class and passes over all others without a word: the Ingress gets no address, and its host answers 404 or not at all. After a move from ingress-nginx to Traefik the old name is often left behind.',
    fix: 'Write the name of an IngressClass of the cluster, as `kubectl get ingressclass` lists them.',
    bad: `${ingress({ annotations: nginx(NGINX_HOP) })}${SIMPLE}${CERTIFICATES}${ingressClass('traefik')}`,
    good: `${TRAEFIK_EDGE}${transport(SERVER_NAME)}${gateway()}${CERTIFICATES}${ingressClass('traefik')}`,
    source: `${KUBERNETES}#ingress-class`,
  },
  'ingress-client-certificate': {
    why: 'In mode MUTUAL the gateway ends the handshake of whoever shows no certificate, the controller included: all requests through it get 502 or 503. Load balancers of AWS and Google can show none, whatever they are told.',
    fix: "Give the controller a client certificate, by certificatesSecrets of Traefik's ServersTransport or proxy-ssl-secret of ingress-nginx. Where the controller cannot, serve it in mode SIMPLE, or pass TLS through a network load balancer.",
    bad: `${TRAEFIK_EDGE}${transport(SERVER_NAME)}${gateway('MUTUAL')}${CERTIFICATES}`,
    good: `${TRAEFIK_EDGE}${transport(SERVER_NAME + CLIENT)}${gateway('MUTUAL')}${CERTIFICATES}`,
    source: `${TRANSPORT} ${AWS}`,
  },
  'ingress-host-unserved': {
    why: "Controllers send the client's host on, and one name for TLS, so that requests come to the server of that name whatever their host is. What that server does not list gets 404, though another server of the same gateway has it.",
    fix: 'List the hosts of the Ingress on the one server, or make an Ingress for each host with its own name for TLS.',
    bad: ingress({ annotations: nginx(NGINX_HOP), host: 'www.example.com' }) + SIMPLE + CERTIFICATES,
    good: ingress({ annotations: nginx(NGINX_HOP) }) + SIMPLE + CERTIFICATES,
    source: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  },
  'ingress-legacy-annotations': {
    why: "IBM's own ALB image is out of support, and its successors do not know these annotations. An Ingress that relied on them for TLS to its backend is served in plain HTTP after the move, or not at all.",
    fix: 'Move to Traefik: `service.serversscheme` and `service.serverstransport` on the Service, and a ServersTransport with the certificates.',
    bad:
      ingress({
        className: 'public-iks',
        annotations: { 'ingress.bluemix.net/ssl-services': 'ssl-service=edge ssl-secret=edge-certs' },
      }) + edgeService(),
    good: `${TRAEFIK_EDGE}${transport(SERVER_NAME)}${gateway()}${CERTIFICATES}`,
    source: IBM,
  },
  'ingress-references': {
    why: 'An Ingress reaches Services and Secrets of its own namespace alone. Without the Service clients get 503; without the Secret the controller shows a certificate of its own, which browsers refuse. An Ingress beside the application rather than beside the gateway is the usual reason.',
    fix: 'Put the Ingress into the namespace of the gateway, where its Service and its Secrets are, or bring the Secret there.',
    bad: ingress({ namespace: 'shop', annotations: nginx(PLAIN_NGINX) }) + edgeService(),
    good: ingress({ annotations: nginx(PLAIN_NGINX) }) + edgeService(),
    source: `${KUBERNETES}#the-ingress-resource`,
  },
  'servers-transport-references': {
    why: 'Traefik sends nothing to a Service whose ServersTransport it does not find, and clients get 500. Without the Secrets that this names it presents no certificate and trusts nobody for the backend, so that its handshakes fail; only its log says why.',
    fix: 'Write the reference as "NAMESPACE-NAME@kubernetescrd", and keep the Secrets in the namespace of the ServersTransport, with the CA as "ca.crt".',
    bad: `${edgeService(TRAEFIK_HOP)}${transport(SERVER_NAME.replace('edge-client', 'edge-roots'))}${CERTIFICATES}`,
    good: `${edgeService(TRAEFIK_HOP)}${transport(SERVER_NAME)}${CERTIFICATES}`,
    source: TRANSPORT,
  },
};
