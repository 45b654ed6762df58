import type { Manifest } from '../manifest/manifest';
import { certificateFacts } from '../traffic/certificate-facts';
import { authorityOn } from '../traffic/client-authority';
import type { SecretSource } from '../traffic/credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { tlsReset, untold } from './ends';
import type { Decider, End, NamedObject } from './request';
import type { GatewayArrival } from './step';
import { isTrusted } from './trust';

/** What a server that asks for certificates makes of its client. */
export interface ClientProof {
  readonly end: End | undefined;
  /** The client has shown a certificate. */
  readonly isShown: boolean;
  readonly proves: string;
  readonly decidedBy: readonly Decider[];
  /** By which policies know the client; undefined where that is not known. */
  readonly principal: string | undefined;
}

const NOBODY: ClientProof = { end: undefined, isShown: false, proves: '', decidedBy: [], principal: '' };

export function verifyClient(mesh: Mesh, server: GatewayServer, arrival: GatewayArrival): ClientProof {
  const { tlsMode } = server;
  const at: Decider = { manifest: server.gateway.manifest, path: [...server.field.path, 'tls', 'mode'] };
  if (tlsMode === 'ISTIO_MUTUAL')
    return { ...NOBODY, end: tlsReset('the server takes certificates of the mesh only', [at]) };
  if (tlsMode !== 'MUTUAL' && tlsMode !== 'OPTIONAL_MUTUAL') return NOBODY;
  const secret = arrival.tls?.certificate?.secret;
  const authority = authorityOn(mesh.credentials, server, arrival.pod.namespace);
  if (authority === 'missing') return { ...NOBODY, end: tlsReset('there is no CA that would verify clients', [at]) };
  if (secret === undefined) {
    if (tlsMode === 'OPTIONAL_MUTUAL') return NOBODY;
    return { ...NOBODY, end: tlsReset('the server asks for a certificate, and the sender shows none', [at]) };
  }
  return judge(mesh, server, secret, authority, at);
}

function judge(
  mesh: Mesh,
  server: GatewayServer,
  secret: NamedObject,
  authority: SecretSource | undefined,
  at: Decider,
): ClientProof {
  const [shown] = mesh.credentials.sources(secret.namespace, secret.name);
  const name = `${secret.namespace}/${secret.name}`;
  const decidedBy = [
    at,
    ...[authority, shown].flatMap((source) => (source ? [{ manifest: source.manifest, path: source.path }] : [])),
  ];
  const fault = faultOf(mesh, server, shown?.certificate, authority);
  const proof = {
    isShown: true,
    proves: `Secret ${name} to the gateway`,
    decidedBy,
    principal: principalIn(shown?.certificate),
  };
  if (fault.certain !== undefined)
    return { ...proof, end: tlsReset(`the certificate of ${name} is refused: ${fault.certain}`, decidedBy) };
  if (!fault.isOpen) return { ...proof, end: undefined };
  const why = ` whether the server takes the certificate of ${name}: what issues it, or the CA, is not in the input`;
  return { ...proof, end: untold(why, decidedBy) };
}

function faultOf(
  mesh: Mesh,
  server: GatewayServer,
  certificate: Manifest | undefined,
  authority: SecretSource | undefined,
) {
  if (certificate === undefined) return { certain: undefined, isOpen: true };
  const { usages, dnsNames, uris, ipAddresses } = certificateFacts(certificate);
  const isExtended = usages.some((usage) => EXTENDED.has(usage));
  if (isExtended && !usages.includes('client auth'))
    return { certain: 'its usages leave out client auth', isOpen: false };
  const wanted = server.field.get('tls', 'subjectAltNames').items.map(({ text }) => text);
  const names = [...dnsNames, ...uris, ...ipAddresses];
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) {
    return { certain: `it is for ${names.join(', ')}, and the server takes ${wanted.join(', ')}`, isOpen: false };
  }
  const trusted = isTrusted(mesh, certificate, authority);
  return { certain: trusted === false ? 'it comes from another CA' : undefined, isOpen: trusted === undefined };
}

const EXTENDED: ReadonlySet<string> = new Set([
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  'any',
]);

/**
 * The identity in a certificate, as policies know it: without `spiffe://`, which istiod puts before what they name. All
 * others are somebody, whom no policy can name.
 */
function principalIn(certificate: Manifest | undefined): string | undefined {
  if (certificate === undefined) return undefined;
  const spiffe = certificateFacts(certificate).uris.find((uri) => uri.startsWith('spiffe://'));
  return spiffe === undefined ? 'another identity' : spiffe.slice('spiffe://'.length);
}
