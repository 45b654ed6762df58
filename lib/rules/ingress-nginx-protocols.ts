import type { GatewayServer } from '../traffic/gateway-server';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { lacksCa, nginxFindsCa } from './ingress-authority';
import { hopsOf, type IngressHop, isAllTls, reachedServers, summaryOf } from './ingress-hops';
import { nginxSetting } from './ingress-nginx-settings';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

/** Versions as nginx writes them, by Istio's names, from the oldest. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['TLSV1_0', 'TLSv1'],
  ['TLSV1_1', 'TLSv1.1'],
  ['TLSV1_2', 'TLSv1.2'],
  ['TLSV1_3', 'TLSv1.3'],
]);
const NAMES = [...VERSIONS.values()];

/** Undefined where the server passes TLS on, so that its end decides. */
function accepts({ terminates, field }: GatewayServer): readonly string[] | undefined {
  if (!terminates) return undefined;
  const tls = field.get('tls');
  const limit = (key: string, fallback: string) => VERSIONS.get(tls.get(key).text) ?? fallback;
  const lowest = NAMES.indexOf(limit('minProtocolVersion', 'TLSv1.2'));
  return NAMES.slice(lowest, NAMES.indexOf(limit('maxProtocolVersion', 'TLSv1.3')) + 1);
}

/** Without a CA in the Secret the annotation counts for nothing. */
function isFaulty(hop: IngressHop, mesh: Mesh): boolean {
  const { tlsVersions, protocol, trusts = [] } = hop.connection;
  if (tlsVersions === undefined || protocol !== 'https' || !isAllTls(hop)) return false;
  const refuses = (server: GatewayServer) =>
    accepts(server)?.some((version) => tlsVersions.includes(version)) === false;
  return reachedServers(hop).every(refuses) && trusts.every((secret) => !lacksCa(secret, nginxFindsCa, mesh));
}

export const ingressNginxProtocols: MeshRule = {
  id: 'ingress-nginx-protocols',
  code: 'SI0205',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'ingress-nginx speaks a version of TLS that the gateway behind it takes.',
  check(manifest, { mesh, report }) {
    const hop = hopsOf(manifest, mesh).find((one) => isFaulty(one, mesh));
    if (hop === undefined) return;
    const { path, isSet } = nginxSetting(manifest, 'proxy-ssl-protocols');
    const servers = reachedServers(hop);
    const taken = (servers[0] && accepts(servers[0])) ?? [];
    const spoken = quoted(hop.connection.tlsVersions ?? []);
    const message = `ingress-nginx speaks ${spoken}${isSet ? '' : ', its default,'} and Gateway ${quoted(summaryOf(servers).gateways)} takes ${quoted(taken, 'or')}, so that TLS handshakes fail, and clients get 502`;
    const value = 'TLSv1.2 TLSv1.3';
    report({ path, message, fix: `Set proxy-ssl-protocols to "${value}"`, replacement: { path, value } });
  },
};
