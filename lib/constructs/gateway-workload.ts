import { checkLabel, checkLabels, checkObjectName, checkPort, isLabel } from './names';
import { Problems } from './problems';
import { checkShape } from './props';
import { instance, list, number, object, optional, record, type Shape, text } from './shape';

/** A port of the Service in front of the gateway's pods. */
export interface GatewayPort {
  /** Name of the Service port, such as `https`. Each once. */
  readonly name: string;
  /** Port of the Service: the number that Gateway servers name. Each once. */
  readonly port: number;
  /** Port that the pods listen on. Default: the same number. */
  readonly targetPort?: number;
}

/** Props of a gateway workload that somebody else installs. */
export interface GatewayWorkloadProps {
  /** Namespace of the pods: where istiod looks credentials up. */
  readonly namespace: string;
  /** Labels that only this workload's pods carry; Gateways select by them, in all namespaces. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the Service in front of the pods. */
  readonly serviceName: string;
  /** Name of the pods' ServiceAccount: the gateway's identity in access policies. */
  readonly serviceAccountName: string;
  /** Ports of the Service. At least one. */
  readonly ports: readonly GatewayPort[];
}

/** The release and namespace of Istio's Helm chart `gateway`. */
export interface HelmGatewayProps {
  /** Name of the Helm release. Default: `istio-ingressgateway`. */
  readonly release?: string;
  /** Namespace of the release. Default: `istio-ingress`. */
  readonly namespace?: string;
}

export const GATEWAY_PORT: Shape<GatewayPort> = object({ name: text, port: number, targetPort: optional(number) });

export const GATEWAY_WORKLOAD_PROPS: Shape<GatewayWorkloadProps> = object({
  namespace: text,
  labels: record(text),
  serviceName: text,
  serviceAccountName: text,
  ports: list(GATEWAY_PORT),
});

export const HELM_GATEWAY_PROPS: Shape<HelmGatewayProps> = object({
  release: optional(text),
  namespace: optional(text),
});

/**
 * Where the proxy pods of an ingress gateway run. Everything that depends on it asks here: the selector of a
 * Gateway, the namespace of credentials, the target ports of an extra Service, the identity that policies name.
 */
export class GatewayWorkload {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly serviceAccountName: string;
  readonly ports: readonly GatewayPort[];

  /**
   * The default gateway of `istioctl install`: Service `istio-ingressgateway`, 80 to 8080 and 443 to 8443.
   * @param namespace default `istio-system`
   */
  static istioctl(namespace = 'istio-system'): GatewayWorkload {
    return new GatewayWorkload({
      namespace,
      labels: { istio: 'ingressgateway' },
      serviceName: 'istio-ingressgateway',
      serviceAccountName: 'istio-ingressgateway-service-account',
      ports: [
        { name: 'status-port', port: 15021 },
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    });
  }

  /** A gateway of Istio's Helm chart `gateway`: Service and ServiceAccount bear the release's name, label `istio` without `istio-`. */
  static helm(props: HelmGatewayProps = {}): GatewayWorkload {
    checkShape(new Problems('GatewayWorkload.helm'), HELM_GATEWAY_PROPS, props);
    const release = props.release ?? 'istio-ingressgateway';
    return new GatewayWorkload({
      namespace: props.namespace ?? 'istio-ingress',
      labels: { istio: release.replace(/^istio-/, '') },
      serviceName: release,
      serviceAccountName: release,
      ports: INJECTED_PORTS,
    });
  }

  /** Any other gateway, described as it was installed. Throws when a name, label or port cannot be one. */
  static existing(props: GatewayWorkloadProps): GatewayWorkload {
    return new GatewayWorkload(props);
  }

  protected constructor(props: GatewayWorkloadProps) {
    checkShape(new Problems('GatewayWorkload'), GATEWAY_WORKLOAD_PROPS, props);
    const problems = new Problems(`GatewayWorkload ${props.namespace}/${props.serviceName}`);
    checkGatewayWorkload(problems, props);
    problems.finish();
    this.namespace = props.namespace;
    this.labels = { ...props.labels };
    this.serviceName = props.serviceName;
    this.serviceAccountName = props.serviceAccountName;
    this.ports = [...props.ports];
  }
}

export const GATEWAY_WORKLOAD: Shape<GatewayWorkload> = instance('a GatewayWorkload, such as GatewayWorkload.helm()', {
  namespace: text,
  labels: record(text),
  serviceName: text,
  serviceAccountName: text,
  ports: list(GATEWAY_PORT),
});

/** What Istio's Helm chart and injected gateways listen on: ports of the Service and of the pods are the same. */
export const INJECTED_PORTS: readonly GatewayPort[] = [
  { name: 'status-port', port: 15021 },
  { name: 'http2', port: 80 },
  { name: 'https', port: 443 },
];

function checkGatewayWorkload(problems: Problems, props: GatewayWorkloadProps): void {
  checkLabel(problems, 'namespace', props.namespace);
  checkLabels(problems, 'labels', props.labels);
  checkLabel(problems, 'serviceName', props.serviceName);
  checkObjectName(problems, 'serviceAccountName', props.serviceAccountName);
  checkGatewayPorts(problems, props.ports);
}

export function checkGatewayPorts(problems: Problems, ports: readonly GatewayPort[]): void {
  problems.check(ports.length === 0, () => ({
    path: 'ports',
    value: [],
    why: 'nobody could connect, and Kubernetes refuses a Service without ports',
    fix: 'Name the ports of the Service',
  }));
  const [seen, names] = [new Set<number>(), new Set<string>()];
  for (const [index, port] of ports.entries()) {
    const path = `ports[${index}]`;
    checkPort(problems, `${path}.port`, port.port);
    if (port.targetPort !== undefined) checkPort(problems, `${path}.targetPort`, port.targetPort);
    problems.check(!isLabel(port.name) || names.has(port.name), () => ({
      path: `${path}.name`,
      value: port.name,
      why: names.has(port.name) ? 'another port of the Service has this name' : 'not a port name',
      fix: 'Give each port a name of its own, of lower-case letters, digits and dashes',
    }));
    problems.check(seen.has(port.port), () => ({
      path: `${path}.port`,
      value: port.port,
      why: 'the Service has this port already',
      fix: 'List each port once',
    }));
    seen.add(port.port);
    names.add(port.name);
  }
}

/** The port of the Service that has this number. */
export function servicePort(workload: GatewayWorkloadProps, wanted: number): GatewayPort | undefined {
  return workload.ports.find((port) => port.port === wanted);
}

/** The port that the pods listen on for this port of the Service. */
export function podPort({ port, targetPort }: GatewayPort): number {
  return targetPort ?? port;
}

/** The first port of the Service that leads to the same port of the pods: what listens there is one listener to Istio. */
export function listenerPort(workload: GatewayWorkloadProps, wanted: number): number {
  const port = servicePort(workload, wanted);
  if (port === undefined) return wanted;
  return workload.ports.find((other) => podPort(other) === podPort(port))?.port ?? wanted;
}

/** Names the workload in messages and in claims: namespace and labels, since these decide where a Gateway lands. */
export function workloadName(workload: Pick<GatewayWorkloadProps, 'namespace' | 'labels'>): string {
  const labels = Object.entries(workload.labels).map(([key, value]) => `${key}=${value}`);
  return `${workload.namespace} (${labels.toSorted().join(',')})`;
}
