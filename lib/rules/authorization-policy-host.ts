import { ipVersion } from '../manifest/ip-version';
import type { Manifest } from '../manifest/manifest';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { operationsOf, valuesOf } from './authorization-policy';
import type { MeshRule } from './rule';

/** Where requests to hosts that nobody knows are let out, the host may be one of these. */
export const authorizationPolicyHost: MeshRule = {
  id: 'authorization-policy-host',
  code: 'KIA0104',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Hosts in an AuthorizationPolicy are hosts that requests can be for.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    const unknown = valuesOf(operationsOf(policy), ['hosts', 'notHosts']).filter(
      ({ text }) => !isKnown(withoutPort(text), policy, mesh),
    );
    if (unknown.length > 0 && !mesh.requestedHosts.areKnown) {
      inquiry.cannotTell('a Service, ServiceEntry or VirtualService');
      return;
    }
    for (const { path, text } of unknown) {
      inquiry.report({
        path,
        message: `No request is for "${text}": no Service, ServiceEntry or VirtualService has such a host`,
        fix: 'Write the host as clients ask for it, or name what the cluster has already with --context',
        refType: 'host',
        ...(mesh.config.outboundTrafficPolicy === 'REGISTRY_ONLY' && { severity: 'error' }),
      });
    }
  },
};

/** Clients may send the port with the host. */
function withoutPort(text: string): string {
  return text.replace(/:(\d+|\*)$/, '');
}

function isKnown(host: string, policy: Manifest, { catalog, config, requestedHosts }: Mesh): boolean {
  const namespace = catalog.namespaceOf(policy);
  if (host === '*' || host === 'localhost' || ipVersion(host.replaceAll(/[[\]]/g, '')) !== 0) return true;
  return requestedHosts.has(host, namespace === config.rootNamespace ? undefined : namespace);
}
