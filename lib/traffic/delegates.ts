import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { VIRTUAL_SERVICE } from './kinds';
import type { Routes } from './virtual-services';

/**
 * The VirtualService that a route of another delegates to: of that name, in the namespace that the route names or in its
 * own, without hosts, and exported to where the delegating one is.
 */
export function delegateOf(catalog: Catalog, routes: Routes, vs: Manifest, route: Field): Manifest | undefined {
  const own = catalog.namespaceOf(vs);
  const delegate = route.get('delegate');
  const namespace = delegate.get('namespace').text || own;
  const found = catalog.tryFind(VIRTUAL_SERVICE, namespace, delegate.get('name').text);
  if (found === undefined || specOf(found).get('hosts').items.length > 0) return undefined;
  return routes.exportsTo(found, own) ? found : undefined;
}

const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;
const MAPS = ['headers', 'withoutHeaders', 'queryParams'] as const;

/**
 * Whether a match of a delegate's route asks for what the match that delegates to it rules out. Source: hasConflict of
 * istiod.
 */
export function areOpposed(root: Field, leaf: Field): boolean {
  const namespace = root.get('sourceNamespace').text;
  const ports = [root, leaf].map((match) => match.get('port').number);
  return (
    TEXTS.some((key) => !isNarrowed(root.get(key), leaf.get(key))) ||
    MAPS.some((key) => leaf.get(key).entries.some(([name, value]) => !isNarrowed(root.get(key, name), value))) ||
    root.get('ignoreUriCase').flag !== leaf.get('ignoreUriCase').flag ||
    (!ports.includes(0) && ports[0] !== ports[1]) ||
    (namespace !== '' && leaf.get('sourceNamespace').text !== namespace)
  );
}

/** Whether the delegate asks for a part of what is delegated; regular expressions are not compared. */
function isNarrowed(root: Field, leaf: Field): boolean {
  if (!root.isSet || !leaf.isSet) return true;
  if (root.get('regex').text !== '' || leaf.get('regex').text !== '') return false;
  const [exact, prefix] = [root.get('exact').text, root.get('prefix').text];
  const [leafExact, leafPrefix] = [leaf.get('exact').text, leaf.get('prefix').text];
  if (exact !== '') return leafPrefix === '' && leafExact === exact;
  return prefix !== '' && (leafPrefix || leafExact) !== '' && (leafPrefix || leafExact).startsWith(prefix);
}
