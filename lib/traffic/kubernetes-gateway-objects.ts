import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Json, JsonObject, Manifest } from '../manifest/manifest';
import { assume } from './default-gateway';
import { GATEWAY_NAME } from './istio-labels';
import { KUBERNETES_GATEWAY } from './kinds';
import { deployerOf, NORTH_SOUTH } from './kubernetes-gateway-pods';

const NAME_OVERRIDE = 'gateway.istio.io/name-override';
const SERVICE_ACCOUNT = 'gateway.istio.io/service-account';
const STATUS_PORT = { name: 'status-port', port: 15021, protocol: 'TCP' };

/**
 * The Services and ServiceAccounts that istiod makes for Gateways of the Gateway API, for others to refer to: those that
 * the input does not show. Source: deploymentcontroller.go and kube-gateway.yaml of istiod.
 */
export function objectsOfGateways(catalog: Catalog): Manifest[] {
  return catalog.ofKind(KUBERNETES_GATEWAY).flatMap((gateway) => {
    const controller = gateway.name === '' ? undefined : deployerOf(gateway, catalog);
    if (controller === undefined) return [];
    return objectsOf(gateway, controller, catalog).flatMap((value) => assume(value, catalog) ?? []);
  });
}

function objectsOf(gateway: Manifest, controller: string, catalog: Catalog): readonly JsonObject[] {
  const namespace = catalog.namespaceOf(gateway);
  const written = Field.root(gateway).get('metadata', 'annotations');
  const name =
    controller === NORTH_SOUTH ? `${gateway.name}-${specOf(gateway).get('gatewayClassName').text}` : gateway.name;
  const selector = { [GATEWAY_NAME]: gateway.name };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: written.get(SERVICE_ACCOUNT).text || name, namespace },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: written.get(NAME_OVERRIDE).text || name, namespace, labels: selector },
      spec: { type: 'LoadBalancer', selector, ports: portsOf(gateway) },
    },
  ];
}

/** One for each port, whatever the number of listeners on it. */
function portsOf(gateway: Manifest): readonly Json[] {
  const ports = new Map<number, JsonObject>();
  for (const listener of specOf(gateway).get('listeners').items) {
    const [port, name] = [listener.get('port').number, listener.get('name').text];
    const appProtocol = listener.get('protocol').text.toLowerCase();
    if (port > 0 && !ports.has(port)) ports.set(port, { name, port, protocol: 'TCP', appProtocol });
  }
  return [STATUS_PORT, ...ports.values()];
}
