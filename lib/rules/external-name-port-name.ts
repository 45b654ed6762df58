import { type Field, specOf } from '../manifest/field';
import { isOfPlatform } from './control-plane';
import type { MeshRule } from './rule';
import { howToName, isExternalName, protocolField, unknownProtocol } from './service-protocol';

function faultOf(port: Field): string | undefined {
  const isTcp = protocolField(port).text.split('-', 1)[0]?.toLowerCase() === 'tcp';
  return isTcp ? `Port ${port.get('port').number} is for any TCP` : unknownProtocol(port);
}

export const externalNamePortName: MeshRule = {
  id: 'external-name-port-name',
  code: 'IST0150',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Ports of a Service of type ExternalName say a protocol, and one that names the host.',
  check(service, { mesh, report }) {
    if (!isExternalName(service) || isOfPlatform(service, mesh.catalog.namespaceOf(service))) return;
    for (const port of specOf(service).get('ports').items) {
      const fault = faultOf(port);
      if (fault === undefined) continue;
      const number = port.get('port').number;
      const message = `${fault}, and a Service of type ExternalName has no address of its own: sidecars take whatever goes to port ${number} of any host for it`;
      const fix = howToName('"http", "https" or "tls-db"');
      report({ path: protocolField(port).path, message, fix });
    }
  },
};
