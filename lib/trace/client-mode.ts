import { specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { Destination } from './destination';
import type { Decider } from './request';
import type { Sender } from './step';

/** What a sender uses towards a Pod: `auto-mtls` is mutual TLS that nobody has asked for by name. */
export interface ClientMode {
  readonly mode: 'plaintext' | 'tls' | 'own-mtls' | 'mtls' | 'auto-mtls' | undefined;
  /** Why, as the end of a sentence. */
  readonly why: string;
  readonly decidedBy: readonly Decider[];
}

const MODES: ReadonlyMap<string, ClientMode['mode']> = new Map([
  ['DISABLE', 'plaintext'],
  ['SIMPLE', 'tls'],
  ['MUTUAL', 'own-mtls'],
  ['ISTIO_MUTUAL', 'mtls'],
]);

/** @param port of the container */
export function clientMode(
  mesh: Mesh,
  sender: Sender,
  destination: Destination,
  subset: string,
  pod: Pod,
  port: number,
): ClientMode {
  const { label, sends } = sender;
  if (sends === undefined)
    return { mode: undefined, why: `it is not known whether ${label} has a proxy`, decidedBy: [] };
  if (sends === 'ambient') return fromAmbient(mesh, label, pod);
  if (sends !== 'mesh') return { mode: sends, why: `${label} has no proxy of the mesh`, decidedBy: [] };
  if (destination.isPassedOn) {
    const why = `the sidecar of ${label} does not see the Service, and passes calls on as they are`;
    return { mode: 'plaintext', why, decidedBy: exportOf(destination) };
  }
  return (
    toAmbient(mesh, pod) ??
    explicit(mesh, sender, destination, subset) ??
    automatic(mesh, sender, destination, pod, port)
  );
}

function exportOf({ entry: { manifest } }: Destination): readonly Decider[] {
  return [{ manifest, path: ['metadata'] }];
}

/** Between Pods in ambient mode all is sent over HBONE, whatever DestinationRules say. */
function toAmbient({ proxies }: Mesh, pod: Pod): ClientMode | undefined {
  const { kind, decidedBy } = proxies.of(pod);
  if (kind !== 'ambient') return undefined;
  return { mode: 'auto-mtls', why: 'the receiver is in ambient mode', decidedBy: decidedBy ? [decidedBy] : [] };
}

function fromAmbient(mesh: Mesh, label: string, pod: Pod): ClientMode {
  const known = toAmbient(mesh, pod);
  if (known !== undefined) return known;
  const name = `${pod.namespace}/${pod.owner.name}`;
  if (mesh.proxies.of(pod).kind === 'none')
    return { mode: 'plaintext', why: `${name} is not in the mesh`, decidedBy: [] };
  return { mode: undefined, why: `it is not known whether ${name} takes what ${label} tunnels`, decidedBy: [] };
}

function explicit(mesh: Mesh, sender: Sender, { rule, port }: Destination, subset: string): ClientMode | undefined {
  const tls = rule && mesh.clientSettings.tlsFor(rule, port.number, subset);
  if (tls === undefined || tls.mode === '') return undefined;
  const { manifest, field, mode } = tls;
  const name = `DestinationRule ${mesh.catalog.namespaceOf(manifest)}/${manifest.name}`;
  const decidedBy = [{ manifest, path: field.path }];
  const credential = field.get('credentialName').text;
  const isForAll = !specOf(manifest).get('workloadSelector').isSet;
  // Sidecars fetch no credentials by rules for all of them, and do without TLS then. Source: cluster_tls.go of istiod.
  if (isSidecar(mesh, sender) && isForAll && credential !== '' && !credential.startsWith('configmap://')) {
    const why = `${name} names a credential for sidecars without a workloadSelector, so that its TLS is left out`;
    if (mode === 'SIMPLE' || mode === 'MUTUAL') return { mode: 'plaintext', why, decidedBy };
  }
  return { mode: MODES.get(mode), why: `${name} says ${mode}`, decidedBy };
}

function isSidecar({ proxies }: Mesh, { pod }: Sender): boolean {
  return pod !== undefined && proxies.of(pod).kind === 'sidecar';
}

/** Without settings for TLS, automatic mutual TLS decides by what the receiver can take, as clients see it. */
function automatic(mesh: Mesh, sender: Sender, { entry }: Destination, pod: Pod, port: number): ClientMode {
  const { config, peerAuthentication } = mesh;
  if (!config.autoMtls)
    return { mode: 'plaintext', why: 'automatic mutual TLS is off and no DestinationRule asks for it', decidedBy: [] };
  const seen = peerAuthentication.namespaceMode(entry.namespace);
  const inNamespace = seen.decidedBy === undefined ? [] : [seen.decidedBy];
  if (seen.mode === 'DISABLE') {
    const why = `PeerAuthentication of the namespace ${entry.namespace} says DISABLE`;
    return { mode: 'plaintext', why, decidedBy: inNamespace };
  }
  const isPassthrough = isHeadless(entry.manifest);
  const incapable = incapableOf(mesh, pod) ?? (isPassthrough ? headlessFault(mesh, entry) : undefined);
  if (incapable !== undefined) return incapable;
  const own = peerAuthentication.modeOf(pod, port);
  // Of headless Services sidecars know no single Pods.
  if (own.mode === 'DISABLE' && !(isPassthrough && isSidecar(mesh, sender))) {
    const why = `PeerAuthentication of ${pod.namespace}/${pod.owner.name} says DISABLE`;
    return { mode: 'plaintext', why, decidedBy: own.decidedBy === undefined ? [] : [own.decidedBy] };
  }
  const { decidedBy } = mesh.proxies.of(pod);
  return { mode: 'auto-mtls', why: 'automatic mutual TLS', decidedBy: decidedBy === undefined ? [] : [decidedBy] };
}

const TLS_MODE = 'security.istio.io/tlsMode';

/** Pods that istiod does not take to speak mutual TLS: all without its label, which the injection adds to sidecars. */
function incapableOf({ proxies }: Mesh, pod: Pod): ClientMode | undefined {
  const { kind, why, decidedBy } = proxies.of(pod);
  const deciding = decidedBy === undefined ? [] : [decidedBy];
  const name = `${pod.namespace}/${pod.owner.name}`;
  if (kind === undefined)
    return { mode: undefined, why: `it is not known whether ${name} has a sidecar`, decidedBy: deciding };
  if (kind === 'none' || kind === 'gateway')
    return { mode: 'plaintext', why: `${name} has no sidecar: ${why}`, decidedBy: deciding };
  const label = pod.labels[TLS_MODE] ?? 'istio';
  if (label === 'istio') return undefined;
  const at = { manifest: pod.owner, path: [...pod.template, 'metadata', 'labels', TLS_MODE] };
  return { mode: 'plaintext', why: `the label ${TLS_MODE} of ${name} is "${label}"`, decidedBy: [at] };
}

function headlessFault(mesh: Mesh, { manifest, namespace }: Destination['entry']): ClientMode | undefined {
  const isIncapable = (pod: Pod) => incapableOf(mesh, pod)?.mode === 'plaintext';
  if (!mesh.services.podsOf(manifest).some(isIncapable)) return undefined;
  const why = `a Pod of the headless Service ${namespace}/${manifest.name} has no sidecar`;
  return { mode: 'plaintext', why, decidedBy: [{ manifest, path: ['spec', 'clusterIP'] }] };
}

function isHeadless(service: Destination['entry']['manifest']): boolean {
  return specOf(service).get('clusterIP').text === 'None';
}
