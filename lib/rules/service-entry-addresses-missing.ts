import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { SERVICE_ENTRY } from '../traffic/kinds';
import type { MeshConfig } from '../traffic/mesh-config';
import type { MeshRule } from './rule';
import { portsOf, resolutionOf } from './service-entry';

/** Without the one or the other, sidecars do not answer DNS with the addresses that Istio gives by itself. */
const NEEDED = ['ISTIO_META_DNS_CAPTURE', 'ISTIO_META_DNS_AUTO_ALLOCATE', 'PILOT_ENABLE_IP_AUTOALLOCATE'];

function switchedOff({ proxyMetadata }: MeshConfig): string | undefined {
  return NEEDED.find((name) => proxyMetadata[name]?.toLowerCase() === 'false');
}

/** Those that Istio gives none, whatever the mesh config says, are judged alone. */
function wantsAddresses(serviceEntry: Manifest): boolean {
  const root = Field.root(serviceEntry);
  const label = root.get('metadata', 'labels', 'networking.istio.io/enable-autoallocate-ip').text;
  if (resolutionOf(serviceEntry) === 'NONE' || label.toLowerCase() === 'false') return false;
  return specOf(serviceEntry).get('addresses').items.length === 0 && root.get('status', 'addresses').items.length === 0;
}

export const serviceEntryAddressesMissing: MeshRule = {
  id: 'service-entry-addresses-missing',
  code: 'IST0134',
  severity: 'warning',
  kinds: [SERVICE_ENTRY],
  summary: 'TCP ports of a ServiceEntry have addresses where the mesh config keeps Istio from giving them.',
  check(serviceEntry, { mesh, report }) {
    const name = switchedOff(mesh.config);
    if (name === undefined || !wantsAddresses(serviceEntry)) return;
    for (const port of portsOf(serviceEntry)) {
      const { path, text } = port.get('protocol');
      if (text !== '' && text.toUpperCase() !== 'TCP') continue;
      const number = port.get('number').number;
      const message = `Port ${number} (${text || 'no protocol'}) has no addresses, and ${name} is "false" in the mesh config, so that sidecars take every connection to port ${number} for this service`;
      report({ path, message, fix: 'Set `addresses`, or a protocol that names the host' });
    }
  },
};
