import { keepLast } from '../manifest/keep-last';
import type { Manifest, Path } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { type CredentialName, parseCredentialName } from './credential-name';
import type { SecretSource } from './credentials';
import type { Gateway, GatewayServer } from './gateway-server';
import { isDropped } from './dropped-servers';
import type { Mesh } from './mesh';
import { oncePer } from './once-per';
import { isTlsServer } from './sockets';

const MODES: ReadonlySet<string | undefined> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);

/** A Secret that a server of a Gateway asks for, as `credentialName` or in `credentialNames`. */
export interface CredentialUse extends CredentialName {
  readonly server: GatewayServer;
  readonly path: Path;
  /** As written. */
  readonly text: string;
}

/** The servers of a Gateway that end TLS with Secrets, those aside that istiod leaves out. */
export function credentialServers(gateway: Gateway, mesh: Mesh): readonly GatewayServer[] {
  return serversWithSecrets(mesh)(gateway);
}

const serversWithSecrets = oncePer((mesh: Mesh) =>
  keepLast((gateway: Gateway) =>
    gateway.servers.filter(
      (server) =>
        MODES.has(server.tlsMode) && isTlsServer(server) && server.credentials.length > 0 && !isDropped(server, mesh),
    ),
  ),
);

/** The Secrets that a server asks for; values of other forms aside. */
export const credentialUses = keepLast((server: GatewayServer): readonly CredentialUse[] =>
  server.credentials.flatMap(({ name: text, path }) => {
    const parsed = parseCredentialName(text);
    if (parsed?.kind !== 'Secret') return [];
    const { kind, namespace, name } = parsed;
    return [{ kind, namespace, name, server, path, text }];
  }),
);

/** The same of all servers of a Gateway that is on some Pod. */
export function usesOf(manifest: Manifest, mesh: Mesh): readonly CredentialUse[] {
  return usesIn(mesh)(manifest);
}

const usesIn = oncePer((mesh: Mesh) =>
  keepLast((manifest: Manifest): readonly CredentialUse[] => {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined || placesOf(gateway, mesh).length === 0) return [];
    return credentialServers(gateway, mesh).flatMap(credentialUses);
  }),
);

/** The namespaces of the Pods that the Gateway selects: where istiod looks for its Secrets. */
export function placesOf(gateway: Gateway, { gateways }: Pick<Mesh, 'gateways'>): readonly string[] {
  return namespacesOf(gateways.podsOf(gateway));
}

/** Of all Gateways with one selector the Pods are one list. */
const namespacesOf = oncePer((pods: readonly Pod[]): readonly string[] => [
  ...new Set(pods.map(({ namespace }) => namespace)),
]);

type Wanted = Pick<CredentialUse, 'server' | 'namespace' | 'name'>;

/** What writes the Secret where the gateway can have it: in the first of its namespaces in which something does. */
export function sourcesFor(use: Wanted, mesh: Mesh): readonly SecretSource[] {
  return sourcesIn(mesh)(use);
}

const sourcesIn = oncePer((mesh: Mesh) => keepLast((use: Wanted) => findSources(use, mesh)));

function findSources({ server, namespace, name }: Wanted, mesh: Mesh): readonly SecretSource[] {
  for (const place of placesOf(server.gateway, mesh)) {
    if (namespace !== undefined && namespace !== place) continue;
    const sources = mesh.credentials.sources(place, name);
    if (sources.length > 0) return sources;
  }
  return [];
}

/**
 * The Certificates that a server's Secrets come from; undefined when one is missing, or may come from elsewhere, so
 * that nothing can be said of them together.
 */
export function certificatesOf(server: GatewayServer, mesh: Mesh): readonly Manifest[] | undefined {
  const certificates = new Set<Manifest>();
  for (const use of credentialUses(server)) {
    const sources = sourcesFor(use, mesh);
    if (sources.length === 0) return undefined;
    for (const { certificate } of sources) {
      if (certificate === undefined) return undefined;
      certificates.add(certificate);
    }
  }
  return certificates.size === 0 ? undefined : [...certificates];
}

/** Sources of the Secret in namespaces in which the gateway does not look. */
export function sourcesElsewhere({ server, name }: CredentialUse, mesh: Mesh): readonly SecretSource[] {
  const places = placesOf(server.gateway, mesh);
  return mesh.credentials.elsewhere(name, places[0] ?? '').filter(({ namespace }) => !places.includes(namespace));
}
