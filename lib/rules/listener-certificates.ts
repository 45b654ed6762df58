import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { certificateRefsOf, listenersOf, type ObjectReference } from '../traffic/gateway-api';
import type { Mesh } from '../traffic/mesh';

/** A listener of a Gateway of the Gateway API that ends TLS, and the Secrets that it does so with. */
interface ListenerCertificates {
  readonly listener: Field;
  readonly secrets: readonly ObjectReference[];
}

/** Listeners that pass TLS through need no certificate. */
export function listenerCertificates(gateway: Manifest, { catalog }: Mesh): readonly ListenerCertificates[] {
  return listenersOf(gateway)
    .filter((listener) => listener.get('tls', 'mode').text !== 'Passthrough')
    .map((listener) => ({
      listener,
      secrets: certificateRefsOf(listener, catalog.namespaceOf(gateway)).filter(isSecret),
    }));
}

/** True when a Gateway may have a Secret that is in another namespace than its own. */
export function isSecretGranted(
  gateway: Manifest,
  secret: ObjectReference,
  { catalog, referenceGrants }: Mesh,
): boolean {
  const from = { kind: gateway.kind, namespace: catalog.namespaceOf(gateway) };
  return referenceGrants.allows(from, { ...secret, group: '' });
}

function isSecret({ group, kind, name }: ObjectReference): boolean {
  return kind === 'Secret' && (group === '' || group === 'core') && name !== '';
}
