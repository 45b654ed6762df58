import type { Binding } from '../traffic/bindings';
import type { GatewayServer } from '../traffic/gateway-server';
import { HostIndex } from '../traffic/host-index';
import { commonHost } from '../traffic/hosts';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import { leadsToBackend } from './plaintext-routes';
import type { MeshRule } from './rule';
import { type Secured, securedBeside } from './secured-hosts';
import { titleOf } from './title';

function isVisible({ vs, server }: Binding, mesh: Mesh): boolean {
  const pods = mesh.gateways.podsOf(server.gateway);
  return pods.length === 0 || pods.some(({ namespace }) => mesh.routes.exportsTo(vs, namespace));
}

/** Requests go to the VirtualService with the narrowest host. */
function isNarrowest({ served }: Binding, host: string, bindings: HostIndex<Binding>): boolean {
  return bindings.covering(host).at(-1)?.served === served;
}

interface Exposure {
  readonly binding: Binding;
  readonly secured: Secured;
}

/** The first route to a backend, for a host that is secured elsewhere on the Pods. */
function exposureOn(server: GatewayServer, mesh: Mesh): Exposure | undefined {
  const bindings = mesh.routes.on(server).filter((binding) => isVisible(binding, mesh));
  const byHost = new HostIndex<Binding>();
  for (const binding of bindings) byHost.add(binding.served, binding);
  const places = securedBeside(server, mesh);
  for (const binding of bindings.filter(({ vs }) => leadsToBackend(vs, server, mesh))) {
    for (const place of places) {
      const secured = place
        .overlapping(binding.served)
        .find(({ host }) => isNarrowest(binding, commonHost(host, binding.served) ?? host, byHost));
      if (secured !== undefined) return { binding, secured };
    }
  }
  return undefined;
}

export const gatewayPlaintextBesideTls: MeshRule = {
  id: 'gateway-plaintext-beside-tls',
  code: 'SI0107',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'Hosts that a gateway serves with TLS are not served without it, too.',
  check(manifest, { mesh, report }) {
    for (const server of mesh.gateways.of(manifest)?.servers ?? []) {
      if (!isHttpLike(server.protocol) || server.httpsRedirect || server.port === 0) continue;
      const exposure = exposureOn(server, mesh);
      if (exposure === undefined) continue;
      const { binding, secured } = exposure;
      const { gateway, index } = secured.server;
      const where = `spec.servers[${index}]${gateway === server.gateway ? '' : ` of Gateway "${gateway.key}"`}`;
      const message = `Port ${server.port} answers for "${binding.served}" in plaintext, with the routes of ${titleOf(binding.vs, mesh)}, though ${where} serves "${secured.host}" with TLS: whoever starts with http:// stays unprotected, cookies included`;
      const fix = 'Set `tls: { httpsRedirect: true }`, or bind a VirtualService with a redirect here instead';
      report({ path: binding.serverHost.path, message, fix });
    }
  },
};
