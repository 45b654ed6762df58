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

const MODES: Readonly<Record<string, ClientMode['mode']>> = {
  DISABLE: 'plaintext',
  SIMPLE: 'tls',
  MUTUAL: 'own-mtls',
  ISTIO_MUTUAL: 'mtls',
};

export function clientMode(mesh: Mesh, sender: Sender, destination: Destination, subset: string, pod: Pod): ClientMode {
  const { rule, port } = destination;
  if (sender.sends === undefined)
    return { mode: undefined, why: `it is not known whether ${sender.label} has a proxy`, decidedBy: [] };
  if (sender.sends !== 'mesh')
    return { mode: sender.sends, why: `${sender.label} has no proxy of the mesh`, decidedBy: [] };
  const tls = rule && mesh.clientSettings.tlsFor(rule, port.number, subset);
  if (tls !== undefined && tls.mode !== '') {
    const { manifest, field, mode } = tls;
    const why = `DestinationRule ${manifest.namespace}/${manifest.name} says ${mode}`;
    return { mode: MODES[mode], why, decidedBy: [{ manifest, path: field.path }] };
  }
  return automatic(mesh, destination, pod);
}

/** Without settings for TLS, automatic mutual TLS decides by what the receiver can take, as clients see it. */
function automatic(mesh: Mesh, { entry }: Destination, pod: Pod): ClientMode {
  const { config, peerAuthentication, proxies } = mesh;
  if (!config.autoMtls)
    return { mode: 'plaintext', why: 'automatic mutual TLS is off and no DestinationRule asks for it', decidedBy: [] };
  const seen = peerAuthentication.namespaceMode(entry.namespace);
  const decidedBy = seen.decidedBy === undefined ? [] : [seen.decidedBy];
  if (seen.mode === 'DISABLE') {
    return { mode: 'plaintext', why: `PeerAuthentication of the namespace ${entry.namespace} says DISABLE`, decidedBy };
  }
  const proxy = proxies.of(pod);
  const deciding = proxy.decidedBy === undefined ? [] : [proxy.decidedBy];
  const { namespace, name } = pod.owner;
  if (proxy.kind === undefined)
    return { mode: undefined, why: `it is not known whether ${namespace}/${name} has a sidecar`, decidedBy: deciding };
  if (proxy.kind === 'none' || proxy.kind === 'gateway')
    return { mode: 'plaintext', why: `${namespace}/${name} has no sidecar: ${proxy.why}`, decidedBy: deciding };
  if (
    isHeadless(entry.manifest) &&
    mesh.services.podsOf(entry.manifest).some((each) => proxies.of(each).kind === 'none')
  ) {
    const why = `a Pod of the headless Service ${entry.namespace}/${entry.manifest.name} has no sidecar`;
    return { mode: 'plaintext', why, decidedBy: [{ manifest: entry.manifest, path: ['spec', 'clusterIP'] }] };
  }
  return { mode: 'auto-mtls', why: 'automatic mutual TLS', decidedBy: deciding };
}

function isHeadless(service: Destination['entry']['manifest']): boolean {
  return specOf(service).get('clusterIP').text === 'None';
}
