import { add, all, type Break, remove, set } from './breaking';
import type { ScenarioName } from './rendering';

/** A scenario with one fault, and what must be found. */
export interface BrokenVariant {
  readonly scenario: ScenarioName;
  readonly fault: string;
  /** Settings other than the sample's, as the YAML of the scenario's section. */
  readonly settings?: string;
  readonly change: Break;
  /** `CODE rule KIND NAME path`. */
  readonly finding: string;
}

const SHOP = 'hipstershop-https';
const DEDICATED = 'hipstershop-dedicated-gateway';
const HTTP01 = `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef: { name: letsencrypt }
    solvers: [{ http01: { ingress: { ingressClassName: istio } } }]
`;
const ACCOUNT = 'cluster.local/ns/default/sa/webapi';

export const BROKEN_VARIANTS: readonly BrokenVariant[] = [
  {
    scenario: SHOP,
    fault: 'Certificate in the namespace of the application',
    change: set('Certificate hipstershop', ['metadata', 'namespace'], 'hipstershopv1v2'),
    finding: 'IST0101 gateway-credential-namespace Gateway hipstershop spec.servers[1].tls.credentialName',
  },
  {
    scenario: SHOP,
    fault: 'dnsNames without the host',
    change: set('Certificate hipstershop', ['spec', 'dnsNames'], ['shop.example.com']),
    finding: 'SI0126 certificate-hosts-not-covered Gateway hipstershop spec.servers[1].tls.credentialName',
  },
  {
    scenario: SHOP,
    fault: 'tls.mode left out',
    change: set('Gateway hipstershop', ['spec', 'servers', 1, 'tls', 'mode'], undefined),
    finding: 'IST0133 server-tls-passthrough Gateway hipstershop spec.servers[1].tls.mode',
  },
  {
    scenario: SHOP,
    fault: 'Issuer of another namespace',
    change: all(
      add(
        'apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: { name: shop-ca, namespace: hipstershopv1v2 }\nspec: { selfSigned: {} }\n',
      ),
      set('Certificate hipstershop', ['spec', 'issuerRef'], { kind: 'Issuer', name: 'shop-ca' }),
    ),
    finding: 'SI0127 certificate-issuer-missing Certificate hipstershop spec.issuerRef.name',
  },
  {
    scenario: SHOP,
    fault: 'HTTP-01 behind httpsRedirect on the same host',
    change: all(
      add(HTTP01),
      set('Certificate hipstershop', ['spec', 'issuerRef'], { kind: 'ClusterIssuer', name: 'letsencrypt' }),
      set('Certificate hipstershop', ['spec', 'ipAddresses'], undefined),
    ),
    finding: 'SI0130 certificate-http01-redirected Gateway hipstershop spec.servers[0].tls.httpsRedirect',
  },
  {
    scenario: SHOP,
    fault: 'no such Gateway',
    change: set('VirtualService hipstershop', ['spec', 'gateways'], ['hipstershop-gw']),
    finding: 'IST0101 virtual-service-gateway-missing VirtualService hipstershop spec.gateways[0]',
  },
  {
    scenario: SHOP,
    fault: "host other than the Gateway's",
    change: set('VirtualService hipstershop', ['spec', 'hosts'], ['shop.example.com']),
    finding: 'IST0132 virtual-service-host-not-in-gateway VirtualService hipstershop spec.hosts',
  },
  {
    scenario: SHOP,
    fault: 'catch-all route before /api',
    change: set(
      'VirtualService hipstershop',
      ['spec', 'http'],
      [route('frontend', 8080), { match: [{ uri: { prefix: '/api' } }], ...route('apiservice', 8080) }],
    ),
    finding: 'IST0130 virtual-service-unreachable-route VirtualService hipstershop spec.http[1]',
  },
  {
    scenario: SHOP,
    fault: 'port that the Service does not have',
    change: set('VirtualService hipstershop', ['spec', 'http', 1, 'route', 0, 'destination', 'port', 'number'], 8081),
    finding:
      'IST0101 virtual-service-destination-port VirtualService hipstershop spec.http[1].route[0].destination.port.number',
  },
  {
    scenario: SHOP,
    fault: 'host that does not exist',
    change: set('VirtualService hipstershop', ['spec', 'http', 1, 'route', 0, 'destination', 'host'], 'frontnd'),
    finding:
      'IST0101 virtual-service-destination-host VirtualService hipstershop spec.http[1].route[0].destination.host',
  },
  {
    scenario: DEDICATED,
    fault: 'Role without list',
    change: set('Role hipstershop-ingressgateway', ['rules', 0, 'verbs'], ['get', 'watch']),
    finding: 'SI0122 gateway-credential-not-readable Role hipstershop-ingressgateway rules[0].verbs',
  },
  {
    scenario: DEDICATED,
    fault: "label of the cluster's own gateway",
    change: all(
      set('Deployment hipstershop-ingressgateway', ['spec', 'selector', 'matchLabels', 'istio'], 'ingressgateway'),
      set(
        'Deployment hipstershop-ingressgateway',
        ['spec', 'template', 'metadata', 'labels', 'istio'],
        'ingressgateway',
      ),
      set('Service hipstershop-ingressgateway', ['spec', 'selector', 'istio'], 'ingressgateway'),
      set(
        'PodDisruptionBudget hipstershop-ingressgateway',
        ['spec', 'selector', 'matchLabels', 'istio'],
        'ingressgateway',
      ),
      set('Gateway hipstershop', ['spec', 'selector', 'istio'], 'ingressgateway'),
    ),
    finding: 'SI0103 gateway-label-shared Deployment hipstershop-ingressgateway spec.template.metadata.labels.istio',
  },
  {
    scenario: DEDICATED,
    fault: 'namespace without injection, and no label on the Pods',
    change: all(
      set('Namespace hipstershopv1v2', ['metadata', 'labels', 'istio-injection'], 'disabled'),
      set(
        'Deployment hipstershop-ingressgateway',
        ['spec', 'template', 'metadata', 'labels', 'sidecar.istio.io/inject'],
        undefined,
      ),
    ),
    finding:
      'IST0146 deployment-image-auto-without-injection Deployment hipstershop-ingressgateway spec.template.spec.containers[0].image',
  },
  {
    scenario: DEDICATED,
    fault: 'Service 443 leads to 8443',
    change: set('Service hipstershop-ingressgateway', ['spec', 'ports', 2, 'targetPort'], 8443),
    finding: 'SI0100 gateway-service-port-undeclared Service hipstershop-ingressgateway spec.ports[2].targetPort',
  },
  {
    scenario: 'foocorp',
    fault: "no Secret with the clients' CA",
    change: remove('Certificate frontend-credential-cacert'),
    finding: 'SI0124 gateway-client-ca-foreign Gateway foocorp-gateway spec.servers[0].tls.credentialName',
  },
  {
    scenario: 'foocorp',
    fault: 'both servers for the same host',
    change: set('Gateway foocorp-gateway', ['spec', 'servers', 1, 'hosts'], ['ux/frontend.foocorp.com']),
    finding: 'SI0104 gateway-host-duplicate Gateway foocorp-gateway spec.servers[1].hosts[0]',
  },
  {
    scenario: 'foocorp',
    fault: 'exportTo the own namespace only',
    change: set('VirtualService frontend', ['spec', 'exportTo'], ['.']),
    finding: 'SI0151 virtual-service-hidden-from-gateway VirtualService frontend spec.exportTo',
  },
  {
    scenario: 'httpbin-alb',
    fault: "public issuer for the ALB's client certificate",
    change: all(
      add(HTTP01),
      set('Certificate alb-client', ['spec', 'issuerRef'], { kind: 'ClusterIssuer', name: 'letsencrypt' }),
    ),
    finding: 'SI0128 certificate-public-client-auth Certificate alb-client spec.usages[1]',
  },
  {
    scenario: 'httpbin-alb',
    fault: 'proxy-ssl-verify "true"',
    settings: 'controller: { type: ingress-nginx, ingressClassName: public-iks-traefik }',
    change: set(
      'Ingress alb-ingress',
      ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/proxy-ssl-verify'],
      'true',
    ),
    finding:
      'SI0202 ingress-nginx-verify Ingress alb-ingress metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-verify"]',
  },
  {
    scenario: 'httpbin-alb',
    fault: 'proxy-ssl-secret without namespace',
    settings: 'controller: { type: ingress-nginx, ingressClassName: public-iks-traefik }',
    change: set(
      'Ingress alb-ingress',
      ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/proxy-ssl-secret'],
      'alb-client',
    ),
    finding:
      'SI0203 ingress-nginx-secret Ingress alb-ingress metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-secret"]',
  },
  {
    scenario: 'httpbin-alb',
    fault: 'Ingress in the namespace of the application',
    change: set('Ingress alb-ingress', ['metadata', 'namespace'], 'httptools'),
    finding: 'SI0200 ingress-references Ingress alb-ingress metadata.namespace',
  },
  {
    scenario: 'httpbin-alb',
    fault: 'controller that presents no client certificate',
    change: set('Ingress alb-ingress', ['spec', 'ingressClassName'], 'alb'),
    finding: 'SI0208 ingress-client-certificate Ingress alb-ingress spec.ingressClassName',
  },
  {
    scenario: 'bookinfo-nlb',
    fault: 'plaintext to a workload under STRICT',
    change: add(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: productpage, namespace: bookinfo }
spec: { host: productpage.bookinfo.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } }
`),
    finding: 'SI0160 destination-rule-tls-mismatch DestinationRule productpage spec.trafficPolicy.tls.mode',
  },
  {
    scenario: 'bookinfo-nlb',
    fault: 'productpage without a sidecar',
    change: set(
      'Deployment productpage-v1',
      ['spec', 'template', 'metadata', 'labels', 'sidecar.istio.io/inject'],
      'false',
    ),
    finding: 'SI0161 destination-rule-mutual-without-sidecar DestinationRule default spec.trafficPolicy.tls.mode',
  },
  {
    scenario: 'mesh-strict',
    fault: 'second PeerAuthentication without selector',
    change: add(
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: lenient, namespace: istio-system }\nspec: { mtls: { mode: PERMISSIVE } }\n',
    ),
    finding: 'KIA0002 peer-authentication-duplicate PeerAuthentication lenient spec.selector',
  },
  {
    scenario: 'articles-secure',
    fault: 'ServiceAccount that does not exist',
    change: set(
      'AuthorizationPolicy articlesaccess',
      ['spec', 'rules', 0, 'from'],
      [{ source: { principals: [ACCOUNT] } }],
    ),
    finding:
      'KIA0106 authorization-policy-principal AuthorizationPolicy articlesaccess spec.rules[0].from[0].source.principals[0]',
  },
  {
    scenario: 'articles-secure',
    fault: 'deny policy that matches the requests of the gateway, too',
    change: add(`
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: only-web-app, namespace: default }
spec:
  selector: { matchLabels: { app: web-api } }
  action: DENY
  rules: [{ from: [{ source: { notServiceAccounts: [default/web-app] } }] }]
`),
    finding: 'SI0180 authorization-policy-locks-out-gateway AuthorizationPolicy only-web-app spec.rules[0]',
  },
  {
    scenario: 'bookinfo-nlb',
    fault: 'Secret with data',
    change: add(
      'apiVersion: v1\nkind: Secret\nmetadata: { name: api-key, namespace: bookinfo }\ndata: { key: c2VjcmV0 }\n',
    ),
    finding: 'SI0121 key-material-in-manifest Secret api-key data.key',
  },
  {
    scenario: 'bookinfo-nlb',
    fault: 'private key in a ConfigMap',
    change: add(`
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: bookinfo }
data: { "tls.pem": "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIA==\\n-----END PRIVATE KEY-----\\n" }
`),
    finding: 'SI0121 key-material-in-manifest ConfigMap settings data["tls.pem"]',
  },
];

function route(name: string, number: number): object {
  return { route: [{ destination: { host: `${name}.hipstershopv1v2.svc.cluster.local`, port: { number } } }] };
}
