import { append } from '../groups';
import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { RegistryEntry } from '../traffic/registry';
import { tlsUsesOf } from '../traffic/tls-uses';

/** A Service to which clients send mutual TLS, and a Pod behind it that certainly has nothing that could speak it. */
export interface Unprotected {
  readonly rule: Manifest;
  readonly tls: Field;
  readonly service: RegistryEntry;
  readonly pod: Pod;
}

interface Index {
  readonly byRule: ReadonlyMap<Manifest, readonly Unprotected[]>;
  readonly byWorkload: ReadonlyMap<Manifest, readonly Unprotected[]>;
}

/** Of each rule, every Service once. */
export function unprotectedBy(rule: Manifest, mesh: Mesh): readonly Unprotected[] {
  return indexOf(mesh).byRule.get(rule) ?? [];
}

export function unprotectedOn(workload: Manifest, mesh: Mesh): readonly Unprotected[] {
  return indexOf(mesh).byWorkload.get(workload) ?? [];
}

const indexOf = oncePer((mesh: Mesh): Index => {
  const byRule = new Map<Manifest, Unprotected[]>();
  const byWorkload = new Map<Manifest, Unprotected[]>();
  for (const rule of mesh.catalog.ofKind(DESTINATION_RULE)) {
    const services = new Set<RegistryEntry>();
    for (const { tls, mode, service, pods } of tlsUsesOf(rule, mesh)) {
      if (mode !== 'ISTIO_MUTUAL') continue;
      const bare = pods.filter((pod) => mesh.proxies.of(pod).kind === 'none' && !isAssumed(pod.owner));
      const [pod] = bare;
      if (pod === undefined) continue;
      if (!services.has(service)) append(byRule, rule, { rule, tls, service, pod });
      if (!services.has(service))
        for (const one of bare) append(byWorkload, one.owner, { rule, tls, service, pod: one });
      services.add(service);
    }
  }
  return { byRule, byWorkload };
});
