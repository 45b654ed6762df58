import type { Catalog } from '../manifest/catalog';
import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { type Answer, anyOf } from './answer';
import { listenersOf, type ParentReference } from './gateway-api';
import { namespacesSelected } from './namespace-choice';

/** The listeners of a Gateway that a route asks for: of that name and port, where it names them. */
export function listenersAskedFor(
  gateway: Manifest,
  { sectionName, port }: Pick<ParentReference, 'sectionName' | 'port'>,
): readonly Field[] {
  return listenersOf(gateway).filter(
    (listener) =>
      (sectionName === '' || listener.get('name').text === sectionName) &&
      (port === undefined || listener.get('port').number === port),
  );
}

/** Whether routes of a namespace may attach to one of the listeners, by their `allowedRoutes.namespaces`. */
export function areRoutesAllowed(
  listeners: readonly Field[],
  gateway: Manifest,
  namespace: string,
  catalog: Catalog,
): Answer {
  return anyOf(listeners.map((listener) => admits(listener, gateway, namespace, catalog)));
}

function admits(listener: Field, gateway: Manifest, namespace: string, catalog: Catalog): Answer {
  const allowed = listener.get('allowedRoutes', 'namespaces');
  switch (allowed.get('from').text) {
    case 'All':
      return true;
    case 'Selector':
      return namespacesSelected(allowed.get('selector'), catalog)(namespace);
    case 'None':
      return false;
    default:
      return catalog.namespaceOf(gateway) === namespace;
  }
}
