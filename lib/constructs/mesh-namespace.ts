import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { checkLabel } from './names';
import { Problems } from './problems';

export interface MeshNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /**
   * Revision or revision tag of the control plane that injects sidecars here (label `istio.io/rev`).
   * Default: none, label `istio-injection: enabled` (the default revision injects).
   */
  readonly revision?: string;
  /** Further labels, such as `pod-security.kubernetes.io/enforce`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A namespace whose pods get a sidecar. */
export class MeshNamespace extends Construct {
  readonly name: string;

  /** Throws when the name is no DNS label. */
  constructor(scope: Construct, id: string, props: MeshNamespaceProps) {
    const problems = Problems.of('MeshNamespace', scope, id);
    checkLabel(problems, 'name', props.name);
    problems.finish();
    super(scope, id);
    this.name = props.name;
    new k8s.KubeNamespace(this, 'namespace', {
      metadata: metadata(SyncWave.NAMESPACE, props.name, undefined, {
        labels: { ...injectionLabel(props.revision), ...props.labels },
      }),
    });
  }
}

function injectionLabel(revision: string | undefined): Record<string, string> {
  // With both labels `istio-injection` wins and the revision is ignored: exactly one is written.
  return revision === undefined ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': revision };
}
