import type { Construct } from 'constructs';
import { acknowledge, MutualTls } from '../lib/index';
import { type ClusterProps, Scenario } from './scenario';

const FAIL_CLOSED = 'Clients are to fail closed; Services without sidecars are exempt by name.';

export interface MeshStrictProps extends Pick<ClusterProps, 'rootNamespace' | 'clusterDomain'> {
  /**
   * `explicit`, as the document has it: a DestinationRule makes clients send mTLS to every Service, so that they
   * fail closed. It breaks calls to each Service without sidecars that is not in `exempt`, and refuses HTTP-01
   * issuers in the same app. `auto`: Istio's automatic mTLS, which falls back to plaintext for pods without
   * sidecars. Default: `explicit`.
   */
  readonly clients?: 'explicit' | 'auto';
  /**
   * Full names of further Services without sidecars, wildcards allowed. Default: none beside
   * `kubernetes.default` and `*.kube-system`.
   */
  readonly exempt?: readonly string[];
}

/** The whole mesh speaks mTLS only. */
export class MeshStrict extends Scenario {
  constructor(scope: Construct, id: string, props: MeshStrictProps = {}) {
    super(scope, id, 'mesh-strict');
    const { clients = 'explicit', exempt = [], ...mesh } = props;
    const { clientRule } = new MutualTls(this, 'mutual-tls', {
      scope: 'mesh',
      ...mesh,
      clients: clients === 'auto' ? 'auto' : { exempt },
    });
    // The verifier knows Services by the usual domain, so that elsewhere it finds nothing to acknowledge.
    const isUsual = (mesh.clusterDomain ?? 'cluster.local') === 'cluster.local';
    if (clientRule && isUsual) acknowledge(clientRule, 'destination-rule-mesh-wide-mutual', FAIL_CLOSED);
  }
}
