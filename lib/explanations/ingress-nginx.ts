import type { Explanations } from './explanation';
import {
  AUTHORITY,
  certificate,
  CERTIFICATES,
  clusterIssuer,
  edgeService,
  gateway,
  ingress,
  NGINX_HOP,
  nginx,
} from './ingress-examples';

const ANNOTATIONS =
  'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-certificate-authentication';
const PARSER =
  'https://github.com/kubernetes/ingress-nginx/blob/controller-v1.14.0/internal/ingress/annotations/proxyssl/main.go';
const SOURCE = `${ANNOTATIONS} ${PARSER}`;
const CHAINS = 'https://letsencrypt.org/2025/11/24/gen-y-hierarchy';

const LETS_ENCRYPT = clusterIssuer(
  'letsencrypt',
  `  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef:
      name: letsencrypt
    solvers:
      - dns01:
          cloudflare:
            apiTokenSecretRef:
              name: cloudflare
              key: token
`,
);

const PUBLIC_CERTIFICATES = [
  AUTHORITY,
  LETS_ENCRYPT,
  certificate('shop-cert', 'server auth', 'letsencrypt'),
  certificate('edge-client', 'client auth'),
].join('');

/** An Ingress of ingress-nginx with these settings other than those with which all is well. */
function edge(settings: Readonly<Record<string, string>> = {}, tls = ''): string {
  return ingress({ annotations: nginx({ ...NGINX_HOP, ...settings }) }) + gateway('SIMPLE', tls) + edgeService();
}

export const INGRESS_NGINX_EXPLANATIONS: Explanations = {
  'ingress-nginx-ignored': {
    why: 'Without proxy-ssl-secret, ingress-nginx reads none of the other proxy-ssl annotations. It says nothing of it, verifies no certificate and sends no server name, so that the way to the backend is encrypted to whoever answers.',
    fix: 'Name a Secret with the CA of the backend, "NAMESPACE/NAME", in proxy-ssl-secret, or leave the others out.',
    bad: ingress({ annotations: nginx({ 'backend-protocol': 'HTTPS', 'proxy-ssl-verify': 'on' }) }),
    good: ingress({ annotations: nginx({ 'backend-protocol': 'HTTPS' }) }),
    source: SOURCE,
  },
  'ingress-nginx-protocols': {
    why: 'To a backend with a proxy-ssl-secret, ingress-nginx speaks TLS 1.2 alone unless told otherwise. A gateway that demands TLS 1.3 ends the handshake, and clients get 502.',
    fix: 'Set proxy-ssl-protocols to "TLSv1.2 TLSv1.3".',
    bad: edge({ 'proxy-ssl-protocols': 'TLSv1.2' }, '        minProtocolVersion: TLSV1_3\n') + CERTIFICATES,
    good: edge({}, '        minProtocolVersion: TLSV1_3\n') + CERTIFICATES,
    source: SOURCE,
  },
  'ingress-nginx-secret': {
    why: 'When ingress-nginx cannot read proxy-ssl-secret, it answers every request of the Ingress with 503: the name needs its namespace, "NAMESPACE/NAME", and that has to be the one of the Ingress.',
    fix: 'Write "NAMESPACE/NAME" with the namespace of the Ingress, and have the Secret there.',
    bad: edge({ 'proxy-ssl-secret': 'edge-client' }) + CERTIFICATES,
    good: edge() + CERTIFICATES,
    source: SOURCE,
  },
  'ingress-nginx-verify': {
    why: 'Only the word "on" switches on what these annotations are for; "true" and "yes" leave it off without a message, and so does a Secret without "ca.crt". The controller then speaks to whatever answers at the address, and nobody notices.',
    fix: 'Write "on", and have the CA of the backend in the Secret as "ca.crt".',
    bad: edge({ 'proxy-ssl-verify': 'true' }) + CERTIFICATES,
    good: edge() + CERTIFICATES,
    source: SOURCE,
  },
  'ingress-nginx-verify-depth': {
    why: "A chain may have one intermediate for ingress-nginx, unless it is told to go further. Let's Encrypt has put a second one between its certificates and the root that clients know, so that verification fails, and clients get 502.",
    fix: 'Set proxy-ssl-verify-depth to "3", or use a private authority between controller and gateway.',
    bad: edge() + PUBLIC_CERTIFICATES,
    good: edge({ 'proxy-ssl-verify-depth': '3' }) + PUBLIC_CERTIFICATES,
    source: `${ANNOTATIONS} ${CHAINS}`,
  },
};
