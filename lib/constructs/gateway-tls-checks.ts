import type { MutualTlsServer, SimpleTlsServer } from './gateway-server';
import type { GatewayWorkload } from './gateway-workload';
import { certificateCovers } from './names';
import type { Problems } from './problems';

type TerminatingServer = SimpleTlsServer | MutualTlsServer;

export function checkTermination(
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
