import type { Manifest } from '../manifest/manifest';
import { certificateFacts, covers } from '../traffic/certificate-facts';
import { parseCredentialName } from '../traffic/credential-name';
import type { SecretSource } from '../traffic/credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { tlsReset } from './ends';
import type { Decider, End } from './request';
import type { GatewayArrival } from './step';

/** What a server shows of itself. */
export interface ServerProof {
  /** Nothing proves itself where this is set. */
  readonly end: End | undefined;
  readonly proves: string;
  readonly decidedBy: readonly Decider[];
  readonly notes: readonly string[];
}

/** The certificate of a server of a Gateway: whether the gateway gets it, and whether a client that verifies takes it. */
export function serverCertificate(mesh: Mesh, server: GatewayServer, arrival: GatewayArrival): ServerProof {
  if (server.tlsMode === 'ISTIO_MUTUAL' || server.credentials.length === 0) {
    return { end: undefined, proves: "the gateway's certificate to the sender", decidedBy: [], notes: [] };
  }
  const found = server.credentials.map(({ name, path }) => ({ name, path, source: sourceOf(mesh, name, arrival) }));
  const decidedBy = found.map(({ path }) => ({ manifest: server.gateway.manifest, path }));
  const lacking = found.find(({ source }) => source === undefined);
  const notes: string[] = [];
  if (lacking !== undefined) {
    const place = `${arrival.pod.namespace}/${lacking.name}`;
    if (mesh.credentials.areKnown())
      return { end: tlsReset(`no Secret ${place} is there, or comes to be`, decidedBy), proves: '', decidedBy, notes };
    notes.push(`Secret ${place} is not in the input, and taken as there`);
  }
  const sources = found.flatMap(({ source }) => source ?? []);
  const deciding = [...decidedBy, ...sources.map(({ manifest, path }) => ({ manifest, path }))];
  const access = mesh.access.canListSecrets(arrival.pod);
  if (access.allowed === false) {
    const role = access.role && { manifest: access.role, path: access.path ?? [] };
    return {
      end: tlsReset(`the gateway may not read its Secrets (${access.why})`, role ? [role] : deciding),
      proves: '',
      decidedBy: deciding,
      notes,
    };
  }
  const refused = refusedBy(arrival, sources);
  const proves = `${titlesOf(sources) || 'its certificate'} to the sender`;
  return { end: refused === undefined ? undefined : tlsReset(refused, deciding), proves, decidedBy: deciding, notes };
}

function sourceOf(mesh: Mesh, text: string, { pod }: GatewayArrival): SecretSource | undefined {
  const parsed = parseCredentialName(text);
  if (parsed === undefined || (parsed.namespace !== undefined && parsed.namespace !== pod.namespace)) return undefined;
  return mesh.credentials.sources(pod.namespace, parsed.name)[0];
}

/** Why a sender that verifies names would end the connection. */
function refusedBy({ tls }: GatewayArrival, sources: readonly SecretSource[]): string | undefined {
  const certificates = sources.map(({ certificate }) => certificate);
  const name = tls?.verifiedName ?? '';
  if (name === '' || certificates.length === 0 || certificates.includes(undefined)) return undefined;
  const names = certificates.flatMap((each) => namesOf(each));
  if (covers(names, name)) return undefined;
  return `the sender refuses the certificate, which is for ${names.join(', ') || 'no name'} and not for ${name}`;
}

function namesOf(certificate: Manifest | undefined): readonly string[] {
  if (certificate === undefined) return [];
  const { dnsNames, ipAddresses } = certificateFacts(certificate);
  return [...dnsNames, ...ipAddresses];
}

function titlesOf(sources: readonly SecretSource[]): string {
  return sources
    .map(({ certificate, namespace, name }) => {
      const issuer = certificate && certificateFacts(certificate).issuer;
      return `Secret ${namespace}/${name}${issuer === undefined ? '' : ` (issued by ${issuer.kind} ${issuer.name})`}`;
    })
    .join(' and ');
}
