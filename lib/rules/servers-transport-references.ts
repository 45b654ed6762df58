import type { Manifest } from '../manifest/manifest';
import { annotation } from '../traffic/ingress-annotations';
import type { NamedSource } from '../traffic/ingress-connection';
import { isTransportReference, SERVERS_TRANSPORTS, TRANSPORT_ANNOTATION } from '../traffic/ingress-traefik';
import type { Mesh } from '../traffic/mesh';
import { lacksCa, traefikFindsCa } from './ingress-authority';
import { OR_CONTEXT } from './quoted';
import type { MeshRule, Violation } from './rule';

const SECRETS = 'a Secret, or something that writes one';

/** What is wrong, or what would have to be in the input to say so. */
type Outcome = Violation | string | undefined;

function serviceFault(service: Manifest, { ingresses, catalog }: Mesh): Outcome {
  const { text, path } = annotation(service, TRANSPORT_ANNOTATION);
  if (text === '' || ingresses.transports.find(text) !== undefined) return undefined;
  const message = `There is no ServersTransport "${text}", so that Traefik sends no request to the Service, and clients get 500`;
  const full = `${text}@kubernetescrd`;
  if (!text.includes('@') && ingresses.transports.find(full) !== undefined) {
    return { path, message, fix: `Write "${full}"`, refType: 'serversTransport', replacement: { path, value: full } };
  }
  if (text.includes('@') && !isTransportReference(text)) return undefined;
  if (SERVERS_TRANSPORTS.every((kind) => catalog.ofKind(kind).length === 0)) return 'a ServersTransport';
  const fix = `Name one as "NAMESPACE-NAME@kubernetescrd"${OR_CONTEXT}`;
  return { path, message, fix, refType: 'serversTransport' };
}

function isThere({ kind, namespace, name }: NamedSource, { credentials }: Mesh): boolean {
  if (kind === 'ConfigMap') return credentials.configMap(namespace, name) !== undefined;
  return credentials.sources(namespace, name).length > 0;
}

function missing(source: NamedSource, mesh: Mesh): Outcome {
  const { kind, namespace, name, at } = source;
  if (isThere(source, mesh)) return undefined;
  if (kind === 'Secret' && !mesh.credentials.areKnown()) return SECRETS;
  if (kind === 'ConfigMap' && mesh.catalog.ofKind(kind).length === 0) return 'a ConfigMap';
  const message = `There is no ${kind} "${name}" in namespace "${namespace}", where Traefik looks for it, and nothing that writes one, so that the TLS handshakes with the backend fail, and clients get 500`;
  const fix = `Put it there, or name one that is there${OR_CONTEXT}`;
  return { path: at.path, message, fix, refType: kind === 'Secret' ? 'secret' : 'configMap' };
}

function caFault(source: NamedSource, mesh: Mesh): Outcome {
  if (source.kind === 'ConfigMap' || !lacksCa(source, traefikFindsCa, mesh)) return missing(source, mesh);
  const { namespace, name, at } = source;
  const message = `Secret "${namespace}/${name}" has no "ca.crt", so that Traefik has no CA to verify the backend by, and clients get 500`;
  return { path: at.path, message, fix: 'Name a Secret or ConfigMap with the CA of the backend as "ca.crt"' };
}

function outcomes(manifest: Manifest, mesh: Mesh): readonly Outcome[] {
  if (manifest.kind === 'Service') return [serviceFault(manifest, mesh)];
  const { transports } = mesh.ingresses;
  const authorities = transports.trusts(manifest).map((source) => caFault(source, mesh));
  return [...transports.clientSecrets(manifest).map((source) => missing(source, mesh)), ...authorities];
}

export const serversTransportReferences: MeshRule = {
  id: 'servers-transport-references',
  code: 'SI0212',
  severity: 'error',
  kinds: ['Service', ...SERVERS_TRANSPORTS],
  summary: "Traefik's ServersTransports that Services name, and the Secrets that these name, are there.",
  check(manifest, { mesh, report, cannotTell }) {
    const found = outcomes(manifest, mesh);
    for (const outcome of found) if (typeof outcome === 'object') report(outcome);
    const open = found.find((outcome) => typeof outcome === 'string');
    if (open !== undefined) cannotTell(open);
  },
};
