import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { certificateFacts, covers } from '../traffic/certificate-facts';
import { parseCredentialName } from '../traffic/credential-name';
import type { SecretSource } from '../traffic/credentials';
import { isAssumed } from '../traffic/default-gateway';
import type { Credential, GatewayServer } from '../traffic/gateway-server';
import type { NamedSource } from '../traffic/ingress-connection';
import type { Mesh } from '../traffic/mesh';
import { credentialKeys } from '../traffic/secret-keys';
import { tlsReset } from './ends';
import type { Decider, End } from './request';
import type { GatewayArrival } from './step';
import { isTrusted } from './trust';

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
  const { manifest } = server.gateway;
  const named = server.tlsMode === 'ISTIO_MUTUAL' ? [] : server.credentials;
  const decidedBy: readonly Decider[] = named.map(({ path }) => ({ manifest, path }));
  const sources = named.flatMap((credential) => sourcesOf(mesh, credential, arrival));
  const deciding = [...decidedBy, ...sources.map((source) => ({ manifest: source.manifest, path: source.path }))];
  const proves = `${titlesOf(sources) || "the gateway's certificate"} to the sender`;
  const proof = { end: undefined, proves, decidedBy: deciding, notes: [] };
  if (named.length === 0) return proof;
  const faults = named.flatMap((credential) => faultOf(mesh, credential, arrival) ?? []);
  if (faults[0] !== undefined) return { ...proof, end: tlsReset(faults[0], deciding) };
  const access = mesh.access.canListSecrets(arrival.pod);
  if (access.allowed === false) {
    const at = access.role === undefined ? deciding : [{ manifest: access.role, path: access.path ?? [] }];
    return { ...proof, end: tlsReset(`the gateway may not read its Secrets (${access.why})`, at) };
  }
  const refused = refusedBy(arrival, sources) ?? distrustedBy(mesh, arrival, sources);
  if (refused !== undefined) return { ...proof, end: tlsReset(refused, deciding) };
  const assumed = named.filter((each) => isSecret(each) && sourcesOf(mesh, each, arrival).length === 0);
  return { ...proof, notes: assumed.map(({ name }) => `Secret ${name} is not in the input, and taken as there`) };
}

/** What comes from another server than istiod is none. */
function isSecret({ name }: Credential): boolean {
  return parseCredentialName(name)?.kind === 'Secret';
}

function sourcesOf(mesh: Mesh, { name }: Credential, { pod }: GatewayArrival): readonly SecretSource[] {
  const parsed = parseCredentialName(name);
  return parsed === undefined ? [] : sourcesFor(mesh, pod, parsed.name).slice(0, 1);
}

/** Of a gateway that is only assumed the namespace is open: it may be wherever the Secret is. */
function sourcesFor({ credentials }: Mesh, { namespace, owner }: Pod, name: string): readonly SecretSource[] {
  const sources = credentials.sources(namespace, name);
  return sources.length === 0 && isAssumed(owner) ? credentials.elsewhere(name, namespace) : sources;
}

/** Why the gateway does not get a certificate, for certain. */
function faultOf(mesh: Mesh, credential: Credential, arrival: GatewayArrival): string | undefined {
  const { namespace } = arrival.pod;
  const parsed = parseCredentialName(credential.name);
  if (parsed === undefined || parsed.kind !== 'Secret') return undefined;
  if (![undefined, namespace].includes(parsed.namespace))
    return `${credential.name} is of another namespace than the gateway, which Istio refuses`;
  const place = `Secret ${namespace}/${parsed.name}`;
  const sources = sourcesFor(mesh, arrival.pod, parsed.name);
  if (sources.length === 0) return mesh.credentials.areKnown() ? `no ${place} is there, or comes to be` : undefined;
  return sources.some(isWhole) ? undefined : `${place} has no certificate and key that Istio reads`;
}

function isWhole({ keys }: SecretSource): boolean {
  return keys === undefined || credentialKeys(keys) !== undefined;
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

/** A sender that trusts no CA but some, none of which has issued it. */
function distrustedBy(mesh: Mesh, { tls }: GatewayArrival, sources: readonly SecretSource[]): string | undefined {
  const certificate = sources[0]?.certificate;
  const trusts = tls?.trusts;
  if (certificate === undefined || trusts === undefined) return undefined;
  const isStrange = ({ kind, namespace, name }: NamedSource) => {
    const { credentials } = mesh;
    const source = kind === 'Secret' ? credentials.sources(namespace, name)[0] : credentials.configMap(namespace, name);
    return isTrusted(mesh, certificate, source) === false;
  };
  const isPrivate = mesh.authorities.chainOf(certificate) !== undefined;
  const isDistrusted = trusts.length > 0 ? trusts.every(isStrange) : isPrivate;
  return isDistrusted ? 'the sender refuses the certificate, which is of a CA that it does not trust' : undefined;
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
