import { canonical } from '../../manifest/canonical';
import { kindKey, type Manifest, pathText } from '../../manifest/manifest';
import type { Mesh } from '../../traffic/mesh';
import { untraceable } from '../public-requests';
import type { Untraceable } from '../requests';

/**
 * Parts of the new set that no request was made up for, and that the old set does not have in the same way: nothing is
 * known of what they change.
 */
export function untracedChanges(old: Mesh, now: Mesh): readonly Untraceable[] {
  const before = new Set(untraceable(old).map((part) => textOf(old, part)));
  return untraceable(now).filter((part) => !before.has(textOf(now, part)));
}

function textOf({ catalog }: Mesh, { manifest, path, why }: Untraceable): string {
  return [kindKey(manifest), catalog.namespaceOf(manifest), manifest.name, pathText(path), why, content(manifest)].join(
    ' ',
  );
}

function content({ value }: Manifest): string {
  return canonical(value['spec'] ?? null);
}
