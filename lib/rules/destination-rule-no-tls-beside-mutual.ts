import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { HostIndex } from '../traffic/host-index';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { breadthOf } from './destination-rule';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** By namespace, the rules that demand mutual TLS of the clients of all Services of a namespace or of the mesh. */
const wideRules = oncePer((mesh: Mesh): ReadonlyMap<string, HostIndex<Manifest>> => {
  const found = new Map<string, HostIndex<Manifest>>();
  for (const rule of mesh.clientSettings.all) {
    const host = mesh.clientSettings.hostOf(rule);
    const isMutual = specOf(rule).get('trafficPolicy', 'tls', 'mode').text === 'ISTIO_MUTUAL';
    if (!isMutual || breadthOf(host) === undefined) continue;
    const namespace = mesh.catalog.namespaceOf(rule);
    const hosts = found.get(namespace) ?? new HostIndex<Manifest>();
    found.set(namespace, hosts);
    hosts.add(host, rule);
  }
  return found;
});

export const destinationRuleNoTlsBesideMutual: MeshRule = {
  id: 'destination-rule-no-tls-beside-mutual',
  code: 'KIA0204',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  summary: 'Without automatic mutual TLS, a rule for fewer Services repeats the mutual TLS of the wider rule.',
  check(manifest, { mesh, report }) {
    const host = mesh.clientSettings.hostOf(manifest);
    if (mesh.config.autoMtls || host === '' || mesh.clientSettings.tlsSettings(manifest).length > 0) return;
    const namespaces = new Set([mesh.catalog.namespaceOf(manifest), mesh.config.rootNamespace]);
    const wider = [...namespaces]
      .flatMap((namespace) => wideRules(mesh).get(namespace)?.covering(host) ?? [])
      .find((rule) => mesh.clientSettings.hostOf(rule).toLowerCase() !== host.toLowerCase());
    if (wider === undefined) return;
    const name = titleOf(wider, mesh);
    const message = `Automatic mutual TLS is off, and clients of "${host}" use this rule instead of ${name}, whose ISTIO_MUTUAL it leaves out: they send plaintext`;
    const tls = specOf(manifest).get('trafficPolicy', 'tls');
    report({ path: tls.path, message, fix: 'Add tls with mode ISTIO_MUTUAL to trafficPolicy' });
  },
};
