import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { PeerMode } from '../traffic/peer-authentications';
import type { ClientMode } from './client-mode';
import type { Decider, End, Protection } from './request';

/** What becomes of what a sender uses, at the Pod that receives it. */
export interface Meeting {
  readonly protection: Protection;
  /** Why it is not more, or not known; empty where there is nothing to explain. */
  readonly because: string;
  readonly end: End | undefined;
  readonly decidedBy: readonly Decider[];
  /** Whether the receiver has a proxy, which enforces policies. */
  readonly hasProxy: boolean | undefined;
}

type Mode = NonNullable<ClientMode['mode']>;

const SENT: Readonly<Record<Mode, Protection>> = {
  plaintext: 'plaintext',
  tls: 'tls',
  'own-mtls': 'mutual-tls',
  mtls: 'mutual-tls',
  'auto-mtls': 'mutual-tls',
};

/** @param port of the container */
export function meet(mesh: Mesh, client: ClientMode, pod: Pod, port: number): Meeting {
  const proxy = mesh.proxies.of(pod);
  const peer = mesh.peerAuthentication.modeOf(pod, port);
  const { mode, why } = client;
  const name = `${pod.namespace}/${pod.owner.name}`;
  const hasProxy = isProxied(proxy.kind);
  const decidedBy = [...client.decidedBy, ...(peer.decidedBy === undefined ? [] : [peer.decidedBy])];
  const clash = mode && clashOf(mode, hasProxy, peer.mode, name);
  const end: End | undefined =
    clash === undefined
      ? undefined
      : { arrives: false, failure: 'mtls-mismatch', status: 503, why: `503: ${clash}, as ${why}`, decidedBy };
  const isOpen = mode === 'auto-mtls' && peer.mode === 'PERMISSIVE';
  const protection = isOpen ? 'either' : mode === undefined ? 'unknown' : SENT[mode];
  const because = isOpen ? `${name} takes plain text as well (PERMISSIVE)` : isSecure(protection) ? '' : why;
  return { protection, because, end, decidedBy, hasProxy };
}

/** What the receiver refuses; nothing where it takes it, or where that is not known. */
function clashOf(mode: Mode, hasProxy: boolean | undefined, peer: PeerMode['mode'], name: string): string | undefined {
  if (hasProxy === false) return mode === 'mtls' ? `${name} has no sidecar to take the mesh's mutual TLS` : undefined;
  if (hasProxy === undefined) return undefined;
  const isMesh = mode === 'mtls' || mode === 'auto-mtls';
  if (isMesh)
    return peer === 'DISABLE' ? `mutual TLS meets a PeerAuthentication of ${name} that says DISABLE` : undefined;
  if (peer !== 'STRICT') return undefined;
  const what = mode === 'plaintext' ? 'plain text' : "TLS that is not the mesh's";
  return `${what} meets STRICT mutual TLS of ${name}`;
}

function isSecure(protection: Protection): boolean {
  return protection === 'tls' || protection === 'mutual-tls';
}

function isProxied(kind: string | undefined): boolean | undefined {
  if (kind === undefined) return undefined;
  return kind === 'sidecar' || kind === 'ambient';
}
