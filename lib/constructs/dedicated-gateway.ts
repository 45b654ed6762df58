import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { cdk8sPlus } from './cdk8s-plus';
import { claim } from './claims';
import {
  checkGatewayPorts,
  GATEWAY_PORT,
  type GatewayPort,
  type GatewayWorkload,
  INJECTED_PORTS,
  podPort,
} from './gateway-workload';
import { checkResources, GATEWAY_RESOURCES, type GatewayResources, resourcesOf } from './gateway-resources';
import { checkLabel, checkServiceName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { choice, list, number, object, optional, record, type Shape, text } from './shape';

export type { GatewayResources };

export interface DedicatedGatewayProps {
  /** Name of the Deployment, Service, ServiceAccount and of the rest, and value of the pods' label `istio`. */
  readonly name: string;
  /** Namespace of the pods, and so of the credentials that they serve. */
  readonly namespace: string;
  /** Revision of the control plane that injects the proxy (pod label `istio.io/rev`). Default: the default revision. */
  readonly revision?: string;
  /** Ports of the Service, with 15021 where a load balancer asks for the health. Default: 15021, 80 and 443, each to the same number of the pods. */
  readonly ports?: readonly GatewayPort[];
  /** Type of the Service. Default: `LoadBalancer`. */
  readonly serviceType?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations of the Service, as load balancers of clouds read them. Default: none. */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Bounds of the HorizontalPodAutoscaler. Default: 2 to 5. */
  readonly replicas?: { readonly min: number; readonly max: number };
  /** CPU utilization that the autoscaler aims at, in percent of the request. Default: 80. */
  readonly targetCpuUtilization?: number;
  /** Requests and limits of the proxy. Each default is that of Istio's Helm chart `gateway`. */
  readonly resources?: GatewayResources;
}

export const DEDICATED_GATEWAY_PROPS: Shape<DedicatedGatewayProps> = object({
  name: text,
  namespace: text,
  revision: optional(text),
  ports: optional(list(GATEWAY_PORT)),
  serviceType: optional(choice('LoadBalancer', 'NodePort', 'ClusterIP')),
  serviceAnnotations: optional(record(text)),
  replicas: optional(object({ min: number, max: number })),
  targetCpuUtilization: optional(number),
  resources: optional(GATEWAY_RESOURCES),
});

/**
 * A gateway of one's own, deployed by injection: istiod's webhook puts the proxy into the Deployment's pods, so
 * that they follow the control plane's version. Its label `istio: <name>` is its own, so that no other team's
 * Gateway lands on it, and its ServiceAccount may list Secrets, which istiod demands before it sends credentials.
 */
export class DedicatedGateway extends Construct implements GatewayWorkload {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly serviceAccountName: string;
  readonly ports: readonly GatewayPort[];

  /**
   * Throws for names and ports that cannot be, numbers that the autoscaler or the pods' resources cannot have, and
   * the name of Istio's default gateway.
   */
  constructor(scope: Construct, id: string, props: DedicatedGatewayProps) {
    const problems = checkProps('DedicatedGateway', scope, id, DEDICATED_GATEWAY_PROPS, props);
    const ports = props.ports ?? INJECTED_PORTS;
    checkLabel(problems, 'namespace', props.namespace);
    checkServiceName(problems, 'name', props.name);
    checkGatewayPorts(problems, ports);
    checkDedicated(problems, props);
    problems.finish();
    super(scope, id);
    this.namespace = props.namespace;
    this.labels = { istio: props.name };
    this.serviceName = props.name;
    this.serviceAccountName = props.name;
    this.ports = [...ports];
    claim(this, `Gateway workload label istio=${props.name}`, 'name');
    this.addIdentity();
    this.addDeployment(props);
    this.addService(props);
    this.addScaling(props);
  }

  private get podLabels(): Record<string, string> {
    return { app: this.serviceName, ...this.labels };
  }

  private metadata(wave: number) {
    return metadata(wave, this.serviceName, this.namespace, { labels: this.podLabels });
  }

  private addIdentity(): void {
    const { KubeRole, KubeRoleBinding, KubeServiceAccount } = cdk8sPlus().k8s;
    new KubeServiceAccount(this, 'service-account', { metadata: this.metadata(SyncWave.ACCESS) });
    new KubeRole(this, 'role', {
      metadata: this.metadata(SyncWave.ACCESS),
      // istiod asks whether the ServiceAccount may *list* Secrets, with no name: resourceNames would be refused.
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
    });
    new KubeRoleBinding(this, 'role-binding', {
      metadata: this.metadata(SyncWave.ACCESS),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: this.serviceName },
      subjects: [{ kind: 'ServiceAccount', name: this.serviceAccountName, namespace: this.namespace }],
    });
  }

  private addDeployment(props: DedicatedGatewayProps): void {
    const { KubeDeployment } = cdk8sPlus().k8s;
    const revision: Record<string, string> = props.revision === undefined ? {} : { 'istio.io/rev': props.revision };
    new KubeDeployment(this, 'deployment', {
      metadata: this.metadata(SyncWave.GATEWAY_WORKLOAD),
      spec: {
        // No replicas: the autoscaler owns them, and Argo CD must not set them back.
        selector: { matchLabels: this.podLabels },
        template: {
          metadata: {
            labels: {
              ...this.podLabels,
              'sidecar.istio.io/inject': 'true',
              'istio.io/dataplane-mode': 'none',
              ...revision,
            },
            annotations: { 'inject.istio.io/templates': 'gateway' },
          },
          spec: {
            serviceAccountName: this.serviceAccountName,
            // Lets the proxy bind 80 and 443 without privileges.
            securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
            containers: [proxyContainer(props)],
          },
        },
      },
    });
  }

  private addService(props: DedicatedGatewayProps): void {
    const { IntOrString, KubeService } = cdk8sPlus().k8s;
    new KubeService(this, 'service', {
      metadata: metadata(SyncWave.GATEWAY_WORKLOAD, this.serviceName, this.namespace, {
        labels: this.podLabels,
        ...(props.serviceAnnotations ? { annotations: { ...props.serviceAnnotations } } : {}),
      }),
      spec: {
        type: props.serviceType ?? 'LoadBalancer',
        selector: this.podLabels,
        ports: this.ports.map((port) => ({
          name: port.name,
          port: port.port,
          protocol: 'TCP',
          targetPort: IntOrString.fromNumber(podPort(port)),
        })),
      },
    });
  }

  private addScaling(props: DedicatedGatewayProps): void {
    const { IntOrString, KubeHorizontalPodAutoscalerV2, KubePodDisruptionBudget } = cdk8sPlus().k8s;
    const { min, max } = props.replicas ?? DEFAULT_REPLICAS;
    new KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: this.metadata(SyncWave.GATEWAY_WORKLOAD),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: this.serviceName },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: props.targetCpuUtilization ?? 80 },
            },
          },
        ],
      },
    });
    // With a single replica a budget of one would block every drain of its node.
    if (min < 2) return;
    new KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata: this.metadata(SyncWave.GATEWAY_WORKLOAD),
      spec: { minAvailable: IntOrString.fromNumber(1), selector: { matchLabels: this.podLabels } },
    });
  }
}

const DEFAULT_REPLICAS = { min: 2, max: 5 };

function checkDedicated(problems: Problems, props: DedicatedGatewayProps): void {
  problems.check(props.name === 'ingressgateway', () => ({
    path: 'name',
    value: props.name,
    why: "label istio=ingressgateway belongs to Istio's default gateway: every Gateway that selects it would land here too",
    fix: 'Use a name of its own, such as shop-ingressgateway',
  }));
  if (props.revision !== undefined) checkLabel(problems, 'revision', props.revision);
  const { min, max } = props.replicas ?? DEFAULT_REPLICAS;
  problems.check(!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min, () => ({
    path: 'replicas',
    value: props.replicas,
    why: 'an autoscaler needs whole numbers with 1 <= min <= max',
    fix: 'Use for instance { min: 2, max: 5 }',
  }));
  const { targetCpuUtilization: target } = props;
  problems.check(target !== undefined && (!Number.isInteger(target) || target < 1), () => ({
    path: 'targetCpuUtilization',
    value: target,
    why: 'not a percentage that an autoscaler can aim at',
    fix: 'Use a whole number from 1, such as 80',
  }));
  checkResources(problems, props.resources);
}

function proxyContainer(props: DedicatedGatewayProps): k8s.Container {
  const { Quantity } = cdk8sPlus().k8s;
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = resourcesOf(props.resources);
  return {
    name: 'istio-proxy',
    // The injection webhook puts the control plane's own image here.
    image: 'auto',
    ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
    securityContext: {
      capabilities: { drop: ['ALL'] },
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    resources: {
      requests: { cpu: Quantity.fromString(cpuRequest), memory: Quantity.fromString(memoryRequest) },
      limits: { cpu: Quantity.fromString(cpuLimit), memory: Quantity.fromString(memoryLimit) },
    },
  };
}
