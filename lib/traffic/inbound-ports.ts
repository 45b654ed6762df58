import type { Pod } from '../manifest/pods';

const INCLUDE = 'traffic.sidecar.istio.io/includeInboundPorts';
const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';

/** Whether connections to a port of the container go through the Pod's sidecar; to the others no policy applies. */
export function isCaptured({ annotations }: Pod, port: number): boolean {
  const included = portsIn(annotations[INCLUDE] ?? '*');
  return (included.has('*') || included.has(String(port))) && !portsIn(annotations[EXCLUDE] ?? '').has(String(port));
}

function portsIn(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((port) => port.trim()));
}
