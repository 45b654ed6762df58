import type { ApiObjectMetadata } from 'cdk8s';

/** Annotation that Argo CD orders a sync by. A string that holds an integer; Argo CD's default is "0". */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * The waves of what the constructs render. Argo CD starts a wave when the one before is healthy, so what
 * others wait for comes first. With HTTP-01 a Certificate becomes ready only when its host is already
 * routed, hence `AFTER_ROUTES`.
 */
export const SyncWave = {
  NAMESPACE: -20,
  ACCESS: -15,
  CA_CERTIFICATE: -12,
  CA_ISSUER: -10,
  MESH_POLICY: -8,
  GATEWAY_WORKLOAD: -5,
  WORKLOAD: 0,
  GATEWAY: 5,
  ROUTES: 10,
  AFTER_ROUTES: 15,
} as const;

/** Metadata of a rendered object; wave 0 is Argo CD's default and is left out. Without namespace: cluster-scoped. */
export function metadata(wave: number, name: string, namespace?: string, extra?: ApiObjectMetadata): ApiObjectMetadata {
  const annotations = { ...(wave === 0 ? {} : { [SYNC_WAVE]: String(wave) }), ...extra?.annotations };
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(extra?.labels ? { labels: extra.labels } : {}),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
