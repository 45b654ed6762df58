import {
  type GatewaySpecServers,
  type GatewaySpecServersTls,
  GatewaySpecServersTlsMaxProtocolVersion,
  GatewaySpecServersTlsMinProtocolVersion,
  GatewaySpecServersTlsMode,
} from '../../imports/networking.istio.io';
import { CLIENT_AUTHORITY, type ClientAuthority } from './client-authority';
import { SERVER_CERTIFICATE, type ServerCertificate } from './server-certificate';
import { choice, type Fields, list, number, object, oneOf, optional, type Shape, text } from './shape';

/** A host that a server takes, and the namespace whose VirtualServices may route it. */
export interface HostBinding {
  /** DNS name, `*.` and a DNS name, or `*`. */
  readonly host: string;
  /** Name of a namespace, `.` for the Gateway's own, or `*` for any. */
  readonly namespace: string;
}

interface ServerProps {
  /** Unique in the Gateway. Default: `http`, `https` or `tls`. */
  readonly name?: string;
  /** Port of the gateway workload's Service, used either by HTTP servers or by servers with TLS. Default: 80 for HTTP, else 443. */
  readonly port?: number;
  /** At least one, each once. */
  readonly hosts: readonly HostBinding[];
}

/** Plaintext HTTP. */
export interface HttpServer extends ServerProps {
  readonly protocol: 'HTTP';
  /**
   * `https`: answers 301 to https, in the form that HTTP-01 challenges need when a certificate of this Gateway is
   * issued that way. `https-acme-safe`: always in that form. Default: serves the routes in the clear.
   */
  readonly redirect?: 'https' | 'https-acme-safe';
}

interface TerminatingServer extends ServerProps {
  readonly protocol: 'HTTPS';
  /** Made for the same gateway workload; covers the hosts, as far as its DNS names are known. */
  readonly credential: ServerCertificate;
  /** Default: `1.2`. */
  readonly minTlsVersion?: '1.2' | '1.3';
  /** Default: the newest that Envoy knows. */
  readonly maxTlsVersion?: '1.2' | '1.3';
  /** OpenSSL's names, of those that Istio knows; for TLS 1.2 only, since TLS 1.3 has its own. Default: Istio's. */
  readonly cipherSuites?: readonly string[];
}

/** TLS with a server certificate. */
export interface SimpleTlsServer extends TerminatingServer {
  readonly mode: 'SIMPLE';
}

/** TLS where clients show a certificate: MUTUAL demands it, OPTIONAL_MUTUAL verifies it if it is sent. */
export interface MutualTlsServer extends TerminatingServer {
  readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL';
  /** Made for the same credential. */
  readonly clientAuthority: ClientAuthority;
  /** Subject alternative names of which the client's certificate must have one, exactly. Default: any client of the CA. */
  readonly clientIdentities?: readonly string[];
  /** SHA-256 of the client's public key (SPKI), in base64. Default: not pinned. */
  readonly clientPublicKeys?: readonly string[];
  /** SHA-256 of the client's certificate, in hex, with or without colons. Default: not pinned. */
  readonly clientFingerprints?: readonly string[];
}

/** TLS is passed on unopened to the backend that the SNI names; see `PassthroughRoutes`. */
export interface PassthroughServer extends ServerProps {
  readonly protocol: 'TLS';
  readonly mode: 'PASSTHROUGH';
}

export type GatewayServer = HttpServer | SimpleTlsServer | MutualTlsServer | PassthroughServer;

const SERVER: Fields<ServerProps> = {
  name: optional(text),
  port: optional(number),
  hosts: list(object<HostBinding>({ host: text, namespace: text })),
};

const TERMINATING: Fields<TerminatingServer> = {
  ...SERVER,
  protocol: choice('HTTPS'),
  credential: SERVER_CERTIFICATE,
  minTlsVersion: optional(choice('1.2', '1.3')),
  maxTlsVersion: optional(choice('1.2', '1.3')),
  cipherSuites: optional(list(text)),
};

const MUTUAL: Shape<MutualTlsServer> = object({
  ...TERMINATING,
  mode: choice('MUTUAL', 'OPTIONAL_MUTUAL'),
  clientAuthority: CLIENT_AUTHORITY,
  clientIdentities: optional(list(text)),
  clientPublicKeys: optional(list(text)),
  clientFingerprints: optional(list(text)),
});

export const GATEWAY_SERVER: Shape<GatewayServer> = oneOf('protocol', {
  HTTP: object({ ...SERVER, protocol: choice('HTTP'), redirect: optional(choice('https', 'https-acme-safe')) }),
  HTTPS: oneOf('mode', {
    SIMPLE: object({ ...TERMINATING, mode: choice('SIMPLE') }),
    MUTUAL,
    OPTIONAL_MUTUAL: MUTUAL,
  }),
  TLS: object({ ...SERVER, protocol: choice('TLS'), mode: choice('PASSTHROUGH') }),
});

export function serverPort(server: GatewayServer): number {
  return server.port ?? (server.protocol === 'HTTP' ? 80 : 443);
}

export function serverName(server: GatewayServer): string {
  return server.name ?? server.protocol.toLowerCase();
}

export function renderServer(server: GatewayServer): GatewaySpecServers {
  return {
    port: { number: serverPort(server), name: serverName(server), protocol: server.protocol },
    hosts: server.hosts.map(({ host, namespace }) => `${namespace}/${host}`),
    ...tlsOf(server),
  };
}

function tlsOf(server: GatewayServer): { tls?: GatewaySpecServersTls } {
  if (server.protocol === 'HTTP') return server.redirect === undefined ? {} : { tls: { httpsRedirect: true } };
  if (server.protocol === 'TLS') return { tls: { mode: GatewaySpecServersTlsMode.PASSTHROUGH } };
  return { tls: { ...terminating(server), ...(server.mode === 'SIMPLE' ? {} : clientVerification(server)) } };
}

function terminating(server: SimpleTlsServer | MutualTlsServer): GatewaySpecServersTls {
  const { maxTlsVersion, cipherSuites } = server;
  return {
    mode: MODES[server.mode],
    credentialName: server.credential.credentialName,
    minProtocolVersion: MIN_VERSIONS[server.minTlsVersion ?? '1.2'],
    ...(maxTlsVersion === undefined ? {} : { maxProtocolVersion: MAX_VERSIONS[maxTlsVersion] }),
    ...(cipherSuites === undefined ? {} : { cipherSuites: [...cipherSuites] }),
  };
}

function clientVerification(server: MutualTlsServer): GatewaySpecServersTls {
  const { clientAuthority, clientIdentities, clientPublicKeys, clientFingerprints } = server;
  const { caCertCredentialName } = clientAuthority;
  return {
    ...(caCertCredentialName === undefined ? {} : { caCertCredentialName }),
    ...(clientIdentities === undefined ? {} : { subjectAltNames: [...clientIdentities] }),
    ...(clientPublicKeys === undefined ? {} : { verifyCertificateSpki: [...clientPublicKeys] }),
    ...(clientFingerprints === undefined ? {} : { verifyCertificateHash: [...clientFingerprints] }),
  };
}

const MODES = {
  SIMPLE: GatewaySpecServersTlsMode.SIMPLE,
  MUTUAL: GatewaySpecServersTlsMode.MUTUAL,
  OPTIONAL_MUTUAL: GatewaySpecServersTlsMode.OPTIONAL_UNDERSCORE_MUTUAL,
} as const;

const MIN_VERSIONS = {
  '1.2': GatewaySpecServersTlsMinProtocolVersion.TLSV1_UNDERSCORE_2,
  '1.3': GatewaySpecServersTlsMinProtocolVersion.TLSV1_UNDERSCORE_3,
} as const;

const MAX_VERSIONS = {
  '1.2': GatewaySpecServersTlsMaxProtocolVersion.TLSV1_UNDERSCORE_2,
  '1.3': GatewaySpecServersTlsMaxProtocolVersion.TLSV1_UNDERSCORE_3,
} as const;
