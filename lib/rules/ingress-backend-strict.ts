import type { Manifest } from '../manifest/manifest';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';
import type { MeshRule } from './rule';
import { inboundMode } from './sidecar-inbound';
import { serviceText, titleOf } from './title';

/** What charts of controllers that run in the cluster put on their Pods. */
const NAME = 'app.kubernetes.io/name';
const CONTROLLERS = [
  'ingress-nginx',
  'nginx-ingress',
  'traefik',
  'kong',
  'haproxy-ingress',
  'kubernetes-ingress',
  'contour',
];

/** A controller with a sidecar of its own has an identity in the mesh, and sends mutual TLS. */
function isControllerInMesh({ catalog, proxies }: Mesh): boolean {
  const pods = CONTROLLERS.flatMap((name) => catalog.podsWith({ [NAME]: name }));
  return pods.some((pod) => proxies.isInMesh(pod) !== false);
}

/** The policy that has some sidecar behind a Service's port take nothing but mutual TLS. */
function strictPolicy(service: RegistryEntry, number: number, mesh: Mesh): Manifest | undefined {
  const port = service.ports.find((one) => one.number === number);
  const pods = port === undefined ? [] : mesh.services.podsOf(service.manifest);
  const modes = pods.map((pod) => port && inboundMode(pod, service, port, mesh));
  return modes.find((found) => found?.mode === 'STRICT')?.decidedBy?.manifest;
}

export const ingressBackendStrict: MeshRule = {
  id: 'ingress-backend-strict',
  code: 'SI0163',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'An Ingress leads to a gateway of the mesh, and not past it to Pods that take only mutual TLS.',
  check(manifest, { mesh, report }) {
    const { ingresses } = mesh;
    if (ingresses.controllerOf(manifest).family === 'istio' || isControllerInMesh(mesh)) return;
    const told = new Set<Manifest>();
    for (const backend of ingresses.backendsOf(manifest)) {
      const target = ingresses.serviceOf(backend);
      const port = ingresses.portOf(backend);
      if (target === undefined || port === undefined || told.has(target)) continue;
      const service = mesh.registry.service(mesh.catalog.namespaceOf(target), target.name);
      const policy = service && strictPolicy(service, port.get('port').number, mesh);
      if (service === undefined || policy === undefined) continue;
      told.add(target);
      const message = `The Ingress controller is not in the mesh and has no certificate of it, and the sidecars of ${serviceText(service)} take nothing but mutual TLS (${titleOf(policy, mesh)} is STRICT): they reset its connections, and clients get 502 or 503`;
      const fix =
        'Let the Ingress lead to the Service of an Istio gateway, with a VirtualService from there to this one';
      report({ path: [...backend.path, 'service', 'name'], message, fix });
    }
  },
};
