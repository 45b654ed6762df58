import { specOf } from '../manifest/field';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import type { Destination } from './destination';
import type { Protection } from './request';
import type { BackendStep, RouteTarget, Sender } from './step';

const BY_MODE: ReadonlyMap<string, Protection> = new Map([
  ['SIMPLE', 'tls'],
  ['MUTUAL', 'mutual-tls'],
]);

/** To a host outside of the cluster, or to workloads that a ServiceEntry names: protected as the DestinationRule says. */
export function toExternal(mesh: Mesh, sender: Sender, target: RouteTarget, found: Destination): BackendStep {
  const { entry, rule, port, backend } = found;
  const tls = rule && mesh.clientSettings.tlsFor(rule, port.number, target.subset);
  const isInside = specOf(entry.manifest).get('location').text === 'MESH_INTERNAL';
  const decidedBy = [...found.decidedBy, ...(tls ? [{ manifest: tls.manifest, path: tls.field.path }] : [])];
  const { protection, because } = protectionOf(tls?.mode ?? '', sender, isInside, target.host);
  const proves = protection === 'tls' ? `the certificate of ${target.host} to whoever begins TLS` : '';
  const to = `external ${target.host}`;
  return {
    hop: { from: sender.label, to, protection, proves, decidedBy, notes: target.notes, because },
    end: undefined,
    backend,
  };
}

function protectionOf(
  mode: string,
  { sends, carriesTls }: Sender,
  isInside: boolean,
  host: string,
): { protection: Protection; because: string } {
  const told = carriesTls || sends === 'tls' ? 'tls' : BY_MODE.get(mode);
  if (told !== undefined) return { protection: told, because: '' };
  if (mode === 'ISTIO_MUTUAL' || (isInside && mode !== 'DISABLE')) {
    const because = `it is not known whether the workloads behind ${host} take mutual TLS of the mesh`;
    return { protection: 'unknown', because };
  }
  return { protection: 'plaintext', because: `no DestinationRule asks for TLS to ${host}` };
}

/** A call to a host that nothing in the input names: let out as it is, unless the mesh or DNS knows no such host. */
export function toUnknownHost(
  { config, registry }: Mesh,
  sender: Sender,
  target: RouteTarget,
): BackendStep | undefined {
  const { host, isDirect } = target;
  const isOfCluster = host.endsWith(`.${CLUSTER_DOMAIN}`) || registry.all(host).length > 0;
  const { label, sends, carriesTls } = sender;
  if (!isDirect || isOfCluster || (sends === 'mesh' && config.outboundTrafficPolicy !== 'ALLOW_ANY')) return undefined;
  const hop = {
    from: label,
    to: `external ${host}`,
    protection: carriesTls ? ('tls' as const) : ('plaintext' as const),
    proves: carriesTls ? `the certificate of ${host} to the client` : '',
    decidedBy: [],
    notes: [],
    because: carriesTls ? '' : 'the call is sent as it is to a host that the input does not name',
  };
  return { hop, end: undefined, backend: undefined };
}
