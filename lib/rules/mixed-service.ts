import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';

/** Pods behind a headless Service: one that has a sidecar, and one that has nothing of the kind. */
interface MixedService {
  readonly covered: Pod;
  readonly bare: Pod;
}

/**
 * Nothing where automatic mutual TLS does not decide for the Service. Behind a headless one it sends mutual TLS only if
 * every Pod takes it. Source: BestEffortInferServiceMTLSMode of istiod.
 */
export function mixedService(service: Manifest, mesh: Mesh): MixedService | undefined {
  if (!mesh.config.autoMtls || specOf(service).get('clusterIP').text !== 'None') return undefined;
  const pods = mesh.services.podsOf(service);
  const bare = pods.find((pod) => mesh.proxies.of(pod).kind === 'none');
  const covered = pods.find((pod) => mesh.proxies.of(pod).kind === 'sidecar');
  if (bare === undefined || covered === undefined || isSet(service, mesh)) return undefined;
  return { covered, bare };
}

/** Whether a DestinationRule tells clients in the Service's own namespace what to send. */
function isSet(service: Manifest, { registry, clientSettings, catalog }: Mesh): boolean {
  const entry = registry.service(catalog.namespaceOf(service), service.name);
  const rule = entry && clientSettings.inForce(entry.namespace, entry.host, entry.namespace);
  const tls = rule && clientSettings.tlsFor(rule, undefined, '');
  return tls !== undefined && tls.mode !== '';
}
