import { EnvValue, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Workload, type WorkloadContainer, type WorkloadVersion } from '../lib/index';

export interface BookinfoProps {
  readonly namespace: string;
  /** Registry and repository prefix of the images. Default: `registry.istio.io/release/examples-bookinfo-`. */
  readonly imagePrefix?: string;
  /** Default: `1.20.3`. */
  readonly imageTag?: string;
  /** What the ServiceAccounts' names begin with. Default: `bookinfo-`. */
  readonly serviceAccountPrefix?: string;
}

const PORT = 9080;

/** The workloads of Istio's Bookinfo sample (istio/istio, samples/bookinfo/platform/kube/bookinfo.yaml). */
export class Bookinfo extends Construct {
  readonly productpage: Workload;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BookinfoProps,
  ) {
    super(scope, id);
    this.add('details', [this.version('details', 'v1')]);
    this.add('ratings', [this.version('ratings', 'v1')]);
    this.add(
      'reviews',
      ['v1', 'v2', 'v3'].map((version) => this.version('reviews', version, this.reviewsExtras(version))),
    );
    this.productpage = this.add('productpage', [
      this.version('productpage', 'v1', this.scratch('productpage-v1', { tmp: '/tmp' })),
    ]);
  }

  private add(name: string, versions: readonly WorkloadVersion[]): Workload {
    const { namespace, serviceAccountPrefix = 'bookinfo-' } = this.props;
    return new Workload(this, name, {
      name,
      namespace,
      port: PORT,
      serviceAccountName: `${serviceAccountPrefix}${name}`,
      versions,
      ...(name === 'productpage' ? { podAnnotations: PROMETHEUS } : {}),
    });
  }

  private version(name: string, version: string, extras: Partial<WorkloadContainer> = {}): WorkloadVersion {
    const { imagePrefix = 'registry.istio.io/release/examples-bookinfo-', imageTag = '1.20.3' } = this.props;
    const container = { image: `${imagePrefix}${name}-${version}:${imageTag}`, ...extras };
    return { version, deploymentName: `${name}-${version}`, container };
  }

  private reviewsExtras(version: string): Partial<WorkloadContainer> {
    return {
      envVariables: { LOG_DIR: EnvValue.fromValue('/tmp/logs') },
      ...this.scratch(`reviews-${version}`, { tmp: '/tmp', 'wlp-output': '/opt/ibm/wlp/output' }),
    };
  }

  private scratch(owner: string, paths: Readonly<Record<string, string>>): Partial<WorkloadContainer> {
    return {
      volumeMounts: Object.entries(paths).map(([name, path]) => ({
        path,
        volume: Volume.fromEmptyDir(this, `${owner}-${name}`, name),
      })),
    };
  }
}

const PROMETHEUS = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': String(PORT),
  'prometheus.io/path': '/metrics',
};
