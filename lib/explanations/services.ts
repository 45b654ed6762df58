import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';

const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const KIALI = 'https://kiali.io/docs/features/validations/';
const PROTOCOLS = 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/';
const REQUIREMENTS = 'https://istio.io/latest/docs/ops/deployment/application-requirements/';
const SERVICE_ENTRY = networkingReference('service-entry', 'ServiceEntry');

function together(...objects: readonly string[]): string {
  return objects.join('---\n');
}

/** With labels as in YAML's flow style. */
function namespace(labels = '{istio-injection: enabled}'): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: ${labels}
`;
}

/** Of Pods with one port, 8080, called http. */
function deployment(user = 1000): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      securityContext:
        runAsUser: ${user}
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
          ports:
            - name: http
              containerPort: 8080
`;
}

/** With a port as in YAML's flow style. */
function service(port: string, name = 'web'): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - ${port}
`;
}

function externalName(portName: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: database
  namespace: shop
spec:
  type: ExternalName
  externalName: db.example.com
  ports:
    - name: ${portName}
      port: 5432
`;
}

/** With fields beside its host and port, which is 443 where nothing else is said. */
function serviceEntry(name: string, protocol: string, more = '  resolution: DNS\n', port = 443): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts:
    - payments.example.com
  ports:
    - number: ${port}
      name: payments
      protocol: ${protocol}
${more}`;
}

function workloadEntry(name: string, address: string): string {
  return `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: ${name}
  namespace: shop
spec:
  address: ${address}
  labels:
    app: payments
`;
}

function inMesh(addresses: string): string {
  return `  location: MESH_INTERNAL
  addresses: ${addresses}
  workloadSelector:
    labels:
      app: payments
  resolution: STATIC
`;
}

function meshConfig(capture: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    defaultConfig:
      proxyMetadata:
        ISTIO_META_DNS_CAPTURE: "${capture}"
`;
}

const HTTP = '{name: http, port: 80, targetPort: http}';

export const SERVICES_EXPLANATIONS: Explanations = {
  'deployment-services-port-conflict': {
    why: 'A sidecar has one listener for a port of its containers, with the name and number of one Service port, that of the oldest Service. Of two numbers that lead there, what a Sidecar or a policy says for the other is not in force, and metrics show the wrong Service.',
    fix: 'Give the Services the same port number, or let them lead to different ports of the containers.',
    bad: together(
      namespace(),
      deployment(),
      service(HTTP),
      service('{name: http, port: 8080, targetPort: http}', 'web-internal'),
    ),
    good: together(namespace(), deployment(), service(HTTP), service(HTTP, 'web-internal')),
    source: `${ANALYSIS}/ist0137/ ${REQUIREMENTS}`,
  },
  'deployment-services-protocol-conflict': {
    why: 'A sidecar takes what comes to a port of its containers in one way. Where one Service says HTTP and another TCP, or TCP and UDP, the younger one does not get what it says: no routes and no policies for requests, or HTTP that is read where there is none.',
    fix: 'Give the Services different port numbers and target ports, or the same protocol.',
    bad: together(
      namespace(),
      deployment(),
      service(HTTP),
      service('{name: tcp, port: 80, targetPort: http}', 'web-raw'),
    ),
    good: together(namespace(), deployment(), service(HTTP), service(HTTP, 'web-raw')),
    source: `${ANALYSIS}/ist0116/ ${REQUIREMENTS}`,
  },
  'external-name-port-name': {
    why: 'A Service of type ExternalName has no address, so that sidecars can tell what is for it only by a host in the request or the TLS handshake. For plain TCP, and for a protocol that they must guess, they take every connection to that port number, whichever host it is meant for.',
    fix: 'Begin the name of the port with "http", "https", "grpc" or "tls", or set appProtocol.',
    bad: externalName('tcp'),
    good: externalName('tls'),
    source: `${ANALYSIS}/ist0150/ ${PROTOCOLS}`,
  },
  'invalid-application-uid': {
    why: "Traffic of the user 1337 is not sent to the sidecar, since the sidecar's own would then never get out. A container that runs as that user talks to everybody in plaintext, past all routes and policies; servers under STRICT mutual TLS refuse it.",
    fix: 'Let the application run as any other user.',
    bad: together(namespace(), deployment(1337)),
    good: together(namespace(), deployment()),
    source: `${ANALYSIS}/ist0144/ ${REQUIREMENTS}`,
  },
  'namespace-injection-labels': {
    why: 'Each of the labels says in another way how Pods come into the mesh, and only one of them is gone by: after an upgrade by revisions the Pods stay with the old control plane, or a namespace that is meant to be ambient keeps its sidecars.',
    fix: 'Keep one of istio-injection: enabled, istio.io/rev and istio.io/dataplane-mode: ambient.',
    bad: namespace('{istio-injection: enabled, istio.io/rev: canary}'),
    good: namespace('{istio.io/rev: canary}'),
    source: `${ANALYSIS}/ist0123/ https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/`,
  },
  'namespace-not-injected': {
    why: 'Without a sidecar, or the ambient mesh, a workload has no identity, takes plaintext, and is asked by no AuthorizationPolicy. Where nothing says so on purpose it is mostly forgotten.',
    fix: 'Label the Namespace with istio-injection: enabled, and with disabled where it is to stay out of the mesh.',
    bad: together(namespace('{team: shop}'), deployment()),
    good: together(namespace('{istio-injection: disabled}'), deployment()),
    source: `${ANALYSIS}/ist0102/ https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/`,
  },
  'service-entry-addresses-missing': {
    why: 'A TCP connection names no host, so sidecars tell it by its address. Istio gives addresses to a ServiceEntry without any, and sidecars answer DNS with them, unless the mesh config turns that off: then they take every connection to that port number for this one service.',
    fix: 'Set addresses in the ServiceEntry, or a protocol that names the host, such as TLS; or let sidecars answer DNS.',
    bad: together(meshConfig('false'), serviceEntry('payments', 'TCP')),
    good: together(meshConfig('true'), serviceEntry('payments', 'TCP')),
    source: `${ANALYSIS}/ist0134/ https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/`,
  },
  'service-entry-duplicate-host': {
    why: 'For a host and port that two ServiceEntries have, istiod mixes the endpoints of both, or goes by the older alone, depending on their namespaces: requests go to endpoints that nobody wanted for them, and a change of the younger has no effect.',
    fix: 'Merge the two. Where each is for clients of its own, export it to their namespaces only.',
    bad: together(serviceEntry('payments', 'TLS'), serviceEntry('payments-old', 'TLS')),
    good: together(serviceEntry('payments', 'TLS'), serviceEntry('payments-old', 'HTTP', undefined, 80)),
    source: `${KIALI} ${SERVICE_ENTRY}`,
  },
  'service-entry-protocol-conflict': {
    why: 'A port of a host is spoken in one protocol. Where two ServiceEntries say different ones, istiod goes by the older, and the routes, retries and TLS settings that were written for the other protocol have no effect, or break the connection.',
    fix: 'Use the protocol that the host speaks in both, or merge them.',
    bad: together(serviceEntry('payments', 'TLS'), serviceEntry('payments-old', 'HTTP')),
    good: together(serviceEntry('payments', 'TLS'), serviceEntry('payments-old', 'HTTP', undefined, 80)),
    source: `${KIALI} ${SERVICE_ENTRY}`,
  },
  'service-entry-workload-address': {
    why: 'Sidecars take connections to the addresses of a ServiceEntry for its service. Where the list has the addresses of some of its workloads and not of all, connections to the others go out as to an unknown host, without routes and mutual TLS.',
    fix: 'Add the address of each WorkloadEntry that is selected, or give the service an address of its own.',
    bad: together(
      serviceEntry('payments', 'TLS', inMesh('[10.0.0.1]')),
      workloadEntry('one', '10.0.0.1'),
      workloadEntry('two', '10.0.0.2'),
    ),
    good: together(
      serviceEntry('payments', 'TLS', inMesh('[10.0.0.1, 10.0.0.2]')),
      workloadEntry('one', '10.0.0.1'),
      workloadEntry('two', '10.0.0.2'),
    ),
    source: `${KIALI} ${SERVICE_ENTRY}`,
  },
  'service-port-name': {
    why: 'Istio learns the protocol of a port from its appProtocol or the beginning of its name. Without one it waits for the first bytes: protocols whose server speaks first stall for seconds, and what is not recognised as HTTP gets no routes, retries or policies for requests.',
    fix: 'Set appProtocol, or begin the name with the protocol and a dash: http-web, grpc-api, tcp-db.',
    bad: service('{name: web, port: 80, targetPort: 8080}'),
    good: service('{name: http-web, port: 80, targetPort: 8080}'),
    source: `${ANALYSIS}/ist0118/ ${PROTOCOLS}`,
  },
  'service-target-port-undeclared': {
    why: 'A targetPort that is a name must be that of a port of the containers, or the port has no endpoints and clients get 503. A number need not be declared, but where containers declare others it is mostly the wrong one, and connections are refused.',
    fix: 'Use the name or number of a port that the containers declare, or declare the one that they listen on.',
    bad: together(namespace(), deployment(), service('{name: http, port: 80, targetPort: web}')),
    good: together(namespace(), deployment(), service(HTTP)),
    source: `${KIALI} https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports`,
  },
};
