import { EnvValue, Probe } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Workload } from '../lib/index';

/** The workload to run where a document names a service without its source. */
export interface ServiceProps {
  /** Name of the Service and of its Deployment, and value of the pods' label `app`. Default: the document's. */
  readonly name?: string;
  /** Name of the ServiceAccount, the workload's identity in the mesh. Default: `name`. */
  readonly serviceAccountName?: string;
  /** Port of the Service. Default: the document's. */
  readonly port?: number;
  /** Default: Kubernetes' test image agnhost, which answers every path. */
  readonly image?: string;
  /** Port that the image listens on. Default: 8080. */
  readonly containerPort?: number;
  /** Arguments of the image. Default: agnhost's `netexec`; none for an image of one's own. */
  readonly args?: readonly string[];
  /** Environment variables. Default: none. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface Placement {
  /** The document's name of the Service. */
  readonly name: string;
  readonly namespace: string;
  /** The document's port of the Service. */
  readonly port: number;
  readonly podLabels?: Readonly<Record<string, string>>;
}

const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.53';

/** A Service with one Deployment behind it, of the image given or else of the stand-in. */
export function addService(scope: Construct, placement: Placement, props: ServiceProps = {}): Workload {
  const containerPort = props.containerPort ?? 8080;
  const own = props.image !== undefined;
  const name = props.name ?? placement.name;
  return new Workload(scope, placement.name, {
    name,
    ...(props.serviceAccountName === undefined ? {} : { serviceAccountName: props.serviceAccountName }),
    namespace: placement.namespace,
    port: props.port ?? placement.port,
    containerPort,
    ...(placement.podLabels === undefined ? {} : { podLabels: placement.podLabels }),
    versions: [
      {
        version: 'v1',
        deploymentName: name,
        container: {
          image: props.image ?? AGNHOST,
          ...containerArgs(props, containerPort),
          envVariables: Object.fromEntries(
            Object.entries(props.environment ?? {}).map(([key, value]) => [key, EnvValue.fromValue(value)]),
          ),
          // Nothing is known of another image: neither a path for probes nor a user it could run as.
          ...(own ? {} : { readiness: Probe.fromHttpGet('/healthz', { port: containerPort }) }),
          ...(own ? {} : { securityContext: { user: 1000, ensureNonRoot: true, readOnlyRootFilesystem: true } }),
        },
      },
    ],
  });
}

function containerArgs({ image, args }: ServiceProps, port: number): { args?: string[] } {
  if (args !== undefined) return { args: [...args] };
  return image === undefined ? { args: ['netexec', `--http-port=${port}`] } : {};
}
