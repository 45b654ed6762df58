import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type CertificateIssuerProps, declareAlternative, type GatewayWorkload } from '../lib/index';

/** What every scenario takes from its cluster. */
export interface ClusterProps {
  /** The ingress gateway that the cluster has already. Default: `GatewayWorkload.istioctl()`. */
  readonly gateway?: GatewayWorkload;
  /** Mesh config `rootNamespace`. Default: `istio-system`. */
  readonly rootNamespace?: string;
  /** cert-manager's `--cluster-resource-namespace`, where keys of private CAs lie. Default: `cert-manager`. */
  readonly clusterResourceNamespace?: string;
  /** The cluster's DNS domain. Default: `cluster.local`. */
  readonly clusterDomain?: string;
  /** Revision or tag of the control plane that injects proxies. Default: the default revision. */
  readonly revision?: string;
}

/** An issuer whose private CA, unless it says otherwise, lies where the cluster's cert-manager looks for it. */
export function issuerOn(cluster: ClusterProps, issuer: CertificateIssuerProps): CertificateIssuerProps {
  if (issuer.type !== 'private-ca') return issuer;
  const { clusterResourceNamespace = cluster.clusterResourceNamespace } = issuer;
  return { ...issuer, clusterResourceNamespace };
}

/** A chart that is one thing to deploy: names are written as they are, and every object says what it is part of. */
export abstract class Scenario extends Chart {
  /**
   * @param scenario value of the label `app.kubernetes.io/part-of`
   * @param family stages of one system, of which only one is deployed at a time
   */
  protected constructor(scope: Construct, id: string, scenario: string, family?: string) {
    super(scope, id, {
      disableResourceNameHashes: true,
      labels: {
        'app.kubernetes.io/part-of': scenario,
        'app.kubernetes.io/managed-by': 'cdk8s-secure-ingress',
      },
    });
    if (family !== undefined) declareAlternative(this, family);
  }
}
