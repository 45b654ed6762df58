import { ApiObject, JsonPatch } from 'cdk8s';
import type {
  ContainerProps,
  ContainerSecurityContextProps,
  Deployment,
  ImagePullPolicy,
  PodSecurityContextProps,
  Service,
  ServiceAccount,
} from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { cdk8sPlus } from './cdk8s-plus';
import { checkLabel, checkObjectName, checkPort, checkServiceName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { choice, list, number, object, optional, record, type Shape, structure, text } from './shape';

/** What of a container the workload decides itself is left out; the rest is cdk8s-plus's. */
export interface WorkloadContainer
  extends Omit<ContainerProps, 'name' | 'port' | 'portNumber' | 'ports' | 'securityContext'> {
  /**
   * Default: privilege escalation off, privileged off. Root and a writable file system stay allowed, since many
   * images need them: say `ensureNonRoot` and `readOnlyRootFilesystem` where the image can live with them.
   */
  readonly securityContext?: ContainerSecurityContextProps;
}

/** One version of a workload: one Deployment behind the common Service. */
export interface WorkloadVersion {
  /** Value of the pods' label `version`, a DNS label such as `v1`. Each once. */
  readonly version: string;
  /** Name of the Deployment. Default: the workload's name and the version, `reviews-v2`. */
  readonly deploymentName?: string;
  readonly container: WorkloadContainer;
  /** A whole number from 0. Default: 1. */
  readonly replicas?: number;
}

export interface WorkloadProps {
  /** Name of the Service and of the containers, and value of the pods' label `app`. */
  readonly name: string;
  readonly namespace: string;
  /** Port of the Service. */
  readonly port: number;
  /** Port that the container listens on. Default: the Service's. */
  readonly containerPort?: number;
  /** Name of both ports, at most 15 characters; Istio reads the protocol from what is before the first dash. Default: `http`. */
  readonly portName?: string;
  /** Name of the ServiceAccount, the workload's identity in the mesh. Default: the workload's name. */
  readonly serviceAccountName?: string;
  /** At least one. */
  readonly versions: readonly WorkloadVersion[];
  /** Further labels of the pods, such as `sidecar.istio.io/inject`; not `app` and `version`. Default: none. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. Default: none. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Default: nothing is demanded of the pod. */
  readonly podSecurityContext?: PodSecurityContextProps;
}

/** Objects of cdk8s-plus, which are its own affair. */
function plus<T>(expected: string): Shape<T> {
  return structure(expected, {});
}

/** Those of cdk8s-plus, which need not be loaded for them. */
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as readonly ImagePullPolicy[];

const CONTAINER: Shape<WorkloadContainer> = object({
  image: text,
  command: optional(list(text)),
  args: optional(list(text)),
  workingDir: optional(text),
  envVariables: optional(record(plus('an EnvValue'))),
  envFrom: optional(list(plus('an EnvFrom'))),
  volumeMounts: optional(list(plus('an object with path, volume'))),
  imagePullPolicy: optional(choice(...PULL_POLICIES)),
  readiness: optional(plus('a Probe')),
  liveness: optional(plus('a Probe')),
  startup: optional(plus('a Probe')),
  lifecycle: optional(plus('an object with postStart, preStop')),
  resources: optional(plus('an object with cpu, memory')),
  securityContext: optional(plus('an object with ensureNonRoot, readOnlyRootFilesystem and the like')),
});

const VERSION: Shape<WorkloadVersion> = object({
  version: text,
  deploymentName: optional(text),
  container: CONTAINER,
  replicas: optional(number),
});

export const WORKLOAD_PROPS: Shape<WorkloadProps> = object({
  name: text,
  namespace: text,
  port: number,
  containerPort: optional(number),
  portName: optional(text),
  serviceAccountName: optional(text),
  versions: list(VERSION),
  podLabels: optional(record(text)),
  podAnnotations: optional(record(text)),
  podSecurityContext: optional(plus('an object with ensureNonRoot, fsGroup and the like')),
});

/**
 * A plain HTTP workload as Istio wants it: a ServiceAccount of its own, a Service that selects by `app` with a
 * named port, and a Deployment for each version with the labels `app` and `version`. It is a backend itself.
 */
export class Workload extends Construct {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly serviceAccount: ServiceAccount;
  readonly service: Service;
  readonly deployments: readonly Deployment[];

  /** Throws for names, ports and replicas that cannot be, no version, and a version or a Deployment given twice. */
  constructor(scope: Construct, id: string, props: WorkloadProps) {
    checkWorkload(checkProps('Workload', scope, id, WORKLOAD_PROPS, props), props);
    super(scope, id);
    this.name = props.name;
    this.namespace = props.namespace;
    this.port = props.port;
    this.serviceAccount = new (cdk8sPlus().ServiceAccount)(this, 'service-account', {
      metadata: metadata(SyncWave.ACCESS, props.serviceAccountName ?? props.name, props.namespace),
      automountToken: false,
    });
    this.service = this.addService(props);
    this.deployments = props.versions.map((version) => this.addDeployment(props, version));
  }

  /** The name that access policies know the workload by: `namespace/service-account`. */
  get identity(): { readonly namespace: string; readonly name: string } {
    return { namespace: this.namespace, name: this.serviceAccount.name };
  }

  private addService(props: WorkloadProps): Service {
    const { Pods, Service } = cdk8sPlus();
    return new Service(this, 'service', {
      metadata: metadata(SyncWave.WORKLOAD, props.name, props.namespace, {
        labels: { app: props.name, service: props.name },
      }),
      selector: Pods.select(this, 'pods', { labels: { app: props.name } }),
      ports: [{ name: props.portName ?? 'http', port: props.port, targetPort: props.containerPort ?? props.port }],
    });
  }

  private addDeployment(props: WorkloadProps, version: WorkloadVersion): Deployment {
    const labels = { app: props.name, version: version.version };
    const { Deployment, LabelSelector } = cdk8sPlus();
    const deployment = new Deployment(this, `deployment-${version.version}`, {
      metadata: metadata(SyncWave.WORKLOAD, deploymentName(props, version), props.namespace, { labels }),
      // cdk8s-plus would select by a hash of the construct path, which changes when code is moved.
      select: false,
      podMetadata: { labels: { ...labels, ...props.podLabels }, annotations: { ...props.podAnnotations } },
      replicas: version.replicas ?? 1,
      serviceAccount: this.serviceAccount,
      securityContext: { ensureNonRoot: false, ...props.podSecurityContext },
      containers: [container(props, version.container)],
    });
    deployment.select(LabelSelector.of({ labels }));
    ApiObject.of(deployment).addJsonPatch(JsonPatch.remove(`/spec/template/metadata/labels/${ADDRESS_LABEL}`));
    return deployment;
  }
}

/** cdk8s-plus labels all pods with a hash of the construct path; as a JSON pointer. */
const ADDRESS_LABEL = 'cdk8s.io~1metadata.addr';

function deploymentName(props: WorkloadProps, version: WorkloadVersion): string {
  return version.deploymentName ?? `${props.name}-${version.version}`;
}

function container(props: WorkloadProps, given: WorkloadContainer): ContainerProps {
  return {
    imagePullPolicy: cdk8sPlus().ImagePullPolicy.IF_NOT_PRESENT,
    // cdk8s-plus asks for 1 CPU and 512 Mi unless told otherwise.
    resources: {},
    ...given,
    name: props.name,
    ports: [{ name: props.portName ?? 'http', number: props.containerPort ?? props.port }],
    securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false, ...given.securityContext },
  };
}

function checkWorkload(problems: Problems, props: WorkloadProps): void {
  checkServiceName(problems, 'name', props.name);
  checkLabel(problems, 'namespace', props.namespace);
  checkPort(problems, 'port', props.port);
  if (props.containerPort !== undefined) checkPort(problems, 'containerPort', props.containerPort);
  if (props.portName !== undefined) checkPortName(problems, props.portName);
  if (props.serviceAccountName !== undefined) checkObjectName(problems, 'serviceAccountName', props.serviceAccountName);
  checkPodLabels(problems, props.podLabels ?? {});
  problems.check(props.versions.length === 0, () => ({
    path: 'versions',
    why: 'no version: nothing would run behind the Service',
    fix: 'Give at least one version with its container',
  }));
  const [versions, names] = [new Set<string>(), new Set<string>()];
  for (const [index, version] of props.versions.entries()) {
    checkVersion(problems, `versions[${index}]`, version);
    problems.check(versions.has(version.version), () => ({
      path: `versions[${index}].version`,
      value: version.version,
      why: 'given twice, and two Deployments would fight over the same pods',
      fix: 'Give each version once',
    }));
    const name = deploymentName(props, version);
    problems.check(!versions.has(version.version) && names.has(name), () => ({
      path: `versions[${index}].deploymentName`,
      value: name,
      why: 'another version has this Deployment',
      fix: 'Give each version a Deployment of its own',
    }));
    versions.add(version.version);
    names.add(name);
  }
  problems.finish();
}

function checkVersion(
  problems: Problems,
  path: string,
  { version, deploymentName: name, replicas = 1 }: WorkloadVersion,
): void {
  checkLabel(problems, `${path}.version`, version);
  if (name !== undefined) checkObjectName(problems, `${path}.deploymentName`, name);
  problems.check(!Number.isInteger(replicas) || replicas < 0, () => ({
    path: `${path}.replicas`,
    value: replicas,
    why: 'not a number of pods',
    fix: 'Use a whole number from 0',
  }));
}

/** Ports of containers have IANA service names (RFC 6335), which are stricter than those of Services. */
function checkPortName(problems: Problems, name: string): void {
  problems.check(!/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 15, () => ({
    path: 'portName',
    value: name,
    why: 'not a name that Kubernetes takes for the port of a container',
    fix: 'Use at most 15 lower-case letters, digits and single dashes between them, among them a letter',
  }));
}

function checkPodLabels(problems: Problems, labels: Readonly<Record<string, string>>): void {
  for (const key of ['app', 'version']) {
    problems.check(key in labels, () => ({
      path: `podLabels.${key}`,
      value: labels[key],
      why: 'Service and Deployment select the pods by it',
      fix: 'Use name or version',
    }));
  }
}
