import { kindKey, type Manifest } from './manifest';

/** Kinds without a namespace, of those that are looked up by name. What they carry in `metadata.namespace` is ignored. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'IngressClass.networking.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'StorageClass.storage.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'ClusterIssuer.cert-manager.io',
  'ClusterExternalSecret.external-secrets.io',
  'ClusterSecretStore.external-secrets.io',
  'Bundle.trust.cert-manager.io',
]);

/** The namespace that an object of the kind will be in; empty for kinds that have none. */
export function namespaceFor(kind: string, namespace: string, defaultNamespace: string): string {
  if (CLUSTER_SCOPED.has(kind)) return '';
  return namespace === '' ? defaultNamespace : namespace;
}

/** In no name of Kubernetes. */
export const SEPARATOR = '\0';

/** The same for two manifests of one object, in whatever version; undefined while its name is yet to be generated. */
export function identityOf(manifest: Manifest, defaultNamespace: string): string | undefined {
  if (manifest.name === '') return undefined;
  const kind = kindKey(manifest);
  const namespace = namespaceFor(kind, manifest.namespace, defaultNamespace);
  return [kind, namespace, manifest.name].join(SEPARATOR);
}
