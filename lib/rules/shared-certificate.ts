import type { Path } from '../manifest/manifest';
import { certificateFacts, covers } from '../traffic/certificate-facts';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { certificateInSecret } from '../traffic/pem';

/** What a server takes its certificate from. */
export interface UsedCertificate {
  /** Equal where the certificate is the same, given the same Pods. */
  readonly key: string;
  /** For messages. */
  readonly text: string;
  readonly path: Path;
  /** Empty: files. */
  readonly credential: string;
}

export function usedCertificates(server: GatewayServer): readonly UsedCertificate[] {
  if (!server.terminates) return [];
  if (server.credentials.length > 0) {
    return server.credentials.map(({ name, path }) => ({
      key: `credential ${name}`,
      text: `credential "${name}"`,
      path,
      credential: name,
    }));
  }
  const [file, key] = ['serverCertificate', 'privateKey'].map((name) => server.field.get('tls', name));
  if (file === undefined || key === undefined || file.text === '' || key.text === '') return [];
  return [
    { key: `files ${file.text} ${key.text}`, text: `certificate "${file.text}"`, path: file.path, credential: '' },
  ];
}

/**
 * Whether a browser may send requests for a host of the other server over a connection that it made for one of the
 * first: the certificate is valid for both, or may be. Such requests get 404, as each server has routes of its own.
 */
export function mayShareConnection(
  one: GatewayServer,
  other: GatewayServer,
  certificate: UsedCertificate,
  mesh: Mesh,
): boolean {
  const [own, others] = [one, other].map(({ hosts }) => hosts.map(({ host }) => host.toLowerCase()));
  if (own === undefined || others === undefined || own.some((host) => others.includes(host))) return false;
  const names = namesOf(one, certificate, mesh);
  if (names === undefined) return true;
  const isValid = (host: string) => host === '*' || covers(names, host);
  return own.some(isValid) && others.some(isValid);
}

/** The names that the certificate is valid for, where the input shows it; those of all namespaces that it may be in. */
function namesOf(
  { gateway }: GatewayServer,
  { credential }: UsedCertificate,
  mesh: Mesh,
): readonly string[] | undefined {
  if (credential === '') return undefined;
  const namespaces = new Set(mesh.gateways.podsOf(gateway).map(({ namespace }) => namespace));
  const sources = [...namespaces].flatMap((namespace) => mesh.credentials.sources(namespace, credential));
  const names = sources.map(({ certificate, manifest }) =>
    certificate === undefined ? certificateInSecret(manifest)?.facts?.dnsNames : certificateFacts(certificate).dnsNames,
  );
  return names.length === 0 || names.includes(undefined) ? undefined : names.flatMap((list) => list ?? []);
}
