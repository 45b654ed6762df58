import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { serviceName } from '../traffic/hosts';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { exportToOf, isVisibleIn, visibleNamespaces } from '../traffic/visibility';
import { hasFaultyExportTo } from './export-to';
import { type GatewayRoute, gatewayRoutesTo } from './gateway-routes';
import { podNamespaces, podsOfGateway } from './gateways-of-route';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { namespacedName } from './title';

function visibleTo(rule: Manifest, mesh: Mesh): readonly string[] {
  const { defaultDestinationRuleExportTo } = mesh.config;
  return visibleNamespaces(exportToOf(rule), mesh.catalog.namespaceOf(rule), defaultDestinationRuleExportTo);
}

function serviceNamespace(host: string, mesh: Mesh): string {
  return mesh.registry.all(host)[0]?.namespace ?? serviceName(host)?.namespace ?? '';
}

/** Whether clients elsewhere look for such a rule at all: in the namespace of the Service, and in the root namespace. */
function isForOthers(rule: Manifest, mesh: Mesh): boolean {
  const places = [serviceNamespace(mesh.clientSettings.hostOf(rule), mesh), mesh.config.rootNamespace];
  return !specOf(rule).get('workloadSelector').isSet && places.includes(mesh.catalog.namespaceOf(rule));
}

/** What requests that come this way go without, as a part of a sentence. */
function lossOf(
  rule: Manifest,
  { destination }: GatewayRoute,
  clients: readonly string[],
  mesh: Mesh,
): string | undefined {
  const { full, subset, port } = destination;
  const inForce = clients.map((client) => mesh.clientSettings.inForce(client, full, serviceNamespace(full, mesh)));
  const subsets = specOf(rule).get('subsets').items;
  if (subset !== '' && subsets.some((one) => one.get('name').text === subset))
    return inForce.some((one) => one?.subsets.has(subset)) ? undefined : `subset "${subset}"`;
  // What automatic mutual TLS does by itself is no loss.
  const modes = mesh.clientSettings.tlsSettings(rule).map(({ mode }) => mode);
  const mode = modes.find((one) => one !== '' && !(one === 'ISTIO_MUTUAL' && mesh.config.autoMtls));
  const hasOther = inForce.some((one) => one && mesh.clientSettings.tlsFor(one, port, subset) !== undefined);
  return mode === undefined || hasOther ? undefined : `tls mode ${mode}`;
}

function violationOf(rule: Manifest, route: GatewayRoute, loss: string, mesh: Mesh): Violation {
  const { path, isSet } = specOf(rule).get('exportTo');
  const namespaces = podNamespaces(route.gateway, mesh) ?? [];
  const vs = namespacedName(route.vs, mesh);
  const effect = loss.startsWith('subset') ? 'requests get 503' : 'they connect as if the rule were not there';
  const why = isSet ? '' : ', as the mesh config has it,';
  const message = `The rule is exported to ${quoted(visibleTo(rule, mesh))} only${why} and the Pods of Gateway "${route.gateway.key}", which VirtualService "${vs}" leads to "${route.destination.full}", are in ${quoted(namespaces)}: they do not get ${loss}, and ${effect}`;
  const fix = isSet ? `Add ${quoted(namespaces)} to exportTo` : `Set exportTo to ${quoted(['.', ...namespaces])}`;
  return { path, message, fix, ...(loss.startsWith('subset') && { severity: 'error' }) };
}

export const destinationRuleHiddenFromGateway: MeshRule = {
  id: 'destination-rule-hidden-from-gateway',
  code: 'SI0153',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  summary: 'Settings for what a gateway routes to are exported to where its Pods are.',
  check(manifest, { mesh, report, cannotTell }) {
    const visible = visibleTo(manifest, mesh);
    if (visible.includes('*') || hasFaultyExportTo(manifest, mesh) || !isForOthers(manifest, mesh)) return;
    let open: string | undefined;
    for (const route of gatewayRoutesTo(mesh.clientSettings.hostOf(manifest), mesh)) {
      const clients = podNamespaces(route.gateway, mesh);
      if (clients?.some((client) => isVisibleIn(visible, client))) continue;
      const loss = lossOf(manifest, route, clients ?? [], mesh);
      if (loss !== undefined && clients !== undefined) return report(violationOf(manifest, route, loss, mesh));
      if (loss !== undefined) open ??= podsOfGateway(route.gateway);
    }
    if (open !== undefined) cannotTell(open);
  },
};
