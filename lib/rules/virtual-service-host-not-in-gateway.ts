import type { Path } from '../manifest/manifest';
import type { Gateway, ServerHost } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { RouteHostName } from '../traffic/virtual-services';
import { hasSoundHosts, hostsLike, hostTextsOf } from './gateway-hosts';
import { gatewaysOf, servingGateways } from './gateways-of-route';
import { wildcardDomainFault } from './istio-syntax';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

const PATH: Path = ['spec', 'hosts'];

/** Where a Gateway has a host, but not for VirtualServices of this namespace. */
export function keptFor({ text, namespace: other }: ServerHost, gateway: Gateway, namespace: string) {
  const message = `Gateway "${gateway.key}" has host "${text}" for VirtualServices of namespace "${other}" only, and this one is in "${namespace}"`;
  const host = text.slice(text.indexOf('/') + 1);
  return { message, fix: `Add "${namespace}/${host}" to the server of the Gateway, or put the routes into "${other}"` };
}

function violationOf(gateway: Gateway, hosts: readonly RouteHostName[], namespace: string): Violation {
  const [kept] = hosts.flatMap(({ full }) => hostsLike(full, gateway));
  if (kept !== undefined) {
    const { message, fix } = keptFor(kept, gateway, namespace);
    return { path: PATH, message: `${message}, so that the gateway answers 404`, fix };
  }
  const names = quoted(hosts.map(({ text }) => text));
  const lacks = hosts.length === 1 ? `does not have host ${names}` : `has none of the hosts ${names}`;
  const message = `Gateway "${gateway.key}" ${lacks}, only ${quoted(hostTextsOf(gateway))}, so that it answers 404`;
  return { path: PATH, message, fix: 'Add the host to a server of the Gateway, or route for a host that it has' };
}

export const virtualServiceHostNotInGateway: MeshRule = {
  id: 'virtual-service-host-not-in-gateway',
  code: 'IST0132',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Each Gateway of a VirtualService has at least one of its hosts.',
  check(manifest, { mesh, report }) {
    const gateways = gatewaysOf(manifest, mesh);
    const serving = new Set(servingGateways(manifest, mesh));
    if (serving.size === gateways.length) return;
    const hosts = mesh.routes.hostsOf(manifest).filter(({ text }) => wildcardDomainFault(text) === undefined);
    if (hosts.length === 0) return;
    for (const gateway of gateways) {
      if (serving.has(gateway) || !hasSoundHosts(gateway, mesh)) continue;
      report(violationOf(gateway, hosts, mesh.catalog.namespaceOf(manifest)));
    }
  },
};
