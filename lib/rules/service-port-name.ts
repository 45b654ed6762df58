import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { MANAGED } from '../traffic/istio-labels';
import type { Mesh } from '../traffic/mesh';
import { isOfPlatform } from './control-plane';
import type { MeshRule } from './rule';
import { howToName, isExternalName, protocolField, unknownProtocol } from './service-protocol';

/** Ports of gateways are told what they are for by Gateways; of workloads without a proxy nobody asks. */
function isOutside(service: Manifest, { services, proxies }: Mesh): boolean {
  if (Field.root(service).get('metadata', 'labels', MANAGED).isSet) return true;
  const kinds = services.podsOf(service).map((pod) => proxies.of(pod).kind);
  return kinds.length > 0 && kinds.every((kind) => kind === 'gateway' || kind === 'none');
}

export const servicePortName: MeshRule = {
  id: 'service-port-name',
  code: 'IST0118',
  severity: 'info',
  kinds: ['Service'],
  summary: 'Ports of a Service say their protocol, by appProtocol or the beginning of their name.',
  check(service, { mesh, report }) {
    if (isExternalName(service) || isOfPlatform(service, mesh.catalog.namespaceOf(service))) return;
    if (isOutside(service, mesh)) return;
    for (const port of specOf(service).get('ports').items) {
      const fault = unknownProtocol(port);
      if (fault === undefined) continue;
      const message = `${fault}, so sidecars and gateways guess it from the first bytes: protocols whose server speaks first stall, and HTTP that is not recognised gets no routes and no policies for requests`;
      report({ path: protocolField(port).path, message, fix: howToName('"http", "grpc-api" or "tcp-db"') });
    }
  },
};
