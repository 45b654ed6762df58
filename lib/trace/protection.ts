import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { PeerMode } from '../traffic/peer-authentications';
import { isHttpLike } from '../traffic/protocol';
import type { RegistryPort } from '../traffic/registry';
import type { ClientMode } from './client-mode';
import { mismatch, untold } from './ends';
import type { Decider, End, Protection } from './request';

/** What becomes of what a sender uses, at the Pod that receives it. */
export interface Meeting {
  readonly protection: Protection;
  /** Why it is not more, or not known; empty where there is nothing to explain. */
  readonly because: string;
  readonly end: End | undefined;
  /** Whether either side shows its identity of the mesh to the other. */
  readonly isMesh: boolean;
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

/** Who receives, and how. */
interface Receiver {
  readonly name: string;
  readonly hasProxy: boolean | undefined;
  readonly peer: PeerMode['mode'];
  /** Its sidecar takes all that comes for HTTP. */
  readonly readsHttp: boolean;
}

/**
 * @param port of the container
 * @param carriesTls whether there is TLS of the client's own in what is sent
 */
export function meet(
  mesh: Mesh,
  client: ClientMode,
  pod: Pod,
  port: number,
  { protocol }: RegistryPort,
  carriesTls: boolean,
): Meeting {
  const { mode, why } = client;
  const { kind } = mesh.proxies.of(pod);
  const peer = mesh.peerAuthentication.modeOf(pod, port);
  const receiver: Receiver = {
    name: `${pod.namespace}/${pod.owner.name}`,
    hasProxy: kind === undefined ? undefined : kind === 'sidecar' || kind === 'ambient',
    // Ambient mode knows no DISABLE.
    peer: kind === 'ambient' && peer.mode === 'DISABLE' ? 'PERMISSIVE' : peer.mode,
    readsHttp: kind !== 'ambient' && isHttpLike(protocol || undefined),
  };
  const decidedBy = [...client.decidedBy, ...(peer.decidedBy === undefined ? [] : [peer.decidedBy])];
  const isOpen = mode === 'auto-mtls' && receiver.peer !== 'STRICT';
  const protection = isOpen ? 'either' : mode === undefined ? 'unknown' : SENT[mode];
  const because = isOpen
    ? `${receiver.name} takes plain text as well (${receiver.peer})`
    : isSecure(protection)
      ? ''
      : why;
  const end = mode && endOf(mode, receiver, carriesTls, why, decidedBy);
  const isMesh = mode === 'mtls' || mode === 'auto-mtls';
  return { protection, because, end, isMesh, decidedBy, hasProxy: receiver.hasProxy };
}

function endOf(
  mode: Mode,
  receiver: Receiver,
  carriesTls: boolean,
  why: string,
  decidedBy: readonly Decider[],
): End | undefined {
  const { hasProxy, name } = receiver;
  const clash = clashOf(mode, { ...receiver, hasProxy: hasProxy ?? true }, carriesTls);
  const without = clashOf(mode, { ...receiver, hasProxy: false }, carriesTls);
  if (hasProxy === undefined && (clash ?? without) !== undefined)
    return untold(
      ` whether ${name} has a sidecar: ${clash === undefined ? 'if not' : 'if so'}, ${clash ?? without}`,
      decidedBy,
    );
  const certain = hasProxy === false ? without : clash;
  return certain === undefined ? undefined : mismatch(`${certain}, as ${why}`, decidedBy);
}

/** What the receiver refuses; nothing where it takes it. */
function clashOf(mode: Mode, { hasProxy, peer, name, readsHttp }: Receiver, carriesTls: boolean): string | undefined {
  if (!hasProxy) return mode === 'mtls' ? `${name} has no sidecar to take the mesh's mutual TLS` : undefined;
  const isMesh = mode === 'mtls' || mode === 'auto-mtls';
  if (isMesh && peer === 'DISABLE') return `mutual TLS meets a PeerAuthentication of ${name} that says DISABLE`;
  const isForeign = carriesTls || mode === 'tls' || mode === 'own-mtls';
  const what = isForeign ? "TLS that is not the mesh's" : 'plain text';
  if (!isMesh && peer === 'STRICT') return `${what} meets STRICT mutual TLS of ${name}`;
  if (isForeign && readsHttp) return `${what} meets the sidecar of ${name}, which takes the port for plain HTTP`;
  return undefined;
}

function isSecure(protection: Protection): boolean {
  return protection === 'tls' || protection === 'mutual-tls';
}
