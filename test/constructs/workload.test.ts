import { Chart, Testing } from 'cdk8s';
import { Cpu, EnvValue, ImagePullPolicy } from 'cdk8s-plus-27';
import { Workload, type WorkloadProps, type WorkloadVersion } from '../../lib/constructs/workload';
import {
  ACCEPTED,
  NOT_A_LABEL,
  NOT_A_PORT,
  NOT_A_SERVICE_NAME,
  NOT_AN_OBJECT_NAME,
  refusal,
  refused,
  render,
} from './rendering';

const V1: WorkloadVersion = { version: 'v1', container: { image: 'registry.example.com/api:1' } };
const API: WorkloadProps = { name: 'api', namespace: 'shop', port: 8080, versions: [V1] };

function rendered(props: Partial<WorkloadProps> = {}): unknown[] {
  return render((chart) => new Workload(chart, 'api', { ...API, ...props }));
}

function message(props: Partial<WorkloadProps>): string {
  return refusal((chart) => new Workload(chart, 'api', { ...API, ...props }));
}

function workloadRefused(...problems: string[]): string {
  return refused('Workload chart/api', ...problems);
}

function serviceAccount(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop', annotations: { 'argocd.argoproj.io/sync-wave': '-15' } },
    automountServiceAccountToken: false,
  };
}

function service(port: object) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', labels: { app: 'api', service: 'api' } },
    spec: { type: 'ClusterIP', selector: { app: 'api' }, externalIPs: [], ports: [port] },
  };
}

const SECURITY = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: false,
  runAsNonRoot: false,
};

const CONTAINER = {
  name: 'api',
  image: 'registry.example.com/api:1',
  imagePullPolicy: 'IfNotPresent',
  ports: [{ name: 'http', containerPort: 8080 }],
  securityContext: SECURITY,
};

interface Expected {
  readonly name?: string;
  readonly version?: string;
  readonly replicas?: number;
  readonly labels?: object;
  readonly annotations?: object;
  readonly serviceAccountName?: string;
  readonly security?: object;
  readonly container?: object;
}

function deployment(expected: Expected = {}) {
  const { version = 'v1', name = `api-${version}`, annotations, serviceAccountName = 'api' } = expected;
  const labels = { app: 'api', version };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels },
    spec: {
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      replicas: expected.replicas ?? 1,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: {
        metadata: { labels: { ...labels, ...expected.labels }, ...(annotations && { annotations }) },
        spec: {
          automountServiceAccountToken: false,
          containers: [expected.container ?? CONTAINER],
          dnsPolicy: 'ClusterFirst',
          hostNetwork: false,
          restartPolicy: 'Always',
          securityContext: expected.security ?? { fsGroupChangePolicy: 'Always', runAsNonRoot: false },
          serviceAccountName,
          setHostnameAsFQDN: false,
          terminationGracePeriodSeconds: 30,
        },
      },
    },
  };
}

describe('renders', () => {
  test('identity, Service and Deployment, without hashes and without demands', () => {
    expect(rendered()).toEqual([
      serviceAccount('api'),
      service({ name: 'http', port: 8080, targetPort: 8080 }),
      deployment(),
    ]);
  });

  test('a Deployment for each version behind the common Service', () => {
    const v2: WorkloadVersion = {
      version: 'v2',
      deploymentName: 'api.next',
      replicas: 0,
      container: { image: 'registry.example.com/api:2' },
    };

    expect(rendered({ versions: [V1, v2] })).toEqual([
      serviceAccount('api'),
      service({ name: 'http', port: 8080, targetPort: 8080 }),
      deployment(),
      deployment({
        name: 'api.next',
        version: 'v2',
        replicas: 0,
        container: { ...CONTAINER, image: 'registry.example.com/api:2' },
      }),
    ]);
  });

  test('each option of the workload', () => {
    expect(
      rendered({
        port: 80,
        containerPort: 8443,
        portName: 'grpc-web',
        serviceAccountName: 'shop.api',
        podLabels: { 'sidecar.istio.io/inject': 'true' },
        podAnnotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9000' },
        podSecurityContext: { ensureNonRoot: true, user: 1000, fsGroup: 2000 },
      }),
    ).toEqual([
      serviceAccount('shop.api'),
      service({ name: 'grpc-web', port: 80, targetPort: 8443 }),
      deployment({
        labels: { 'sidecar.istio.io/inject': 'true' },
        annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9000' },
        serviceAccountName: 'shop.api',
        security: { fsGroup: 2000, fsGroupChangePolicy: 'Always', runAsNonRoot: true, runAsUser: 1000 },
        container: { ...CONTAINER, ports: [{ name: 'grpc-web', containerPort: 8443 }] },
      }),
    ]);
  });

  test('each option of a container', () => {
    const container = {
      image: 'registry.example.com/api:1',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      args: ['netexec', '--http-port=8080'],
      envVariables: { STAGE: EnvValue.fromValue('test') },
      resources: { cpu: { request: Cpu.millis(50) } },
      securityContext: { readOnlyRootFilesystem: true, ensureNonRoot: true, user: 1000 },
    };

    expect(rendered({ versions: [{ version: 'v1', container }] })[2]).toEqual(
      deployment({
        container: {
          ...CONTAINER,
          imagePullPolicy: 'Always',
          args: ['netexec', '--http-port=8080'],
          env: [{ name: 'STAGE', value: 'test' }],
          resources: { requests: { cpu: '50m' } },
          securityContext: { ...SECURITY, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 1000 },
        },
      }),
    );
  });

  test('versions that are called as parts of the construct are', () => {
    const versions = ['service', 'pods', 'service-account'].map((version) => ({ ...V1, version }));

    expect(rendered({ versions }).slice(2)).toEqual([
      deployment({ version: 'service' }),
      deployment({ version: 'pods' }),
      deployment({ version: 'service-account' }),
    ]);
  });

  test('the same wherever the construct is in the tree', () => {
    const chart = new Chart(Testing.app(), 'elsewhere');
    new Workload(new Chart(chart, 'nested'), 'other', API);

    expect((chart.node.children[0] as Chart).toJson()).toEqual(rendered());
  });
});

test('knows what others ask for', () => {
  const workload = new Workload(new Chart(Testing.app(), 'chart'), 'api', { ...API, serviceAccountName: 'shop-api' });

  const { name, namespace, port, identity, serviceAccount: account, service: behind, deployments } = workload;
  expect({ name, namespace, port, identity }).toEqual({
    name: 'api',
    namespace: 'shop',
    port: 8080,
    identity: { namespace: 'shop', name: 'shop-api' },
  });
  expect([account, behind, ...deployments].map((part) => `${part.kind} ${part.name}`)).toEqual([
    'ServiceAccount shop-api',
    'Service api',
    'Deployment api-v1',
  ]);
});

function takenDeployment(index: number, name: string): string {
  return `\`versions[${index}].deploymentName\` "${name}": another version has this Deployment. Give each version a Deployment of its own.`;
}

describe('refuses', () => {
  test('all that is wrong together', () => {
    expect(
      message({
        name: '2api',
        namespace: 'shop.web',
        port: 0,
        containerPort: 65536,
        portName: 'HTTP',
        serviceAccountName: 'Api',
        podLabels: { app: 'other' },
        versions: [{ ...V1, version: 'v1.0', deploymentName: 'API', replicas: -1 }],
      }),
    ).toBe(
      workloadRefused(
        `\`name\` "2api": ${NOT_A_SERVICE_NAME}`,
        `\`namespace\` "shop.web": ${NOT_A_LABEL}`,
        `\`port\` 0: ${NOT_A_PORT}`,
        `\`containerPort\` 65536: ${NOT_A_PORT}`,
        '`portName` "HTTP": not a name that Kubernetes takes for the port of a container. ' +
          'Use at most 15 lower-case letters, digits and single dashes between them, among them a letter.',
        `\`serviceAccountName\` "Api": ${NOT_AN_OBJECT_NAME}`,
        '`podLabels.app` "other": Service and Deployment select the pods by it. Use name or version.',
        `\`versions[0].version\` "v1.0": ${NOT_A_LABEL}`,
        `\`versions[0].deploymentName\` "API": ${NOT_AN_OBJECT_NAME}`,
        '`versions[0].replicas` -1: not a number of pods. Use a whole number from 0.',
      ),
    );
  });

  test('no version', () => {
    expect(message({ versions: [] })).toBe(
      workloadRefused(
        '`versions`: no version: nothing would run behind the Service. Give at least one version with its container.',
      ),
    );
  });

  test('a version twice, without a second complaint about its Deployment', () => {
    expect(message({ versions: [V1, { ...V1, version: 'v2' }, V1] })).toBe(
      workloadRefused(
        '`versions[2].version` "v1": given twice, and two Deployments would fight over the same pods. Give each version once.',
      ),
    );
  });

  test('a Deployment twice, also by its default name', () => {
    expect(
      message({
        versions: [
          V1,
          { ...V1, version: 'v2', deploymentName: 'api-v1' },
          { ...V1, version: 'v3', deploymentName: 'x' },
          { ...V1, version: 'v4', deploymentName: 'x' },
        ],
      }),
    ).toBe(workloadRefused(takenDeployment(1, 'api-v1'), takenDeployment(3, 'x')));
  });

  test.each(['app', 'version'])('the label %s for the pods', (key) => {
    expect(message({ podLabels: { [key]: '' } })).toBe(
      workloadRefused(`\`podLabels.${key}\` "": Service and Deployment select the pods by it. Use name or version.`),
    );
  });

  test.each(['http', 'http-a1', 'h9', '19a', 'a'.repeat(15), 'grpc-2-x'])('no port name like %s', (portName) => {
    expect(message({ portName })).toBe(ACCEPTED);
  });

  test.each(['', '-http', 'http-', 'http--web', '8080', '1-2', 'a'.repeat(16), 'http_web', 'http.web'])(
    'port name %j',
    (portName) => {
      expect(message({ portName })).toBe(
        workloadRefused(
          `\`portName\` ${JSON.stringify(portName)}: not a name that Kubernetes takes for the port of a container. ` +
            'Use at most 15 lower-case letters, digits and single dashes between them, among them a letter.',
        ),
      );
    },
  );

  test.each([1.5, Number.NaN])('%p replicas', (replicas) => {
    expect(message({ versions: [{ ...V1, replicas }] })).toBe(
      workloadRefused(`\`versions[0].replicas\` ${replicas}: not a number of pods. Use a whole number from 0.`),
    );
  });

  test.each([
    ['a'.repeat(63), ACCEPTED],
    ['a'.repeat(64), workloadRefused(`\`name\` "${'a'.repeat(64)}": ${NOT_A_SERVICE_NAME}`)],
    ['a-', workloadRefused(`\`name\` "a-": ${NOT_A_SERVICE_NAME}`)],
  ])('names that are none of a Service: %s', (name, expected) => {
    expect(message({ name })).toBe(expected);
  });
});
