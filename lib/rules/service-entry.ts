import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { type Protocol, parseProtocol } from '../traffic/protocol';

/** A ServiceEntry without a resolution resolves nothing: connections go where the client sent them. */
export function resolutionOf(manifest: Manifest): string {
  return specOf(manifest).get('resolution').text || 'NONE';
}

/** DNS in its two forms with fixed hosts. */
export function isResolvedByDns(manifest: Manifest): boolean {
  return ['DNS', 'DNS_ROUND_ROBIN'].includes(resolutionOf(manifest));
}

/** DNS is asked for the hosts themselves, so that wildcards of any form are refused. */
export function asksForHosts(manifest: Manifest): boolean {
  return isResolvedByDns(manifest) && specOf(manifest).get('endpoints').items.length === 0;
}

/** The ports of a ServiceEntry without null ones. */
export function portsOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('ports')
    .items.filter(({ isSet }) => isSet);
}

export function protocolOf(port: Field): Protocol | undefined {
  return parseProtocol(port.get('protocol').text);
}

/** The endpoints of a ServiceEntry without null ones. */
export function endpointsOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('endpoints')
    .items.filter(({ isSet }) => isSet);
}
