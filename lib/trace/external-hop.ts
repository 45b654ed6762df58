import { specOf } from '../manifest/field';
import type { Mesh } from '../traffic/mesh';
import type { Destination } from './destination';
import type { Protection } from './request';
import type { BackendStep, RouteTarget, Sender } from './step';

const BY_MODE: Readonly<Record<string, Protection>> = { DISABLE: 'plaintext', SIMPLE: 'tls', MUTUAL: 'mutual-tls' };

/** To a host outside of the cluster, or to workloads that a ServiceEntry names: protected as the DestinationRule says. */
export function toExternal(mesh: Mesh, sender: Sender, target: RouteTarget, found: Destination): BackendStep {
  const { entry, rule, port, backend } = found;
  const to = `external ${specOf(entry.manifest).get('externalName').text || target.host}`;
  const tls =
    sender.sends === 'mesh' && rule ? mesh.clientSettings.tlsFor(rule, port.number, target.subset) : undefined;
  const mode = tls?.mode ?? '';
  const isInside = entry.kind === 'ServiceEntry' && specOf(entry.manifest).get('location').text === 'MESH_INTERNAL';
  const decidedBy = [...found.decidedBy, ...(tls ? [{ manifest: tls.manifest, path: tls.field.path }] : [])];
  const { protection, because } = protectionOf(mode, sender, isInside, target.host);
  const proves = protection === 'tls' ? `the certificate of ${target.host} to ${sender.label}` : '';
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
  if (carriesTls) return { protection: 'tls', because: '' };
  const told = BY_MODE[mode] ?? (sends === 'tls' ? 'tls' : undefined);
  if (told !== undefined && told !== 'plaintext') return { protection: told, because: '' };
  if (mode === 'ISTIO_MUTUAL' || isInside) {
    return {
      protection: 'unknown',
      because: `it is not known whether the workloads behind ${host} take mutual TLS of the mesh`,
    };
  }
  return { protection: 'plaintext', because: `no DestinationRule asks for TLS to ${host}` };
}
