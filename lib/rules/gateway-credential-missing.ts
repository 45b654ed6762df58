import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { verifiesClients } from '../traffic/client-authority';
import { parseCredentialName } from '../traffic/credential-name';
import {
  credentialServers,
  type CredentialUse,
  placesOf,
  sourcesElsewhere,
  sourcesFor,
  usesOf,
} from '../traffic/gateway-credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

/** Where it is written elsewhere, or asked for elsewhere, another rule says so. */
function isMissing(use: CredentialUse, mesh: Mesh): boolean {
  const isAskedHere = use.namespace === undefined || placesOf(use.server.gateway, mesh).includes(use.namespace);
  return isAskedHere && sourcesFor(use, mesh).length === 0 && sourcesElsewhere(use, mesh).length === 0;
}

function missingSecret({ server, name, path }: CredentialUse, mesh: Mesh): Violation {
  const places = placesOf(server.gateway, mesh);
  const message = `There is no Secret "${name}" in namespace ${quoted(places, 'or')}, where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake`;
  const fix = `Give a Certificate in namespace ${quoted(places, 'or')} the secretName "${name}"${OR_CONTEXT}`;
  return { path, message, fix, refType: 'credentialName' };
}

/** The Secret or ConfigMap of `caCertCredentialName`, when nothing makes it; undefined also where that is open. */
function missingCa(server: GatewayServer, mesh: Mesh): Violation | undefined {
  if (!verifiesClients(server)) return undefined;
  const field: Field = server.field.get('tls', 'caCertCredentialName');
  const parsed = parseCredentialName(field.text);
  if (parsed === undefined) return undefined;
  const { kind, namespace, name } = parsed;
  const place = namespace ?? placesOf(server.gateway, mesh)[0] ?? '';
  const isThere =
    kind === 'ConfigMap'
      ? mesh.credentials.configMap(place, name) !== undefined || mesh.catalog.ofKind(kind).length === 0
      : [name, name.replace(/-cacert$/, '')].some((secret) => sourcesFor({ server, namespace, name: secret }, mesh)[0]);
  if (isThere) return undefined;
  const message = `There is no ${kind} "${name}" in namespace "${place}", and nothing that writes one, so that no client certificate can be verified, and clients get a reset of their TLS handshake`;
  const fix = `Put the CA of the clients there under the key "ca.crt"${OR_CONTEXT}`;
  return { path: field.path, message, fix, refType: 'credentialName' };
}

function missingAuthorities(manifest: Manifest, mesh: Mesh): readonly Violation[] {
  const gateway = mesh.gateways.of(manifest);
  if (gateway === undefined || placesOf(gateway, mesh).length === 0) return [];
  return credentialServers(gateway, mesh).flatMap((server) => missingCa(server, mesh) ?? []);
}

export const gatewayCredentialMissing: MeshRule = {
  id: 'gateway-credential-missing',
  code: 'IST0101',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'The Secrets that a Gateway names are where its gateway runs.',
  check(manifest, { mesh, report, cannotTell }) {
    const missing = usesOf(manifest, mesh).filter((use) => isMissing(use, mesh));
    const violations = [...missing.map((use) => missingSecret(use, mesh)), ...missingAuthorities(manifest, mesh)];
    if (violations.length === 0) return;
    if (mesh.credentials.areKnown()) violations.forEach(report);
    else cannotTell('a Secret, or something that writes one');
  },
};
