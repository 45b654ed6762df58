import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';

const EVERYWHERE: readonly string[] = ['*'];
const WINNERS = ['*', '~'];
const NOT_WRITTEN: readonly string[] = [];

/** `spec.exportTo` of a VirtualService, DestinationRule or ServiceEntry, as written. */
export function exportToOf(manifest: Manifest): readonly string[] {
  const { items } = specOf(manifest).get('exportTo');
  return items.length === 0 ? NOT_WRITTEN : texts(items.map(({ text }) => text));
}

/** The same of a Service, from the text of its annotation `networking.istio.io/exportTo`. */
export function exportToInText(annotation: string): readonly string[] {
  return texts(annotation.split(',').map((text) => text.trim()));
}

/**
 * The namespaces that see an object: their names, `*` alone for all, or `~` alone for none. As for istiod, `*` wins
 * over `~`, and `~` over names.
 *
 * @param exportTo as written; when empty, the mesh config decides
 * @param own the namespace of the object, which `.` stands for
 */
export function visibleNamespaces(
  exportTo: readonly string[],
  own: string,
  meshDefault: readonly string[] = EVERYWHERE,
): readonly string[] {
  const written = exportTo.length === 0 ? meshDefault : exportTo;
  if (written.length === 1 && written[0] === '*') return EVERYWHERE;
  const alone = WINNERS.find((word) => written.includes(word));
  if (alone !== undefined) return [alone];
  return [...new Set(written.map((namespace) => (namespace === '.' ? own : namespace)))];
}

/** True when an object of namespace `own` is seen in namespace `to`. */
export function isExported(
  exportTo: readonly string[],
  own: string,
  to: string,
  meshDefault: readonly string[] = EVERYWHERE,
): boolean {
  return isVisibleIn(visibleNamespaces(exportTo, own, meshDefault), to);
}

/** The same for what `visibleNamespaces` gave. */
export function isVisibleIn(visible: readonly string[], namespace: string): boolean {
  return visible.includes('*') || visible.includes(namespace);
}

function texts(found: readonly string[]): readonly string[] {
  return found.filter((text) => text !== '');
}
