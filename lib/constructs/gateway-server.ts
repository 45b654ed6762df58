import {
  type GatewaySpecServers,
  type GatewaySpecServersTls,
  GatewaySpecServersTlsMaxProtocolVersion,
  GatewaySpecServersTlsMinProtocolVersion,
  GatewaySpecServersTlsMode,
} from '../../imports/networking.istio.io';
import type { ClientAuthority } from './client-authority';
import type { GatewayWorkload } from './gateway-workload';
import { servicePort } from './gateway-workload';
import { certificateCovers, checkPort, isHostPattern, isLabel } from './names';
import type { Problems } from './problems';
import type { ServerCertificate } from './server-certificate';

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
  /** Port of the gateway workload's Service. Default: 80 for HTTP, else 443. */
  readonly port?: number;
  /** At least one. */
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
  readonly credential: ServerCertificate;
  /** Default: `1.2`. */
  readonly minTlsVersion?: '1.2' | '1.3';
  /** Default: the newest that Envoy knows. */
  readonly maxTlsVersion?: '1.2' | '1.3';
  /** Names that Envoy knows; TLS 1.3 has its own. Default: Istio's. */
  readonly cipherSuites?: readonly string[];
}

/** TLS with a server certificate. */
export interface SimpleTlsServer extends TerminatingServer {
  readonly mode: 'SIMPLE';
}

/** TLS where clients show a certificate: MUTUAL demands it, OPTIONAL_MUTUAL verifies it if it is sent. */
export interface MutualTlsServer extends TerminatingServer {
  readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL';
  readonly clientAuthority: ClientAuthority;
  /** Subject alternative names of which the client's certificate must have one, exactly. Default: any client of the CA. */
  readonly clientIdentities?: readonly string[];
  /** SHA-256 of the client's public key (SPKI), base64. Default: not pinned. */
  readonly clientPublicKeys?: readonly string[];
  /** SHA-256 of the client's certificate, hex. Default: not pinned. */
  readonly clientFingerprints?: readonly string[];
}

/** TLS is passed on unopened to the backend that the SNI names; see `PassthroughRoutes`. */
export interface PassthroughServer extends ServerProps {
  readonly protocol: 'TLS';
  readonly mode: 'PASSTHROUGH';
}

export type GatewayServer = HttpServer | SimpleTlsServer | MutualTlsServer | PassthroughServer;

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

export function checkServers(problems: Problems, workload: GatewayWorkload, servers: readonly GatewayServer[]): void {
  problems.check(servers.length === 0, () => ({
    path: 'servers',
    value: [],
    why: 'Istio refuses a Gateway without servers',
    fix: 'Give at least one',
  }));
  const names = new Set<string>();
  for (const [index, server] of servers.entries()) {
    const path = `servers[${index}]`;
    const name = serverName(server);
    problems.check(!isLabel(name) || names.has(name), () => ({
      path: `${path}.name`,
      value: name,
      why: names.has(name) ? 'another server of this Gateway has this name' : 'not a port name',
      fix: 'Give each server a name of its own, of lower-case letters, digits and dashes',
    }));
    names.add(name);
    checkServerPort(problems, path, workload, server);
    checkBindings(problems, path, server.hosts);
    if (server.protocol === 'HTTPS') checkCredential(problems, path, workload, server);
  }
}

function checkServerPort(problems: Problems, path: string, workload: GatewayWorkload, server: GatewayServer): void {
  const port = serverPort(server);
  checkPort(problems, `${path}.port`, port);
  problems.check(servicePort(workload, port) === undefined, () => ({
    path: `${path}.port`,
    value: port,
    why: `Service ${workload.namespace}/${workload.serviceName} has no such port, so nobody could connect`,
    fix: `Use one of ${workload.ports.map((known) => known.port).join(', ')}, or describe the workload as it is`,
  }));
}

function checkBindings(problems: Problems, path: string, hosts: readonly HostBinding[]): void {
  problems.check(hosts.length === 0, () => ({
    path: `${path}.hosts`,
    value: [],
    why: 'Istio refuses a server without hosts',
    fix: 'Give at least one, with the namespace whose VirtualServices route it',
  }));
  const seen = new Set<string>();
  for (const [index, { host, namespace }] of hosts.entries()) {
    const at = `${path}.hosts[${index}]`;
    problems.check(host !== '*' && !isHostPattern(host), () => ({
      path: `${at}.host`,
      value: host,
      why: 'not a DNS name with a dot, nor `*.` before one, nor `*`',
      fix: 'Write the name as clients ask for it, in lower case and without scheme, port or path',
    }));
    problems.check(namespace !== '*' && namespace !== '.' && !isLabel(namespace), () => ({
      path: `${at}.namespace`,
      value: namespace,
      why: 'not the name of a namespace, `.` or `*`',
      fix: 'Name the namespace of the routes',
    }));
    problems.check(seen.has(host), () => ({
      path: `${at}.host`,
      value: host,
      why: 'listed twice',
      fix: 'List it once',
    }));
    seen.add(host);
  }
}

function checkCredential(
  problems: Problems,
  path: string,
  workload: GatewayWorkload,
  server: SimpleTlsServer | MutualTlsServer,
): void {
  const { credential } = server;
  problems.check(credential.gateway.namespace !== workload.namespace, () => ({
    path: `${path}.credential`,
    value: `${credential.gateway.namespace}/${credential.credentialName}`,
    why: `Istio looks credentials up in the gateway workload's namespace, which is ${workload.namespace}`,
    fix: 'Make the ServerCertificate for the same gateway workload as the Gateway',
  }));
  for (const [index, { host }] of server.hosts.entries()) {
    const { hosts } = credential;
    problems.check(hosts !== undefined && !hosts.some((name) => certificateCovers(name, host)), () => ({
      path: `${path}.hosts[${index}].host`,
      value: host,
      why: `certificate ${credential.credentialName} covers ${(hosts ?? []).join(', ')} and not this host`,
      fix: "Add it to the certificate's hosts",
    }));
  }
  problems.check(server.minTlsVersion === '1.3' && server.maxTlsVersion === '1.2', () => ({
    path: `${path}.maxTlsVersion`,
    value: server.maxTlsVersion,
    why: 'lower than minTlsVersion: no version is left',
    fix: 'Leave it out, or use 1.3',
  }));
  if (server.mode !== 'SIMPLE') checkClients(problems, path, server);
}

function checkClients(problems: Problems, path: string, server: MutualTlsServer): void {
  problems.check(server.clientAuthority.credential !== server.credential, () => ({
    path: `${path}.clientAuthority`,
    value: server.clientAuthority.credential.credentialName,
    why: `made for another credential than this server's ${server.credential.credentialName}, whose name Istio looks the CA up by`,
    fix: 'Make a ClientAuthority for each credential',
  }));
  for (const [key, pins] of Object.entries({
    clientIdentities: server.clientIdentities,
    clientPublicKeys: server.clientPublicKeys,
    clientFingerprints: server.clientFingerprints,
  })) {
    problems.check(pins !== undefined && (pins.length === 0 || pins.includes('')), () => ({
      path: `${path}.${key}`,
      value: pins,
      why: 'an empty list pins nothing, and every client of the CA would get in',
      fix: 'Name at least one, or leave it out if that is what you want',
    }));
  }
}
