import type { IngressHop } from './ingress-hops';
import { isAllTls, reachedServers, summaryOf } from './ingress-hops';

/** Controllers that can present no certificate, whatever they are told. */
const NEVER: ReadonlySet<string> = new Set(['alb', 'gce']);

/** A controller without a client certificate in front of servers that demand one. */
export function lacksClientCertificate(hop: IngressHop): boolean {
  const { clientSecrets, follows, protocol } = hop.connection;
  if (clientSecrets === undefined || clientSecrets.length > 0 || !isAllTls(hop)) return false;
  if (protocol !== 'https' && !NEVER.has(follows)) return false;
  return summaryOf(reachedServers(hop)).areMutual;
}
