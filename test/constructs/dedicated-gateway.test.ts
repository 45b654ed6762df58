import { Chart, Testing } from 'cdk8s';
import { declareAlternative } from '../../lib/alternatives';
import { DedicatedGateway, type DedicatedGatewayProps } from '../../lib/constructs/dedicated-gateway';
import {
  ACCEPTED,
  NOT_A_LABEL,
  NOT_A_PORT,
  NOT_A_SERVICE_NAME,
  refusal,
  refused,
  render,
  validation,
} from './rendering';

const SHOP: DedicatedGatewayProps = { name: 'shop-gateway', namespace: 'shop' };
const SUBJECT = 'DedicatedGateway chart/gateway';

function rendered(props: Partial<DedicatedGatewayProps> = {}): unknown[] {
  return render((chart) => new DedicatedGateway(chart, 'gateway', { ...SHOP, ...props }));
}

function message(props: Partial<DedicatedGatewayProps>): string {
  return refusal((chart) => new DedicatedGateway(chart, 'gateway', { ...SHOP, ...props }));
}

const LABELS = { app: 'shop-gateway', istio: 'shop-gateway' };

function metadata(wave: string) {
  return {
    name: 'shop-gateway',
    namespace: 'shop',
    labels: LABELS,
    annotations: { 'argocd.argoproj.io/sync-wave': wave },
  };
}

const SERVICE_ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('-15') };

const ROLE = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: metadata('-15'),
  rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
};

const ROLE_BINDING = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: metadata('-15'),
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shop-gateway' },
  subjects: [{ kind: 'ServiceAccount', name: 'shop-gateway', namespace: 'shop' }],
};

const RESOURCES = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } };

function deployment(resources = RESOURCES, revision = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('-5'),
    spec: {
      selector: { matchLabels: LABELS },
      template: {
        metadata: {
          labels: {
            ...LABELS,
            'sidecar.istio.io/inject': 'true',
            'istio.io/dataplane-mode': 'none',
            ...revision,
          },
          annotations: { 'inject.istio.io/templates': 'gateway' },
        },
        spec: {
          serviceAccountName: 'shop-gateway',
          securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
          containers: [
            {
              name: 'istio-proxy',
              image: 'auto',
              ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
              securityContext: {
                capabilities: { drop: ['ALL'] },
                allowPrivilegeEscalation: false,
                privileged: false,
                readOnlyRootFilesystem: true,
                runAsNonRoot: true,
              },
              resources,
            },
          ],
        },
      },
    },
  };
}

function service(type: string, ports: object[], annotations = {}) {
  const { annotations: wave, ...rest } = metadata('-5');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...rest, annotations: { ...wave, ...annotations } },
    spec: { type, selector: LABELS, ports },
  };
}

const SERVICE = service('LoadBalancer', [
  { name: 'status-port', port: 15021, protocol: 'TCP', targetPort: 15021 },
  { name: 'http2', port: 80, protocol: 'TCP', targetPort: 80 },
  { name: 'https', port: 443, protocol: 'TCP', targetPort: 443 },
]);

function autoscaler(minReplicas: number, maxReplicas: number, averageUtilization: number) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('-5'),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-gateway' },
      minReplicas,
      maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
    },
  };
}

const DISRUPTION_BUDGET = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: metadata('-5'),
  spec: { minAvailable: 1, selector: { matchLabels: LABELS } },
};

describe('renders', () => {
  test('identity, Deployment, Service, autoscaler and disruption budget', () => {
    expect(rendered()).toEqual([
      SERVICE_ACCOUNT,
      ROLE,
      ROLE_BINDING,
      deployment(),
      SERVICE,
      autoscaler(2, 5, 80),
      DISRUPTION_BUDGET,
    ]);
  });

  test('each option where it belongs', () => {
    const objects = rendered({
      revision: '1-30-3',
      ports: [{ name: 'https', port: 443, targetPort: 8443 }],
      serviceType: 'NodePort',
      serviceAnnotations: { 'cloud.example.com/load-balancer': 'internal' },
      replicas: { min: 3, max: 3 },
      targetCpuUtilization: 150,
      resources: { cpuRequest: '500m', cpuLimit: '0.5', memoryRequest: '256Mi', memoryLimit: '1Gi' },
    });

    const resources = { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '0.5', memory: '1Gi' } };
    expect(objects).toEqual([
      SERVICE_ACCOUNT,
      ROLE,
      ROLE_BINDING,
      deployment(resources, { 'istio.io/rev': '1-30-3' }),
      service('NodePort', [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 8443 }], {
        'cloud.example.com/load-balancer': 'internal',
      }),
      autoscaler(3, 3, 150),
      DISRUPTION_BUDGET,
    ]);
  });

  test('no disruption budget for a single replica, which it would keep from ever being moved', () => {
    expect(rendered({ replicas: { min: 1, max: 4 } })).toEqual([
      SERVICE_ACCOUNT,
      ROLE,
      ROLE_BINDING,
      deployment(),
      SERVICE,
      autoscaler(1, 4, 80),
    ]);
  });

  test('defaults for options that are given as undefined', () => {
    const resources = { cpuRequest: undefined, cpuLimit: undefined, memoryRequest: undefined, memoryLimit: undefined };
    const nothing = { revision: undefined, ports: undefined, serviceType: undefined, serviceAnnotations: undefined };

    expect(rendered({ ...nothing, replicas: undefined, targetCpuUtilization: undefined, resources })).toEqual(
      rendered(),
    );
  });
});

test('is a gateway workload', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const { namespace, labels, serviceName, serviceAccountName, ports } = new DedicatedGateway(chart, 'gateway', SHOP);

  expect({ namespace, labels, serviceName, serviceAccountName, ports }).toEqual({
    namespace: 'shop',
    labels: { istio: 'shop-gateway' },
    serviceName: 'shop-gateway',
    serviceAccountName: 'shop-gateway',
    ports: [
      { name: 'status-port', port: 15021 },
      { name: 'http2', port: 80 },
      { name: 'https', port: 443 },
    ],
  });
});

describe('refuses', () => {
  test("the label of Istio's default gateway", () => {
    expect(message({ name: 'ingressgateway' })).toBe(
      refused(
        SUBJECT,
        '`name` "ingressgateway": label istio=ingressgateway belongs to Istio\'s default gateway: every Gateway that selects it would land here too. ' +
          'Use a name of its own, such as shop-ingressgateway.',
      ),
    );
    expect(message({ name: 'istio-ingressgateway' })).toBe(ACCEPTED);
  });

  test('all that is wrong together', () => {
    const resources = { cpuRequest: '3', memoryRequest: '1 GB', memoryLimit: '' };

    expect(
      message({
        name: '1shop',
        namespace: '-shop',
        revision: '1.30',
        ports: [],
        replicas: { min: 3, max: 2 },
        targetCpuUtilization: 0,
        resources,
      }),
    ).toBe(
      refused(
        SUBJECT,
        `\`namespace\` "-shop": ${NOT_A_LABEL}`,
        `\`name\` "1shop": ${NOT_A_SERVICE_NAME}`,
        '`ports` []: nobody could connect, and Kubernetes refuses a Service without ports. Name the ports of the Service.',
        `\`revision\` "1.30": ${NOT_A_LABEL}`,
        '`replicas` {"min":3,"max":2}: an autoscaler needs whole numbers with 1 <= min <= max. Use for instance { min: 2, max: 5 }.',
        '`targetCpuUtilization` 0: not a percentage that an autoscaler can aim at. Use a whole number from 1, such as 80.',
        '`resources.cpuRequest` "3": more than the limit of 2000m, so that Kubernetes refuses the pods. Raise cpuLimit too.',
        '`resources.memoryRequest` "1 GB": not a quantity as Kubernetes writes them. Use for instance 100m or 128Mi.',
        '`resources.memoryLimit` "": not a quantity as Kubernetes writes them. Use for instance 100m or 128Mi.',
      ),
    );
  });

  test.each([
    ['a'.repeat(63), ACCEPTED],
    ['a'.repeat(64), refused(SUBJECT, `\`name\` "${'a'.repeat(64)}": ${NOT_A_SERVICE_NAME}`)],
    ['shop.gateway', refused(SUBJECT, `\`name\` "shop.gateway": ${NOT_A_SERVICE_NAME}`)],
  ])('names that are none of a Service: %s', (name, expected) => {
    expect(message({ name })).toBe(expected);
  });

  test('ports that cannot be', () => {
    expect(message({ ports: [{ name: 'https', port: 65535, targetPort: 0 }] })).toBe(
      refused(SUBJECT, `\`ports[0].targetPort\` 0: ${NOT_A_PORT}`),
    );
  });

  test.each([0, -80, 79.5, Number.NaN])('an aim of %p percent', (targetCpuUtilization) => {
    expect(message({ targetCpuUtilization })).toBe(
      refused(
        SUBJECT,
        `\`targetCpuUtilization\` ${targetCpuUtilization}: not a percentage that an autoscaler can aim at. Use a whole number from 1, such as 80.`,
      ),
    );
    expect(message({ targetCpuUtilization: 1 })).toBe(ACCEPTED);
  });

  test.each([
    [{ min: 0, max: 5 }],
    [{ min: 1.5, max: 5 }],
    [{ min: 2, max: Number.POSITIVE_INFINITY }],
    [{ min: Number.NaN, max: 5 }],
  ])('replicas %j', (replicas) => {
    expect(message({ replicas })).toBe(
      refused(
        SUBJECT,
        `\`replicas\` {"min":${replicas.min},"max":${replicas.max}}: an autoscaler needs whole numbers with 1 <= min <= max. Use for instance { min: 2, max: 5 }.`,
      ),
    );
  });

  test.each(['2E3m', '1 ', '-1', '1mi', '0x1', 'NaN', '1e', '.', 'm'])('as a number of CPUs: %s', (cpuRequest) => {
    expect(message({ resources: { cpuRequest } })).toBe(
      refused(
        SUBJECT,
        `\`resources.cpuRequest\` "${cpuRequest}": not a quantity as Kubernetes writes them. Use for instance 100m or 128Mi.`,
      ),
    );
  });

  test.each(['100m', '2', '2.000', '.05', '1.', '2e0', '20E-1', '2e-09', '2000000u', '2000000000n'])(
    'no request of %s CPUs, which is within the limit of 2000m',
    (cpuRequest) => {
      expect(message({ resources: { cpuRequest } })).toBe(ACCEPTED);
    },
  );

  test.each(['2001m', '2.1', '1k', '3e0'])('a request of %s CPUs above the limit of 2000m', (cpuRequest) => {
    expect(message({ resources: { cpuRequest } })).toBe(
      refused(
        SUBJECT,
        `\`resources.cpuRequest\` "${cpuRequest}": more than the limit of 2000m, so that Kubernetes refuses the pods. Raise cpuLimit too.`,
      ),
    );
  });

  test.each([
    ['1Gi', '1024Mi', true],
    ['1G', '1Gi', true],
    ['1Gi', '1G', false],
    ['1073741825', '1Gi', false],
    ['1Ki', '1k', false],
  ])('a request of %s memory with the limit %s: %p', (memoryRequest, memoryLimit, accepted) => {
    expect(message({ resources: { memoryRequest, memoryLimit } })).toBe(
      accepted
        ? ACCEPTED
        : refused(
            SUBJECT,
            `\`resources.memoryRequest\` "${memoryRequest}": more than the limit of ${memoryLimit}, so that Kubernetes refuses the pods. Raise memoryLimit too.`,
          ),
    );
  });

  test.each([
    ['n', '1e-9'],
    ['u', '1e-6'],
    ['m', '1E-3'],
    ['k', '1e3'],
    ['M', '1e+6'],
    ['G', '1e9'],
    ['T', '1e12'],
    ['P', '1e15'],
    ['E', '1e18'],
    ['Ki', '1024'],
    ['Mi', '1048576'],
    ['Gi', '1073741824'],
    ['Ti', '1099511627776'],
    ['Pi', '1125899906842624'],
    ['Ei', '1152921504606846976'],
  ])('a request that is one %s more than the limit, but none that is the limit', (suffix, unit) => {
    expect(message({ resources: { memoryRequest: unit, memoryLimit: `1${suffix}` } })).toBe(ACCEPTED);
    expect(message({ resources: { memoryRequest: `1${suffix}`, memoryLimit: unit } })).toBe(ACCEPTED);
    expect(message({ resources: { memoryRequest: `2${suffix}`, memoryLimit: `1.99${suffix}` } })).toBe(
      refused(
        SUBJECT,
        `\`resources.memoryRequest\` "2${suffix}": more than the limit of 1.99${suffix}, so that Kubernetes refuses the pods. Raise memoryLimit too.`,
      ),
    );
  });

  test('a limit below the default request', () => {
    expect(message({ resources: { memoryLimit: '64Mi' } })).toBe(
      refused(
        SUBJECT,
        '`resources.memoryRequest` "128Mi": more than the limit of 64Mi, so that Kubernetes refuses the pods. Raise memoryLimit too.',
      ),
    );
  });
});

function gateway(namespace: string, family?: string) {
  return (chart: Chart) => {
    if (family !== undefined) declareAlternative(chart, family);
    new DedicatedGateway(chart, 'gateway', { name: 'shop-gateway', namespace });
  };
}

describe('the label that Gateways select by', () => {
  test('belongs to one workload, whatever the namespace', () => {
    expect(validation({ one: gateway('shop'), two: gateway('other') })).toEqual([
      'Gateway workload label istio=shop-gateway is claimed twice: by one/gateway (name) and by two/gateway (name). ' +
        'Keep one of the two, or give one of them another name or host.',
    ]);
  });

  test('may be the same in charts that are never deployed together', () => {
    expect(validation({ one: gateway('shop', 'shop'), two: gateway('shop', 'shop') })).toEqual([]);
  });
});
