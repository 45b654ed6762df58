import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';

/** Why no caller of a Pod with a sidecar uses mutual TLS, as a clause; undefined where some may. */
export function plaintextCause(pod: Pod, mesh: Mesh): string | undefined {
  if (mesh.proxies.of(pod).kind !== 'sidecar') return undefined;
  const { mode, decidedBy } = mesh.peerAuthentication.modeOf(pod);
  if (mode === 'STRICT' || hasOtherPorts(pod, mesh)) return undefined;
  if (mode === 'DISABLE') return decidedBy && `${nameOf(decidedBy.manifest)} turns mutual TLS off`;
  const causes = mesh.services.of(pod).map((service) => clientCause(service, mesh));
  return causes.includes(undefined) ? undefined : causes[0];
}

function hasOtherPorts(pod: Pod, { peerAuthentication }: Mesh): boolean {
  const policy = peerAuthentication.workloadPolicy(pod);
  const ports = policy === undefined ? [] : specOf(policy).get('portLevelMtls').entries;
  return ports.some(([, settings]) => ['STRICT', 'PERMISSIVE'].includes(settings.get('mode').text));
}

/** For clients that have no DestinationRule of their own. */
function clientCause(service: Manifest, { catalog, registry, clientSettings, config }: Mesh): string | undefined {
  const namespace = catalog.namespaceOf(service);
  const entry = registry.service(namespace, service.name);
  if (entry === undefined || entry.ports.length === 0) return undefined;
  const rule = clientSettings.inForce(namespace, entry.host, namespace);
  const modes = entry.ports.map(({ number }) => (rule && clientSettings.tlsFor(rule, number, '')?.mode) ?? '');
  if (modes.some((mode) => mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL')) return undefined;
  if (rule !== undefined && modes.every((mode) => mode !== ''))
    return `${nameOf(rule.manifest)} has its clients send none`;
  return config.autoMtls
    ? undefined
    : 'automatic mutual TLS is off in the mesh config, and no DestinationRule asks for it';
}

function nameOf(manifest: Manifest): string {
  return `${manifest.kind} "${manifest.name}"`;
}
