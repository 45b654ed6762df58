import type { Manifest } from '../manifest/manifest';
import type { Gateway } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { RouteHostName } from '../traffic/virtual-services';
import { hasSoundHosts, hostsLike } from './gateway-hosts';
import { gatewaysOf } from './gateways-of-route';
import { wildcardDomainFault } from './istio-syntax';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { keptFor } from './virtual-service-host-not-in-gateway';

/** Nothing where sidecars serve all hosts, or where another fault of the list or of its Gateways comes first. */
function judgedGateways(manifest: Manifest, serving: ReadonlySet<Gateway>, mesh: Mesh): readonly Gateway[] {
  if (mesh.routes.gatewaysOf(manifest).some(({ gateway }) => gateway === undefined)) return [];
  const gateways = gatewaysOf(manifest, mesh);
  return gateways.every((gateway) => serving.has(gateway) && hasSoundHosts(gateway, mesh)) ? gateways : [];
}

function violationOf({ text, full, path }: RouteHostName, gateways: readonly Gateway[], namespace: string): Violation {
  const [found] = gateways.flatMap((gateway) => hostsLike(full, gateway).map((host) => ({ host, gateway })));
  if (found !== undefined) {
    const { message, fix } = keptFor(found.host, found.gateway, namespace);
    return { path, message: `${message}, so that requests for it get 404`, fix };
  }
  const keys = quoted(gateways.map(({ key }) => key));
  const which = gateways.length === 1 ? `Gateway ${keys} does not have` : `None of the Gateways ${keys} has`;
  const message = `${which} host "${text}", so that requests for it get 404, or a TLS reset`;
  return { path, message, fix: 'Add the host to a server of the Gateway, or remove it here' };
}

export const virtualServiceHostUnserved: MeshRule = {
  id: 'virtual-service-host-unserved',
  code: 'SI0150',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Each host of a VirtualService is on one of its Gateways.',
  check(manifest, { mesh, report }) {
    const bindings = mesh.routes.bindingsOf(manifest);
    const served = new Set(bindings.map(({ host }) => host));
    const unserved = mesh.routes
      .hostsOf(manifest)
      .filter(({ full, text }) => !served.has(full) && wildcardDomainFault(text) === undefined);
    if (unserved.length === 0) return;
    const gateways = judgedGateways(manifest, new Set(bindings.map(({ server }) => server.gateway)), mesh);
    if (gateways.length === 0) return;
    for (const host of unserved) report(violationOf(host, gateways, mesh.catalog.namespaceOf(manifest)));
  },
};
