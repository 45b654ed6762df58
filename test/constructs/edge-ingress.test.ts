import type { Chart } from 'cdk8s';
import { CertificateIssuer } from '../../lib/constructs/certificate-issuer';
import { ClientCertificate } from '../../lib/constructs/client-certificate';
import { type EdgeController, EdgeIngress, type EdgeIngressProps } from '../../lib/constructs/edge-ingress';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { ACCEPTED, NOT_A_SERVICE_NAME, NOT_AN_OBJECT_NAME, refusal, refused, render, untyped } from './rendering';

const TRAEFIK: EdgeController = { type: 'traefik', ingressClassName: 'public-iks-traefik' };
const NGINX: EdgeController = { type: 'ingress-nginx', ingressClassName: 'public-iks-k8s-nginx' };
const IKS_ALB: EdgeController = { type: 'iks-alb', ingressClassName: 'iks' };

function client(chart: Chart, namespace = 'istio-system', secretName = 'alb-client'): ClientCertificate {
  const issuer = new CertificateIssuer(chart, 'issuer', { type: 'existing', name: 'hop-ca', nature: 'private-ca' });
  const identities = ['alb.clients.internal'];
  return new ClientCertificate(chart, 'client', { issuer, namespace, secretName, identities });
}

function edge(props: Partial<EdgeIngressProps>) {
  return (chart: Chart) => {
    new EdgeIngress(chart, 'alb', {
      name: 'alb',
      controller: TRAEFIK,
      gateway: GatewayWorkload.istioctl(),
      host: 'shop.example.com',
      tlsSecretName: 'alb-tls',
      clientCertificate: props.clientCertificate ?? client(chart),
      ...props,
    });
  };
}

/** Without the client certificate. */
function rendered(props: Partial<EdgeIngressProps>): unknown[] {
  return render(edge(props)).slice(1);
}

function message(props: Partial<EdgeIngressProps>): string {
  return refusal(edge(props));
}

function edgeRefused(...problems: string[]): string {
  return refused('EdgeIngress chart/alb', ...problems);
}

interface Expected {
  readonly service?: string;
  readonly ingress?: string;
  readonly namespace?: string;
  readonly port?: number;
}

function service(targetPort: number, annotations: object | undefined, expected: Expected = {}) {
  const { service: name = 'alb-gateway', namespace = 'istio-system', port = 443 } = expected;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...(annotations && { annotations }) },
    spec: {
      type: 'ClusterIP',
      selector: { istio: 'ingressgateway' },
      ports: [{ name: 'https', port, protocol: 'TCP', targetPort }],
    },
  };
}

function ingress(ingressClassName: string, paths: string[], annotations: object, expected: Expected = {}) {
  const { service: to = 'alb-gateway', ingress: name = 'alb', namespace = 'istio-system', port = 443 } = expected;
  const backend = { service: { name: to, port: { number: port } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations: { 'argocd.argoproj.io/sync-wave': '10', ...annotations } },
    spec: {
      ingressClassName,
      tls: [{ hosts: ['shop.example.com'], secretName: 'alb-tls' }],
      rules: [
        { host: 'shop.example.com', http: { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) } },
      ],
    },
  };
}

describe('Traefik', () => {
  test('reads its settings from the Service and a ServersTransport', () => {
    expect(rendered({})).toEqual([
      service(8443, {
        'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
        'traefik.ingress.kubernetes.io/service.serverstransport': 'istio-system-alb-gateway@kubernetescrd',
      }),
      ingress('public-iks-traefik', ['/'], { 'traefik.ingress.kubernetes.io/router.tls': 'true' }),
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'ServersTransport',
        metadata: { name: 'alb-gateway', namespace: 'istio-system' },
        spec: {
          serverName: 'shop.example.com',
          rootCAs: [{ secret: 'alb-client' }],
          certificatesSecrets: ['alb-client'],
        },
      },
    ]);
  });

  test('with each option', () => {
    const gateway = GatewayWorkload.existing({
      namespace: 'edge',
      labels: { istio: 'ingressgateway' },
      serviceName: 'edge',
      serviceAccountName: 'edge',
      ports: [{ name: 'https', port: 8443 }],
    });
    const expected = { service: 'hop', ingress: 'front.door', namespace: 'edge', port: 8443 };

    expect(
      render((chart) => {
        edge({
          name: 'front.door',
          gateway,
          gatewayPort: 8443,
          serviceName: 'hop',
          paths: ['/api', '/static/'],
          clientCertificate: client(chart, 'edge'),
        })(chart);
      }).slice(1),
    ).toEqual([
      service(
        8443,
        {
          'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
          'traefik.ingress.kubernetes.io/service.serverstransport': 'edge-hop@kubernetescrd',
        },
        expected,
      ),
      ingress(
        'public-iks-traefik',
        ['/api', '/static/'],
        { 'traefik.ingress.kubernetes.io/router.tls': 'true' },
        expected,
      ),
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'ServersTransport',
        metadata: { name: 'hop', namespace: 'edge' },
        spec: {
          serverName: 'shop.example.com',
          rootCAs: [{ secret: 'alb-client' }],
          certificatesSecrets: ['alb-client'],
        },
      },
    ]);
  });
});

function nginxAnnotations(depth: string) {
  return {
    'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
    'nginx.ingress.kubernetes.io/proxy-ssl-secret': 'istio-system/alb-client',
    'nginx.ingress.kubernetes.io/proxy-ssl-verify': 'on',
    'nginx.ingress.kubernetes.io/proxy-ssl-verify-depth': depth,
    'nginx.ingress.kubernetes.io/proxy-ssl-name': 'shop.example.com',
    'nginx.ingress.kubernetes.io/proxy-ssl-server-name': 'on',
    'nginx.ingress.kubernetes.io/proxy-ssl-protocols': 'TLSv1.2 TLSv1.3',
  };
}

describe('ingress-nginx', () => {
  test('reads its settings from the Ingress, which verify the gateway', () => {
    expect(rendered({ controller: NGINX })).toEqual([
      service(8443, undefined),
      ingress('public-iks-k8s-nginx', ['/'], nginxAnnotations('1')),
    ]);
  });

  test('verifies longer chains', () => {
    expect(rendered({ controller: { ...NGINX, verifyDepth: 3 } })[1]).toEqual(
      ingress('public-iks-k8s-nginx', ['/'], nginxAnnotations('3')),
    );
  });

  test.each([0, -1, 1.5])('does not verify to depth %j', (verifyDepth) => {
    expect(message({ controller: { ...NGINX, verifyDepth } })).toBe(
      edgeRefused(
        `\`controller.verifyDepth\` ${JSON.stringify(verifyDepth)}: at depth 0 only a self-signed certificate passes. Use 1 for a private root, 3 for public CAs.`,
      ),
    );
  });
});

function legacy(name: string) {
  const access = { 'argocd.argoproj.io/sync-wave': '-15' };
  const reader = `${name}-copier`;
  return [
    service(8443, undefined),
    ingress('iks', ['/'], {
      'ingress.bluemix.net/ssl-services': `ssl-service=alb-gateway ssl-secret=${name}`,
    }),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: reader, namespace: 'istio-system', annotations: access },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: `${reader}-istio-system`, namespace: 'istio-system', annotations: access },
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['alb-client'], verbs: ['get'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: `${reader}-istio-system`, namespace: 'istio-system', annotations: access },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `${reader}-istio-system` },
      subjects: [{ kind: 'ServiceAccount', name: reader, namespace: 'istio-system' }],
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: reader, namespace: 'istio-system', annotations: access },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: 'istio-system',
            server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            auth: { serviceAccount: { name: reader } },
          },
        },
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace: 'istio-system' },
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: reader },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', template: { type: 'Opaque' } },
        data: [
          { secretKey: 'trusted.crt', remoteRef: { key: 'alb-client', property: 'ca.crt' } },
          { secretKey: 'client.crt', remoteRef: { key: 'alb-client', property: 'tls.crt' } },
          { secretKey: 'client.key', remoteRef: { key: 'alb-client', property: 'tls.key' } },
        ],
      },
    },
  ];
}

describe("IBM's former ALB", () => {
  test('reads a Secret with keys of its own', () => {
    expect(rendered({ controller: IKS_ALB })).toEqual(legacy('alb-certs'));
  });

  test('reads it under another name', () => {
    expect(rendered({ controller: { ...IKS_ALB, secretName: 'hop-certs' } })).toEqual(legacy('hop-certs'));
  });

  test('needs another Secret than that of the client certificate', () => {
    expect(message({ controller: { ...IKS_ALB, secretName: 'alb-client' } })).toBe(
      edgeRefused(
        '`controller.secretName` "alb-client": that is the Secret of the client certificate itself, and the copy has other keys. Use another name.',
      ),
    );
    expect(message({ controller: { ...IKS_ALB, secretName: 'ALB' } })).toBe(
      edgeRefused(`\`controller.secretName\` "ALB": ${NOT_AN_OBJECT_NAME}`),
    );
  });
});

describe('refuses', () => {
  test('all that is wrong together', () => {
    expect(
      message({
        name: 'Alb',
        controller: { ...IKS_ALB, ingressClassName: '' },
        gatewayPort: 8443,
        host: '*.example.com',
        paths: [],
        tlsSecretName: 'alb_tls',
      }),
    ).toBe(
      edgeRefused(
        `\`name\` "Alb": ${NOT_AN_OBJECT_NAME}`,
        `\`serviceName\` "Alb-gateway": ${NOT_A_SERVICE_NAME}`,
        `\`tlsSecretName\` "alb_tls": ${NOT_AN_OBJECT_NAME}`,
        `\`controller.ingressClassName\` "": ${NOT_AN_OBJECT_NAME}`,
        '`host` "*.example.com": not an exact DNS name, and the controller sends it on as server name (SNI). Use one EdgeIngress for each host.',
        '`gatewayPort` 8443: Service istio-system/istio-ingressgateway has no such port. Use one of 15021, 80, 443.',
        '`paths` []: Kubernetes refuses an Ingress rule without paths. Give at least one, or leave it out for all.',
      ),
    );
  });

  test('a controller that there is not', () => {
    expect(message({ controller: untyped({ type: 'alb', ingressClassName: 'alb' }) })).toBe(
      edgeRefused('`controller.type` "alb": is none of traefik, ingress-nginx, iks-alb. Use one of these.'),
    );
  });

  test('a client certificate in another namespace than the gateway', () => {
    expect(refusal((chart) => edge({ clientCertificate: client(chart, 'shop') })(chart))).toBe(
      edgeRefused(
        '`clientCertificate` "shop/alb-client": the controller reads it in the Ingress\'s namespace, which is the gateway\'s, istio-system. ' +
          'Make the ClientCertificate in istio-system.',
      ),
    );
  });

  test.each(['localhost', 'shop.example.com:443', '203.0.113.10', ''])('host %j', (host) => {
    expect(message({ host })).toBe(
      edgeRefused(
        `\`host\` ${JSON.stringify(host)}: not an exact DNS name, and the controller sends it on as server name (SNI). Use one EdgeIngress for each host.`,
      ),
    );
  });

  test.each([
    ['a'.repeat(55), undefined, ACCEPTED],
    ['a'.repeat(56), undefined, edgeRefused(`\`serviceName\` "${'a'.repeat(56)}-gateway": ${NOT_A_SERVICE_NAME}`)],
    ['1alb', undefined, edgeRefused(`\`serviceName\` "1alb-gateway": ${NOT_A_SERVICE_NAME}`)],
    ['front.door', undefined, edgeRefused(`\`serviceName\` "front.door-gateway": ${NOT_A_SERVICE_NAME}`)],
    ['1alb', 'alb', ACCEPTED],
    [
      'alb',
      'istio-ingressgateway',
      edgeRefused(
        '`serviceName` "istio-ingressgateway": that is the gateway\'s own Service, which belongs to its installer. Use another name.',
      ),
    ],
  ])('names of which none of a Service can be made: %s, %s', (name, serviceName, expected) => {
    expect(message({ name, serviceName })).toBe(expected);
  });

  const SEQUENCE =
    'Kubernetes refuses `//`, `/./`, `/../` and `%2f` in it. Write the path as it is after these are resolved.';

  test.each([
    ['api', 'pathType Prefix needs an absolute path. Begin it with a slash.'],
    ['', 'pathType Prefix needs an absolute path. Begin it with a slash.'],
    ['//', SEQUENCE],
    ['/a//b', SEQUENCE],
    ['/a/./b', SEQUENCE],
    ['/a/.', SEQUENCE],
    ['/a/../b', SEQUENCE],
    ['/..', SEQUENCE],
    ['/a%2Fb', SEQUENCE],
    ['/a%2fb', SEQUENCE],
  ])('path %j', (path, problem) => {
    expect(message({ paths: ['/fine', path] })).toBe(edgeRefused(`\`paths[1]\` "${path}": ${problem}`));
  });

  test.each(['/', '/a.b/..c/.d', '/a/', '/%20'])('no path like %j', (path) => {
    expect(message({ paths: [path] })).toBe(ACCEPTED);
  });

  test('a path twice', () => {
    expect(message({ paths: ['/a', '/b', '/a'] })).toBe(edgeRefused('`paths[2]` "/a": listed twice. List it once.'));
  });

  test.each([0, 65536, Number.NaN])('gateway port %p', (gatewayPort) => {
    expect(message({ gatewayPort })).toBe(
      edgeRefused(
        `\`gatewayPort\` ${gatewayPort}: Service istio-system/istio-ingressgateway has no such port. Use one of 15021, 80, 443.`,
      ),
    );
  });
});
