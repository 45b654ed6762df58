import type { Catalog } from '../manifest/catalog';
import { manifestOf } from '../manifest/from-object';
import { kindKey, type JsonObject, type Manifest, type Origin } from '../manifest/manifest';
import type { MeshConfig } from './mesh-config';

/** Also tells the assumed objects from all others. */
const NOWHERE: Origin = { file: '', locate: () => ({ line: 1, column: 1 }) };

const NAME = 'istio-ingressgateway';

/** Service ports and where they lead in the Pod, as `istioctl install` and `istioctl analyze` have them. */
const PORTS = [
  { name: 'status-port', port: 15021, targetPort: 15021 },
  { name: 'http2', port: 80, targetPort: 8080 },
  { name: 'https', port: 443, targetPort: 8443 },
  { name: 'tcp', port: 31400, targetPort: 31400 },
  { name: 'tls', port: 15443, targetPort: 15443 },
].map((port) => ({ ...port, protocol: 'TCP' }));

/**
 * Pod and Service of the gateway that `istioctl install` makes, where the mesh needs them and the input does not show
 * them: as in `istioctl analyze`, the mesh is an Ingress controller (`ingressControllerMode`) and no Pod has the label
 * `istio` of its gateway (`ingressSelector`). Nothing that the catalog has is assumed again.
 */
export function assumedGateway(catalog: Catalog, config: MeshConfig): Manifest[] {
  const { ingressControllerMode, ingressSelector } = config;
  if (ingressControllerMode === 'OFF' || catalog.podsWith({ istio: ingressSelector }).length > 0) return [];
  const labels = { app: NAME, istio: ingressSelector };
  return [podOf(config, labels), serviceOf(config, labels)].flatMap((value) => assume(value, catalog) ?? []);
}

/** The object as one that the input does not have; undefined where it does. */
export function assume(value: JsonObject, catalog: Catalog): Manifest | undefined {
  const manifest = manifestOf(value, NOWHERE);
  const isThere = catalog.tryFind(kindKey(manifest), manifest.namespace, manifest.name) !== undefined;
  return isThere ? undefined : manifest;
}

/** Whether the object is one that the input does not have, so that what follows from it is a guess. */
export function isAssumed(manifest: Manifest): boolean {
  return manifest.origin === NOWHERE;
}

function podOf({ rootNamespace }: MeshConfig, labels: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: NAME, namespace: rootNamespace, labels },
    spec: {
      serviceAccountName: `${NAME}-service-account`,
      containers: [{ name: 'istio-proxy', image: 'istio/proxyv2', args: ['proxy', 'router'] }],
    },
  };
}

function serviceOf({ rootNamespace, ingressService }: MeshConfig, selector: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: ingressService, namespace: rootNamespace, labels: selector },
    spec: { type: 'LoadBalancer', selector, ports: PORTS },
  };
}
