import type { Explanations } from './explanation';

const REFERENCE = 'https://gateway-api.sigs.k8s.io/reference/spec/';
const GRANTS = 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/';
const ISTIO = 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/';

function gateway(listeners: string, spec = 'gatewayClassName: istio', name = 'web'): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: edge
spec:
  ${spec}
  listeners:
${listeners}`;
}

const HTTP = `    - name: http
      port: 80
      protocol: HTTP
`;

function https(hostname: string): string {
  return `    - name: https
      port: 443
      protocol: HTTPS
      hostname: ${hostname}
      tls:
        certificateRefs:
          - name: web-tls
`;
}

/** With an address of its own. */
function at(name: string, address: string): string {
  return gateway(HTTP, `gatewayClassName: istio\n  addresses:\n    - value: ${address}`, name);
}

/** On the Pods of a Service. */
function onService(name: string, hostname: string): string {
  const address = 'addresses:\n    - type: Hostname\n      value: ingress.edge.svc.cluster.local';
  return gateway(`${HTTP}      hostname: ${hostname}\n`, `gatewayClassName: istio\n  ${address}`, name);
}

function route(parent: string, service: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: edge
spec:
  parentRefs:
    - name: ${parent}
  rules:
    - backendRefs:
        - name: ${service}
          port: 80
`;
}

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: edge
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
`;

function grant(namespace: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata:
  name: routes
  namespace: edge
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: ${namespace}
  to:
    - group: ""
      kind: Service
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
`;
}

const GATEWAY_CLASS = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: internal
spec:
  controllerName: istio.io/gateway-controller
`;

function definition(version: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: grpcroutes.gateway.networking.k8s.io
  annotations:
    api-approved.kubernetes.io: https://github.com/kubernetes-sigs/gateway-api/pull/3328
    gateway.networking.k8s.io/bundle-version: ${version}
spec:
  group: gateway.networking.k8s.io
  names:
    kind: GRPCRoute
    plural: grpcroutes
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
`;
}

function certificate(dnsName: string): string {
  return `apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
  namespace: edge
spec:
  secretName: web-tls
  dnsNames:
    - ${dnsName}
  issuerRef:
    kind: ClusterIssuer
    name: public
`;
}

const documents = (...texts: readonly string[]): string => texts.join('---\n');

const OTHER_SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: api-tls
  namespace: edge
type: kubernetes.io/tls
`;

export const GATEWAY_API_EXPLANATIONS: Explanations = {
  'gateway-api-crd-too-old': {
    why: 'CRDs carry the version of the Gateway API that they are of, and istiod leaves out kinds whose CRD is too old for it. Routes and policies of that kind are accepted by the API server and have no effect.',
    fix: 'Install the CRDs of the version of the Gateway API that this version of Istio is made for.',
    bad: definition('v1.0.0'),
    good: definition('v1.5.1'),
    source: 'https://istio.io/latest/docs/reference/config/analysis/ https://gateway-api.sigs.k8s.io/guides/',
  },
  'http-route-parent-missing': {
    why: 'A route is attached to the Gateways of its parentRefs, and only where a listener of theirs takes routes from its namespace; by default that is the namespace of the Gateway alone. A route that is attached to nothing is not served: clients get 404.',
    fix: 'Name the Gateway with its namespace, and let allowedRoutes of a listener choose the namespace of the route.',
    bad: documents(route('public', 'web'), SERVICE, gateway(HTTP)),
    good: documents(route('web', 'web'), SERVICE, gateway(HTTP)),
    source: `${REFERENCE} https://gateway-api.sigs.k8s.io/concepts/security-model/`,
  },
  'http-route-service-missing': {
    why: 'Requests that a route sends to a Service that is not there, or to one of another namespace without its leave, are answered with 500. Services go by their names and never by host names.',
    fix: 'Name a Service that is there, with its namespace, and have a ReferenceGrant in that namespace if it is another one.',
    bad: documents(route('web', 'wbe'), SERVICE, gateway(HTTP)),
    good: documents(route('web', 'web'), SERVICE, gateway(HTTP)),
    source: `${REFERENCE} ${GRANTS}`,
  },
  'k8s-gateway-address-shared': {
    why: 'For each Gateway istiod makes a Service of type LoadBalancer, and asks for the address with it. Cloud providers give an address to one of them; the other Gateway stays without.',
    fix: 'Ask for the address in one Gateway, and attach the routes of both to it.',
    bad: documents(at('web', '203.0.113.10'), at('api', '203.0.113.10')),
    good: documents(at('web', '203.0.113.10'), at('api', '203.0.113.11')),
    source: `${REFERENCE} ${ISTIO}`,
  },
  'k8s-gateway-certificate-hosts': {
    why: 'Clients compare the name that they asked for with the names in the certificate. Where it is not among them they end the connection, or warn their users of an attack.',
    fix: 'Add the host name of the listener to the dnsNames of the Certificate.',
    bad: documents(gateway(https('web.example.com')), certificate('www.example.com')),
    good: documents(gateway(https('web.example.com')), certificate('web.example.com')),
    source: `${REFERENCE} https://cert-manager.io/docs/usage/certificate/`,
  },
  'k8s-gateway-certificate-missing': {
    why: 'A listener without its certificate cannot end TLS, so that clients have no way in. A Secret in another namespace is no Secret to the Gateway without a ReferenceGrant there.',
    fix: 'Have a Certificate write the Secret in the namespace of the Gateway, or grant the reference where the Secret is.',
    bad: documents(gateway(https('web.example.com')), OTHER_SECRET),
    good: documents(gateway(https('web.example.com')), OTHER_SECRET, certificate('web.example.com')),
    source: `${REFERENCE} ${GRANTS} https://gateway-api.sigs.k8s.io/guides/tls/`,
  },
  'k8s-gateway-class-unknown': {
    why: 'A Gateway is implemented by whoever has its class. One of a class that nobody has stays as it is: no proxy, no address, no traffic.',
    fix: 'Use the class istio, or one that a GatewayClass in the cluster defines.',
    bad: documents(gateway(HTTP, 'gatewayClassName: public'), GATEWAY_CLASS),
    good: documents(gateway(HTTP, 'gatewayClassName: internal'), GATEWAY_CLASS),
    source: `https://gateway-api.sigs.k8s.io/api-types/gatewayclass/ ${ISTIO}`,
  },
  'k8s-gateway-listener-shared': {
    why: 'Gateways that name a Service as their address are served by the Pods of that Service. Of two TLS listeners for the same host and port the one of the younger Gateway is left out there, and the routes of plain HTTP ones are put together in no set order.',
    fix: 'Give the listeners different hosts or ports, or use one Gateway for the routes of both.',
    bad: documents(onService('web', 'web.example.com'), onService('api', 'web.example.com')),
    good: documents(onService('web', 'web.example.com'), onService('api', 'api.example.com')),
    source: `${REFERENCE} ${ISTIO}`,
  },
  'reference-grant-namespace-unknown': {
    why: 'A ReferenceGrant lets objects of other namespaces refer to what is in its own. With a namespace that is not there it grants nothing, and the reference that it was written for is refused: requests get 500.',
    fix: 'Write the namespace that the route or Gateway is in.',
    bad: grant('shpo'),
    good: grant('shop'),
    source: GRANTS,
  },
};
