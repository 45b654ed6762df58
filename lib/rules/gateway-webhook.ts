import { Field, specOf } from '../manifest/field';
import { isLabel } from './istio-syntax';
import { IN_GATEWAY, namespacedHostFault } from './namespaced-host';
import type { ObjectRule } from './rule';
import { serversOf } from './server-tls';
import { refused } from './webhook-rule';

const KINDS = ['Gateway.networking.istio.io'];

const gatewayNameLabel = refused({
  id: 'gateway-name-label',
  kinds: KINDS,
  summary: 'The name of a Gateway is one DNS label.',
  check(manifest, report) {
    if (isLabel(manifest.name)) return;
    const { path } = Field.root(manifest).get('metadata', 'name');
    const message = `Name "${manifest.name}" is not one DNS label, and istiod refuses Gateways with dots or more than 63 characters in their name`;
    report({ path, message, fix: 'Use up to 63 letters, digits and inner dashes' });
  },
});

const gatewayServers = refused({
  id: 'gateway-servers',
  kinds: KINDS,
  summary: 'A Gateway has servers, none of them null.',
  check(manifest, report) {
    const { path, items } = specOf(manifest).get('servers');
    if (items.length === 0)
      report({ path, message: 'The Gateway has no servers, so it would listen nowhere', fix: 'Add a server' });
    for (const server of items) {
      if (!server.isSet) report({ path: server.path, message: 'The server is null', fix: 'Describe it, or remove it' });
    }
  },
});

const gatewayServerHosts = refused({
  id: 'gateway-server-hosts',
  kinds: KINDS,
  summary: 'Each server of a Gateway has a host.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      const { path, items } = server.get('hosts');
      if (items.length > 0) continue;
      const message = 'The server has no hosts, so no route could be bound to it';
      report({ path, message, fix: 'List the hosts, or "*" for all' });
    }
  },
});

const gatewayHostForm = refused({
  id: 'gateway-host-form',
  kinds: KINDS,
  summary:
    'Hosts of a Gateway are HOST or NAMESPACE/HOST, with HOST "*", "*.DOMAIN", a domain with a dot or an address.',
  check(manifest, report) {
    for (const { path, text } of serversOf(manifest).flatMap((server) => server.get('hosts').items)) {
      const fault = namespacedHostFault(text, IN_GATEWAY);
      if (fault === undefined) continue;
      const fix = 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant';
      report({ path, message: `Host "${text}" ${fault}`, fix });
    }
  },
});

const gatewayPortNamesUnique = refused({
  id: 'gateway-port-names-unique',
  kinds: KINDS,
  summary: 'Ports of a Gateway have different names.',
  check(manifest, report) {
    const names = serversOf(manifest).map((server) => server.get('port', 'name'));
    for (const [index, { path, text }] of names.entries()) {
      if (text === '' || !names.slice(0, index).some((other) => other.text === text)) continue;
      const message = `Port name "${text}" is that of another server of this Gateway, and istiod refuses two of one name, on different ports too`;
      report({ path, message, fix: 'Give each server a port name of its own' });
    }
  },
});

export const GATEWAY_WEBHOOK_RULES: readonly ObjectRule[] = [
  gatewayHostForm,
  gatewayNameLabel,
  gatewayPortNamesUnique,
  gatewayServerHosts,
  gatewayServers,
];
