import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import type { Mesh } from '../traffic/mesh';
import { isLabel } from './istio-syntax';

/** Entries of `exportTo` that are names of namespaces of which neither input nor context has anything. */
export function unseenNamespaces(manifest: Manifest, mesh: Mesh): readonly Field[] {
  return specOf(manifest)
    .get('exportTo')
    .items.filter(({ text }) => isLabel(text) && text !== mesh.config.rootNamespace && !mesh.namespaces.exists(text));
}

/** True where `exportTo` has a fault of its own, which another rule reports: an unknown namespace, or what istiod refuses. */
export function hasFaultyExportTo(manifest: Manifest, mesh: Mesh): boolean {
  const entries = specOf(manifest).get('exportTo').items;
  if (entries.some(({ text }) => text !== '.' && text !== '*' && !isLabel(text))) return true;
  return mesh.namespaces.areKnown && unseenNamespaces(manifest, mesh).length > 0;
}
