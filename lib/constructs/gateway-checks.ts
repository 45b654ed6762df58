import {
  type GatewayServer,
  type HostBinding,
  type MutualTlsServer,
  type SimpleTlsServer,
  serverName,
  serverPort,
} from './gateway-server';
import { type GatewayWorkload, listenerPort, podPort, servicePort } from './gateway-workload';
import { certificateCovers, checkPort, isHostPattern, isLabel, isPort } from './names';
import { checkOneOf, type Problems } from './problems';

export function checkServers(problems: Problems, workload: GatewayWorkload, servers: readonly GatewayServer[]): void {
  problems.check(servers.length === 0, () => ({
    path: 'servers',
    value: [],
    why: 'Istio refuses a Gateway without servers',
    fix: 'Give at least one',
  }));
  const names = new Set<string>();
  const firstOfPort = new Map<number, number>();
  for (const [index, server] of servers.entries()) {
    const path = `servers[${index}]`;
    if (checkKind(problems, path, server)) continue;
    const name = serverName(server);
    problems.check(!isLabel(name) || names.has(name), () => ({
      path: `${path}.name`,
      value: name,
      why: names.has(name) ? 'another server of this Gateway has this name' : 'not a port name',
      fix: 'Give each server a name of its own, of lower-case letters, digits and dashes',
    }));
    names.add(name);
    checkServerPort(problems, path, workload, server);
    const port = listenerPort(workload, serverPort(server));
    checkPortUse(problems, path, server, firstOfPort.get(port), servers);
    if (!firstOfPort.has(port)) firstOfPort.set(port, index);
    checkBindings(problems, path, server.hosts);
    if (server.protocol === 'HTTPS') checkTermination(problems, path, workload, server);
  }
}

interface AnyServer {
  readonly protocol?: unknown;
  readonly mode?: unknown;
  readonly redirect?: unknown;
  readonly credential?: unknown;
  readonly clientAuthority?: unknown;
}

const MODES: Readonly<Record<string, readonly unknown[]>> = {
  HTTP: [undefined],
  HTTPS: ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'],
  TLS: ['PASSTHROUGH'],
};

/** What only JavaScript callers can get wrong. Istio's defaults would stand in for it: mode PASSTHROUGH, for one. */
function checkKind(problems: Problems, path: string, server: GatewayServer): boolean {
  const { protocol, mode, redirect, credential, clientAuthority }: AnyServer = server;
  if (checkOneOf(problems, `${path}.protocol`, protocol, Object.keys(MODES))) return true;
  const modes = MODES[String(protocol)] ?? [];
  const wrongMode = problems.check(!modes.includes(mode), () => ({
    path: `${path}.mode`,
    value: mode,
    why: `not a mode of servers with protocol ${String(protocol)}`,
    fix: protocol === 'HTTP' ? 'Leave it out' : `Use ${modes.join(', ')}`,
  }));
  if (protocol === 'HTTP') {
    const known = ['https', 'https-acme-safe'];
    return wrongMode || (redirect !== undefined && checkOneOf(problems, `${path}.redirect`, redirect, known));
  }
  if (protocol === 'TLS' || wrongMode) return wrongMode;
  return (
    problems.check(credential === undefined, () => ({
      path: `${path}.credential`,
      why: 'without a certificate no client could connect',
      fix: 'Give a ServerCertificate',
    })) ||
    problems.check(mode !== 'SIMPLE' && clientAuthority === undefined, () => ({
      path: `${path}.clientAuthority`,
      why: 'without a CA no client could be verified',
      fix: 'Give a ClientAuthority',
    }))
  );
}

/** Ports of the pods that Istio keeps for the proxy's own health checks and metrics. */
const PROXY_PORTS: ReadonlySet<number> = new Set([15021, 15090]);

function checkServerPort(problems: Problems, path: string, workload: GatewayWorkload, server: GatewayServer): void {
  const port = serverPort(server);
  const known = servicePort(workload, port);
  checkPort(problems, `${path}.port`, port);
  problems.check(isPort(port) && known === undefined, () => ({
    path: `${path}.port`,
    value: port,
    why: `Service ${workload.namespace}/${workload.serviceName} has no such port, so nobody could connect`,
    fix: `Use one of ${usablePorts(workload).join(', ')}, or describe the workload as it is`,
  }));
  problems.check(known !== undefined && PROXY_PORTS.has(podPort(known)), () => ({
    path: `${path}.port`,
    value: port,
    why: 'the proxy itself listens there for health checks or metrics, and Istio would leave the server out',
    fix: 'Use another port of the Service',
  }));
}

function usablePorts({ ports }: GatewayWorkload): number[] {
  return ports.filter((known) => !PROXY_PORTS.has(podPort(known))).map(({ port }) => port);
}

function checkPortUse(
  problems: Problems,
  path: string,
  server: GatewayServer,
  first: number | undefined,
  servers: readonly GatewayServer[],
): void {
  const rival = first === undefined ? undefined : servers[first];
  problems.check(rival !== undefined && (rival.protocol === 'HTTP') !== (server.protocol === 'HTTP'), () => ({
    path: `${path}.port`,
    value: serverPort(server),
    why: `servers[${first}] uses the port too, one of them plaintext and the other TLS: Istio drops TLS servers of a port that plaintext has taken`,
    fix: 'Give each protocol a port of its own',
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

type TerminatingServer = SimpleTlsServer | MutualTlsServer;

function checkTermination(
  problems: Problems,
  path: string,
  workload: GatewayWorkload,
  server: TerminatingServer,
): void {
  checkCredential(problems, path, workload, server);
  checkVersions(problems, path, server);
  if (server.cipherSuites !== undefined) checkCiphers(problems, `${path}.cipherSuites`, server.cipherSuites);
  if (server.mode !== 'SIMPLE') checkClients(problems, path, server);
}

function checkCredential(
  problems: Problems,
  path: string,
  workload: GatewayWorkload,
  { credential, hosts }: TerminatingServer,
): void {
  problems.check(credential.gateway.namespace !== workload.namespace, () => ({
    path: `${path}.credential`,
    value: `${credential.gateway.namespace}/${credential.credentialName}`,
    why: `Istio looks credentials up in the gateway workload's namespace, which is ${workload.namespace}`,
    fix: 'Make the ServerCertificate for the same gateway workload as the Gateway',
  }));
  const covered = credential.hosts;
  if (covered === undefined) return;
  for (const [index, { host }] of hosts.entries()) {
    problems.check(!covered.some((name) => certificateCovers(name, host)), () => ({
      path: `${path}.hosts[${index}].host`,
      value: host,
      why: `certificate ${credential.credentialName} covers ${covered.join(', ')} and not this host`,
      fix: host === '*' ? 'Name the hosts that the certificate covers' : "Add it to the certificate's hosts",
    }));
  }
}

function checkVersions(problems: Problems, path: string, { minTlsVersion, maxTlsVersion }: TerminatingServer): void {
  for (const [key, version] of Object.entries({ minTlsVersion, maxTlsVersion })) {
    if (version !== undefined) checkOneOf(problems, `${path}.${key}`, version, ['1.2', '1.3']);
  }
  problems.check(minTlsVersion === '1.3' && maxTlsVersion === '1.2', () => ({
    path: `${path}.maxTlsVersion`,
    value: maxTlsVersion,
    why: 'lower than minTlsVersion: no version is left',
    fix: 'Leave it out, or use 1.3',
  }));
}

/** Those of Istio's webhook, which warns of any other and then leaves it out. */
const CIPHER_SUITES: ReadonlySet<string> = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

function checkCiphers(problems: Problems, path: string, suites: readonly string[]): void {
  const unknown = suites.filter((suite) => !CIPHER_SUITES.has(suite));
  problems.check(suites.length === 0 || unknown.length > 0 || new Set(suites).size !== suites.length, () => ({
    path,
    value: unknown.length > 0 ? unknown : suites,
    why:
      unknown.length > 0
        ? "not among Istio's cipher suites, and what it does not know it leaves out"
        : 'a list of cipher suites has at least one, and none twice',
    fix: 'Use names such as ECDHE-ECDSA-AES256-GCM-SHA384, or leave it out',
  }));
}

const ANY_TEXT = /./;
const BASE64_SHA256 = /^[A-Za-z0-9+/]{43}=$/;
const HEX_SHA256 = /^([0-9A-Fa-f]{64}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31})$/;

function checkClients(problems: Problems, path: string, server: MutualTlsServer): void {
  problems.check(server.clientAuthority.credential !== server.credential, () => ({
    path: `${path}.clientAuthority`,
    value: server.clientAuthority.credential.credentialName,
    why: `made for another credential than this server's ${server.credential.credentialName}, whose name Istio looks the CA up by`,
    fix: 'Make a ClientAuthority for each credential',
  }));
  checkPins(problems, `${path}.clientIdentities`, server.clientIdentities, ANY_TEXT, 'text');
  checkPins(problems, `${path}.clientPublicKeys`, server.clientPublicKeys, BASE64_SHA256, 'SHA-256 in base64');
  checkPins(problems, `${path}.clientFingerprints`, server.clientFingerprints, HEX_SHA256, 'SHA-256 in hex');
}

function checkPins(
  problems: Problems,
  path: string,
  pins: readonly string[] | undefined,
  form: RegExp,
  formName: string,
): void {
  problems.check(pins?.length === 0, () => ({
    path,
    value: pins,
    why: 'an empty list pins nothing, and every client of the CA would get in',
    fix: 'Name at least one, or leave it out if that is what you want',
  }));
  for (const [index, pin] of (pins ?? []).entries()) {
    problems.check(!form.test(pin), () => ({
      path: `${path}[${index}]`,
      value: pin,
      why: 'no client has it',
      fix: `Use ${formName}`,
    }));
  }
}
