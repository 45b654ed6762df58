import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { cdk8sPlus } from './cdk8s-plus';
import { withoutNamespace } from './cluster-scoped';
import { checkLabel } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { object, optional, record, type Shape, text } from './shape';

export interface MeshNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /**
   * Revision or revision tag of the control plane that injects sidecars here (label `istio.io/rev`), a DNS label.
   * Default: none, label `istio-injection: enabled` (the default revision injects).
   */
  readonly revision?: string;
  /** Further labels, such as `pod-security.kubernetes.io/enforce`; not those of injection. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

export const MESH_NAMESPACE_PROPS: Shape<MeshNamespaceProps> = object({
  name: text,
  revision: optional(text),
  labels: optional(record(text)),
});

/** A namespace whose pods get a sidecar. */
export class MeshNamespace extends Construct {
  readonly name: string;

  /** Throws when the name or the revision is no DNS label, and for labels that decide on injection. */
  constructor(scope: Construct, id: string, props: MeshNamespaceProps) {
    checkNamespace(checkProps('MeshNamespace', scope, id, MESH_NAMESPACE_PROPS, props), props);
    super(scope, id);
    const { KubeNamespace } = cdk8sPlus().k8s;
    this.name = props.name;
    const namespace = new KubeNamespace(this, 'namespace', {
      metadata: metadata(SyncWave.NAMESPACE, props.name, undefined, {
        labels: { ...injectionLabel(props.revision), ...props.labels },
      }),
    });
    withoutNamespace(namespace);
  }
}

function checkNamespace(problems: Problems, { name, revision, labels = {} }: MeshNamespaceProps): void {
  checkLabel(problems, 'name', name);
  if (revision !== undefined) checkLabel(problems, 'revision', revision);
  for (const key of ['istio-injection', 'istio.io/rev']) {
    problems.check(key in labels, () => ({
      path: `labels[${JSON.stringify(key)}]`,
      value: labels[key],
      why: 'decides on injection, which this construct does itself',
      fix: 'Use revision, or leave it out',
    }));
  }
  problems.finish();
}

function injectionLabel(revision: string | undefined): Record<string, string> {
  // With both labels `istio-injection` wins and the revision is ignored: exactly one is written.
  return revision === undefined ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': revision };
}
