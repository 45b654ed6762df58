import { droppedServers } from '../traffic/dropped-servers';
import type { Gateway, ServerHost } from '../traffic/gateway-server';
import { HostIndex } from '../traffic/host-index';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { IN_GATEWAY, namespacedHostFault } from './namespaced-host';

interface Hosts {
  readonly index: HostIndex<ServerHost>;
  /** In the order of the servers. */
  readonly texts: readonly string[];
  readonly areValid: boolean;
}

const hostsOf = oncePer((gateway: Gateway): Hosts => {
  const all = gateway.servers.flatMap((server) => server.hosts);
  const index = new HostIndex<ServerHost>();
  for (const host of all) index.add(host.host, host);
  const areValid = all.length > 0 && all.every(({ text }) => namespacedHostFault(text, IN_GATEWAY) === undefined);
  return { index, areValid, texts: [...new Set(all.map(({ text }) => text))] };
});

/** Hosts of a Gateway's servers as written, each once. */
export function hostTextsOf(gateway: Gateway): readonly string[] {
  return hostsOf(gateway).texts;
}

/** Hosts of a Gateway's servers that have some name in common with this one, for whatever namespace they are. */
export function hostsLike(host: string, gateway: Gateway): readonly ServerHost[] {
  return hostsOf(gateway).index.overlapping(host);
}

/** False where faults of the Gateway's own hosts, which are reported there, are why a route is not on it. */
export function hasSoundHosts(gateway: Gateway, mesh: Mesh): boolean {
  return hostsOf(gateway).areValid && droppedServers(gateway, mesh).size === 0;
}
