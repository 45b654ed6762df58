import type { Json } from './canonical';
import type { Kind } from './compact-schema';
import { ImportError } from './import-error';

/** The definitions do not tell the scope of a kind, and a guess would be believed: so every kind is listed. */
const CLUSTER = new Set(
  `APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding ClusterTrustBundle
  ComponentStatus CustomResourceDefinition DeviceClass DeviceTaintRule FlowSchema IPAddress IngressClass
  MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration Namespace Node
  PersistentVolume PriorityClass PriorityLevelConfiguration ResourcePoolStatusRequest ResourceSlice RuntimeClass
  SelfSubjectAccessReview SelfSubjectReview SelfSubjectRulesReview ServiceCIDR StorageClass StorageVersion
  StorageVersionMigration SubjectAccessReview TokenReview ValidatingAdmissionPolicy
  ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VolumeAttachment VolumeAttributesClass`.split(/\s+/),
);
const NAMESPACED = new Set(
  `Binding CSIStorageCapacity ConfigMap ControllerRevision CronJob DaemonSet Deployment EndpointSlice Endpoints
  Event HorizontalPodAutoscaler Ingress Job Lease LeaseCandidate LimitRange LocalSubjectAccessReview NetworkPolicy
  PersistentVolumeClaim Pod PodCertificateRequest PodDisruptionBudget PodGroup PodTemplate ReplicaSet
  ReplicationController ResourceClaim ResourceClaimTemplate ResourceQuota Role RoleBinding Secret Service
  ServiceAccount StatefulSet Workload`.split(/\s+/),
);
/** Sent to a path below another object, never applied from a manifest. */
const SUBRESOURCES = new Set(['Eviction', 'Scale', 'TokenRequest']);

const OBJECT_META = '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

interface Definition {
  readonly properties?: { readonly metadata?: { readonly $ref?: string } };
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** The kinds that a manifest can hold. Lists, Status, DeleteOptions and the like have no object metadata. */
export function kubernetesKinds(definitions: Readonly<Record<string, Json>>): Kind[] {
  const kinds = Object.values(definitions).flatMap((schema) => {
    const definition = schema as Definition;
    if (definition.properties?.metadata?.$ref !== OBJECT_META) return [];
    const names = definition['x-kubernetes-group-version-kind'] ?? [];
    return names.filter(({ kind }) => !SUBRESOURCES.has(kind)).map((name) => ({ ...name, schema }));
  });
  const unknown = kinds.map(({ kind }) => kind).filter((kind) => !CLUSTER.has(kind) && !NAMESPACED.has(kind));
  if (unknown.length > 0) {
    throw new ImportError([
      `kubernetes: no scope is known for ${[...new Set(unknown)].join(', ')}. ` +
        'Add each to CLUSTER, NAMESPACED or SUBRESOURCES in scripts/kubernetes-kinds.ts.',
    ]);
  }
  return kinds.map(({ group, version, kind, schema }) => ({
    key: [group, version, kind].filter((part) => part !== '').join('/'),
    scope: CLUSTER.has(kind) ? 'Cluster' : 'Namespaced',
    schema,
  }));
}
