import { find, stringsIn, titleOf, valueAt } from './manifests';
import { SECOND_SETTINGS } from './outputs';
import { type Manifest, objectsIn, render, SCENARIOS, type ScenarioName } from './rendering';
import type { Row } from './scenario-tester';

type Outputs = ReadonlyMap<ScenarioName, readonly Manifest[]>;

const first: Outputs = new Map(SCENARIOS.map((scenario) => [scenario, objectsIn(render(scenario))]));
const second: Outputs = new Map(SCENARIOS.map((scenario) => [scenario, objectsIn(render(scenario, SECOND_SETTINGS))]));

/** What the first settings say, or the documents where they say nothing. */
const FIRST_VALUES = [
  // cluster
  ['istio-system', 'ingressgateway', 'cert-manager/', 'cluster.local', 'istio-injection'],
  // hosts and addresses
  ['appdomain.cloud', 'us-south', 'mycluster', '203.0.113.', 'sslip.io', 'foocorp.com'],
  // namespaces
  ['bookinfo', 'httptools', 'hipstershopv1v2', 'corp-services', 'ux', 'default/'],
  // Gateways, VirtualServices, Ingress, policy
  ['bookinfo-gateway', 'default-ingress', 'alb-ingress', 'foocorp-gateway', 'default-gateway', 'articlesaccess'],
  // Secrets, certificates, issuers, classes
  ['istio-ingressgateway-certs', 'alb-', 'hipstershop', '-credential', 'foocorp', '-client', 'hop-', 'public-iks'],
  // Services, their ServiceAccounts and images
  ['httpbin', 'frontend', 'apiservice', 'inventory', 'articles', 'web-api', 'web-app', 'keycloak'],
  ['registry.istio.io', 'agnhost', 'docker.io', '1.20.3', 'FooCorp', 'httpbin-alb'],
].flat();

/** Words of Kubernetes, Istio and cert-manager that hold the values, and what is no setting. Nothing else stays. */
const CONSTANTS = [
  // kinds and versions
  ['apps/v1', 'autoscaling/v2', 'cert-manager.io', 'cert-manager.io/v1', 'networking.istio.io/v1'],
  ['networking.k8s.io/v1', 'policy/v1', 'rbac.authorization.k8s.io', 'rbac.authorization.k8s.io/v1'],
  ['security.istio.io/v1', 'traefik.io/v1alpha1', 'v1'],
  ['AuthorizationPolicy', 'Certificate', 'ClusterIssuer', 'Deployment', 'DestinationRule', 'Gateway'],
  ['HorizontalPodAutoscaler', 'Ingress', 'Namespace', 'PeerAuthentication', 'PodDisruptionBudget', 'Role'],
  ['RoleBinding', 'ServersTransport', 'Service', 'ServiceAccount', 'VirtualService'],
  // modes
  ['ALLOW', 'Always', 'ClusterFirst', 'ClusterIP', 'DISABLE', 'HTTP', 'HTTPS', 'ISTIO_MUTUAL', 'IfNotPresent'],
  ['LoadBalancer', 'MUTUAL', 'Never', 'Prefix', 'RollingUpdate', 'SIMPLE', 'STRICT', 'TCP', 'TLSV1_2', '25%'],
  ['ECDSA', 'RSA', 'PKCS1', '87600h', '2160h', '360h', 'true', 'GET', 'POST'],
  ['digital signature', 'key encipherment', 'server auth', 'client auth', 'cert sign', 'crl sign'],
  // order
  ['-20', '-15', '-12', '-10', '-8', '-5', '5', '10'],
  // conventions: the policy of a namespace is called default, ports by their protocol
  ['default', 'http', 'https', 'cdk8s-secure-ingress', 'kubernetes-default-plaintext', 'kube-system-plaintext'],
  ['client-ca.invalid'],
  // a gateway by injection
  ['', '0', '100m', '128Mi', '2000m', '1024Mi', 'ALL', 'Resource', 'Utilization', 'auto', 'cpu', 'gateway'],
  ['get', 'list', 'watch', 'secrets', 'http-envoy-prom', 'http2', 'istio-proxy', 'none', 'status-port'],
  ['net.ipv4.ip_unprivileged_port_start'],
  // Bookinfo: its images call each other by these names
  ['details', 'productpage', 'ratings', 'reviews', 'details-v1', 'productpage-v1', 'ratings-v1', 'reviews-v1'],
  ['reviews-v2', 'reviews-v3', 'v2', 'v3', '9080', 'LOG_DIR', 'tmp', 'wlp-output'],
].flat();

/** The servers of one Gateway are told apart by the teams' roles. */
const ROLES = ['https-frontend', 'https-inventory'];

/** Paths that are routed are no settings either. */
function isFixed(text: string): boolean {
  return text.startsWith('/') || ROLES.includes(text);
}

/** All texts, keys included, but for what is fixed or names the scenario. */
function textsOf(outputs: Outputs): string[] {
  return [...outputs.values()].flatMap((objects) => [
    ...objects.map(titleOf),
    ...[...stringsIn(objects)].flatMap(({ path, text }) => (path.includes('part-of') || isFixed(text) ? [] : [text])),
  ]);
}

/** All values that are texts, with the same exceptions. */
function valuesOf(outputs: Outputs): string[] {
  return [...outputs.values()].flatMap((objects) => objects.flatMap(leaves)).filter((text) => !isFixed(text));
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key.endsWith('/part-of') ? [] : leaves(child)));
}

describe('with other values for everything', () => {
  test.each(SCENARIOS)('%s has the same kinds of objects, as many of each', (scenario) => {
    // The namespace default exists everywhere, any other comes with the scenario.
    const namespace = scenario.startsWith('articles') ? ['Namespace'] : [];
    const [before, after] = [first, second].map((outputs) => (outputs.get(scenario) ?? []).map(({ kind }) => kind));

    expect(after?.toSorted()).toEqual([...(before ?? []), ...namespace].toSorted());
  });

  test.each(FIRST_VALUES)('"%s" is gone', (value) => {
    expect(textsOf(first).filter((text) => text.includes(value))).not.toEqual([]);
    expect(textsOf(second).filter((text) => text.includes(value))).toEqual([]);
  });

  test('no value stays as it was but the constants', () => {
    const after = new Set(valuesOf(second));
    const same = new Set(valuesOf(first).filter((text) => after.has(text)));

    expect([...same].toSorted()).toEqual(CONSTANTS.toSorted());
  });
});

const ROWS: Readonly<Partial<Record<ScenarioName, readonly Row[]>>> = {
  'mesh-strict': [
    ['root namespace', 'PeerAuthentication mesh-config/default', 'spec.mtls.mode', 'STRICT'],
    ['all Services of the domain', 'DestinationRule mesh-config/default', 'spec.host', '*.k8s.corp.example.org'],
    [
      'domain',
      'DestinationRule mesh-config/kube-system-plaintext',
      'spec.host',
      '*.kube-system.svc.k8s.corp.example.org',
    ],
  ],
  'bookinfo-nlb': [
    ['workload', 'Gateway library/library-edge', 'spec.selector', { 'edge.example.org/gateway': 'public' }],
    ['revision', 'Namespace library', 'metadata.labels[istio.io/rev]', 'canary-7'],
    ['domain', 'DestinationRule library/default', 'spec.host', '*.library.svc.k8s.corp.example.org'],
  ],
  'httpbin-alb': [
    ['target port', 'Service edge-system/echo-ingress-gateway', 'spec.ports[0].targetPort', 10443],
    ['pods', 'Service edge-system/echo-ingress-gateway', 'spec.selector', { 'edge.example.org/gateway': 'public' }],
    ['CA', 'Certificate pki-keys/echo-link-ca', 'spec.subject.organizations', ['Echo Ltd']],
    ['server', 'Certificate edge-system/echo-link-cert', 'spec.dnsNames', ['echo.example.org']],
    ['client', 'Certificate edge-system/edge-caller', 'spec.dnsNames', ['caller.edge.example.org']],
    ['class', 'Ingress edge-system/echo-ingress', 'spec.ingressClassName', 'edge-traefik'],
    ['gateway', 'VirtualService echo-tools/echo-paths', 'spec.gateways', ['edge-system/echo-edge']],
  ],
  'hipstershop-https': [
    ['in the gateway namespace', 'Certificate edge-system/boutique', 'spec.secretName', 'boutique-tls'],
    ['CA where the cluster says', 'Certificate pki-keys/boutique-root', 'spec.isCA', true],
    ['address', 'Certificate edge-system/boutique', 'spec.ipAddresses', ['198.51.100.7']],
  ],
  'hipstershop-dedicated-gateway': [
    ['own gateway', 'Gateway boutique/boutique-edge', 'spec.selector', { istio: 'boutique-proxy' }],
    ['in its namespace', 'Certificate boutique/boutique', 'spec.ipAddresses', ['198.51.100.8']],
    ['revision', 'Deployment boutique/boutique-proxy', 'spec.template.metadata.labels[istio.io/rev]', 'canary-7'],
  ],
  foocorp: [
    ['Gateway', 'Gateway team-edges/teams', 'spec.servers[0].hosts', ['design/pages.example.org']],
    ['client CA', 'Certificate edge-system/pages-tls-cacert', 'spec.issuerRef.name', 'pages-callers'],
    ['client', 'Certificate design/pages-caller', 'spec.dnsNames', ['pages-caller.pages.example.org']],
    ['gateway', 'VirtualService logistics/stock', 'spec.gateways', ['team-edges/teams']],
  ],
  'articles-secure': [
    ['policy', 'AuthorizationPolicy newsroom/stories-callers', 'spec.selector.matchLabels', { app: 'stories' }],
    [
      'caller',
      'AuthorizationPolicy newsroom/stories-callers',
      'spec.rules[0].from[0].source.serviceAccounts',
      ['newsroom/gate-sa'],
    ],
    ['clients', 'DestinationRule newsroom/stories', 'spec.host', 'stories.newsroom.svc.k8s.corp.example.org'],
  ],
};

describe.each(Object.entries(ROWS))('the other values in %s', (scenario, rows) => {
  test.each(rows)('%s (%s, %s)', (_what, object, path, expected) => {
    expect(valueAt(find(second.get(scenario as ScenarioName) ?? [], object), path)).toEqual(expected);
  });
});
