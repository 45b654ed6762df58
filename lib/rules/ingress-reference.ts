import { specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { IngressBackend } from '../traffic/ingress-routes';
import { tlsOf } from '../traffic/ingress-routes';
import type { Mesh } from '../traffic/mesh';
import { servicesNamed } from '../traffic/named-services';

/** What an Ingress names in its own namespace, each name once. */
export interface IngressReference {
  /** `port` for a port that an existing Service lacks. */
  readonly kind: 'service' | 'port' | 'secret';
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string;
  readonly path: Path;
  readonly isThere: boolean;
}

/** Controllers that look for Secrets in other places: AWS's in its own store, Istio's where the gateway is. */
const SECRETS_ELSEWHERE: ReadonlySet<string> = new Set(['alb', 'istio']);

/** The name of an action of AWS's controller, in place of a Service. */
const ACTION = 'use-annotation';

export function referencesOf(ingress: Manifest, mesh: Mesh): readonly IngressReference[] {
  const backends = mesh.ingresses.backendsOf(ingress).filter(({ port }) => port !== ACTION);
  const all = [...backends.map((backend) => toService(backend, mesh)), ...toSecrets(ingress, mesh)];
  const first = new Map(all.toReversed().map((one) => [`${one.kind} ${one.name} ${typeof one.port} ${one.port}`, one]));
  return [...first.values()].toReversed();
}

/**
 * The one other namespace with all that an Ingress names, when nothing of it is in its own. A Secret that is nowhere is
 * left out, since it may be on the cluster.
 */
export function misplacedIn(ingress: Manifest, mesh: Mesh): string | undefined {
  const references = referencesOf(ingress, mesh);
  if (references.some(({ isThere, kind }) => isThere || kind === 'port')) return undefined;
  const [first = new Set<string>(), ...others] = references
    .map((reference) => ({ reference, places: placesOf(reference, mesh) }))
    .filter(({ reference, places }) => reference.kind === 'service' || places.size > 0)
    .map(({ places }) => places);
  const common = [...first].filter((namespace) => others.every((places) => places.has(namespace)));
  return references[0]?.kind === 'service' && common.length === 1 ? common[0] : undefined;
}

function toService(backend: IngressBackend, { ingresses, catalog }: Mesh): IngressReference {
  const service = ingresses.serviceOf(backend);
  const name = [...backend.path, 'service', 'name'];
  const port = [...backend.path, 'service', 'port', typeof backend.port === 'string' ? 'name' : 'number'];
  const lacksPort =
    service !== undefined && backend.port !== 0 && !isExternal(service) && ingresses.portOf(backend) === undefined;
  return {
    kind: lacksPort ? 'port' : 'service',
    namespace: catalog.namespaceOf(backend.ingress),
    name: backend.service,
    port: backend.port,
    path: lacksPort ? port : name,
    isThere: service !== undefined && !lacksPort,
  };
}

function toSecrets(ingress: Manifest, { ingresses, catalog, credentials }: Mesh): readonly IngressReference[] {
  if (SECRETS_ELSEWHERE.has(ingresses.controllerOf(ingress).family)) return [];
  const namespace = catalog.namespaceOf(ingress);
  return tlsOf(ingress)
    .filter(({ secretName }) => secretName !== '')
    .map(({ secretName: name, path }) => {
      const isThere = credentials.sources(namespace, name).length > 0;
      return { kind: 'secret', namespace, name, port: 0, path, isThere };
    });
}

/** Namespaces in which it would be there. */
function placesOf({ kind, name, namespace, port }: IngressReference, mesh: Mesh): ReadonlySet<string> {
  if (kind === 'secret') return new Set(mesh.credentials.elsewhere(name, namespace).map((one) => one.namespace));
  const services = servicesNamed(name, mesh).filter(
    ({ ports, manifest }) => isExternal(manifest) || ports.some((one) => one.number === port || one.name === port),
  );
  return new Set(services.map((one) => one.namespace).filter((one) => one !== namespace));
}

function isExternal(service: Manifest): boolean {
  return specOf(service).get('type').text === 'ExternalName';
}
