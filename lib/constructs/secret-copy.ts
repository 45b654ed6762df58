import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { cdk8sPlus } from './cdk8s-plus';
import { claim } from './claims';
import { checkAtLeast, DURATION, goDuration } from './durations';
import { secretAt } from './facts';
import { checkLabel, checkObjectName } from './names';
import { checkRoom, type Problems } from './problems';
import { checkProps } from './props';
import { choice, object, optional, record, type Shape, structure, text } from './shape';

export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

export interface SecretCopyProps {
  /** The Secret to copy. */
  readonly from: SecretName;
  /** The copy that External Secrets creates and owns. */
  readonly to: SecretName;
  /** How often the copy is compared with its source, at least 1 second; a renewed certificate arrives at most so much later. Default: 1 hour. */
  readonly refreshInterval?: Duration;
  /** Type of the copy; Kubernetes never changes the type of a Secret. Default: `kubernetes.io/tls`. */
  readonly type?: 'kubernetes.io/tls' | 'Opaque';
  /**
   * Keys of the copy and the keys of the source that they come from; a `kubernetes.io/tls` Secret has `tls.crt` and
   * `tls.key`. Default: all keys, under their own names.
   */
  readonly keys?: Readonly<Record<string, string>>;
}

export const SECRET_NAME: Shape<SecretName> = structure('an object with namespace, name', {
  namespace: text,
  name: text,
});

export const SECRET_COPY_PROPS: Shape<SecretCopyProps> = object({
  from: SECRET_NAME,
  to: SECRET_NAME,
  refreshInterval: optional(DURATION),
  type: optional(choice('kubernetes.io/tls', 'Opaque')),
  keys: optional(record(text)),
});

/**
 * A Secret kept in step with one of another namespace, or under other keys, by External Secrets (external-secrets.io/v1,
 * operator 2.x on the cluster). Only this one Secret becomes readable, to a ServiceAccount of its own.
 */
export class SecretCopy extends Construct {
  readonly to: SecretName;

  /**
   * Throws for names that cannot be, when source and copy are the same Secret, and for keys that the API server
   * would refuse. The tree's validation reports another writer of the copy.
   */
  constructor(scope: Construct, id: string, props: SecretCopyProps) {
    const problems = checkProps('SecretCopy', scope, id, SECRET_COPY_PROPS, props);
    checkCopy(problems, props);
    problems.finish();
    super(scope, id);
    this.to = props.to;
    claim(this, secretAt(props.to.namespace, props.to.name), 'to');
    const reader = `${props.to.name}-copier`;
    this.addReader(props, reader);
    this.addStore(props, reader);
    this.addExternalSecret(props, reader);
  }

  private addReader({ from, to }: SecretCopyProps, reader: string): void {
    const { KubeRole, KubeRoleBinding, KubeServiceAccount } = cdk8sPlus().k8s;
    new KubeServiceAccount(this, 'service-account', { metadata: metadata(SyncWave.ACCESS, reader, to.namespace) });
    // In the source's namespace, where copies for several namespaces may meet.
    const name = `${reader}-${to.namespace}`;
    new KubeRole(this, 'role', {
      metadata: metadata(SyncWave.ACCESS, name, from.namespace),
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [from.name], verbs: ['get'] }],
    });
    new KubeRoleBinding(this, 'role-binding', {
      metadata: metadata(SyncWave.ACCESS, name, from.namespace),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: reader, namespace: to.namespace }],
    });
  }

  private addStore({ from, to }: SecretCopyProps, reader: string): void {
    new ApiObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: metadata(SyncWave.ACCESS, reader, to.namespace),
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: from.namespace,
            server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            auth: { serviceAccount: { name: reader } },
          },
        },
      },
    });
  }

  private addExternalSecret(props: SecretCopyProps, reader: string): void {
    const { from, to, keys } = props;
    new ApiObject(this, 'external-secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadata(SyncWave.WORKLOAD, to.name, to.namespace),
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: goDuration(props.refreshInterval ?? Duration.hours(1)),
        secretStoreRef: { kind: 'SecretStore', name: reader },
        target: {
          name: to.name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: { type: props.type ?? TLS },
        },
        ...(keys === undefined
          ? { dataFrom: [{ extract: { key: from.name } }] }
          : {
              data: Object.entries(keys).map(([secretKey, property]) => ({
                secretKey,
                remoteRef: { key: from.name, property },
              })),
            }),
      },
    });
  }
}

/** @param namePath where the name of the copy is given */
export function checkCopy(problems: Problems, props: SecretCopyProps, namePath = 'to.name'): void {
  const { from, to, refreshInterval } = props;
  checkLabel(problems, 'from.namespace', from.namespace);
  checkObjectName(problems, 'from.name', from.name);
  checkLabel(problems, 'to.namespace', to.namespace);
  checkObjectName(problems, namePath, to.name);
  checkRoom(problems, namePath, to.name, `-copier-${to.namespace}`);
  problems.check(from.namespace === to.namespace && from.name === to.name, () => ({
    path: 'from',
    value: `${from.namespace}/${from.name}`,
    why: 'source and copy are the same Secret',
    fix: 'Use the Secret as it is, or copy it under another name',
  }));
  const why = 'External Secrets takes 0 for "never again", so this construct';
  checkAtLeast(problems, 'refreshInterval', refreshInterval, Duration.seconds(1), why);
  checkKeys(problems, props);
}

function checkKeys(problems: Problems, { type = TLS, keys }: SecretCopyProps): void {
  if (keys === undefined) return;
  problems.check(Object.keys(keys).length === 0, () => ({
    path: 'keys',
    value: keys,
    why: 'the copy would be empty',
    fix: 'Name the keys, or leave `keys` out to copy all of them',
  }));
  for (const [key, source] of Object.entries(keys)) {
    problems.check(!SECRET_KEY.test(key) || !SECRET_KEY.test(source), () => ({
      path: `keys[${JSON.stringify(key)}]`,
      value: source,
      why: 'keys of Secrets are letters, digits, dashes, dots and underscores, at most 253',
      fix: 'Use for instance tls.crt',
    }));
  }
  const missing = ['tls.crt', 'tls.key'].filter((key) => !(key in keys));
  problems.check(type === TLS && missing.length > 0 && Object.keys(keys).length > 0, () => ({
    path: 'keys',
    value: Object.keys(keys),
    why: `a Secret of type ${TLS} needs ${missing.join(' and ')} too`,
    fix: "Copy both, or say type: 'Opaque'",
  }));
}

const TLS = 'kubernetes.io/tls';
const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
