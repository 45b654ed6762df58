import { append } from '../groups';
import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { listenersOf } from '../traffic/gateway-api';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { addressesOf, type GatewayAddress, gatewaysAt, isServiceAddress } from './shared-address';
import { titleOf } from './title';

/** Which listeners on the Pods of one Service are the same one: by port, protocol and host name. */
type ListenerIndex = ReadonlyMap<string, readonly Manifest[]>;

const LISTENERS = new WeakMap<readonly Manifest[], ListenerIndex>();

function listenersAt(address: GatewayAddress, gateway: Manifest, mesh: Mesh): ListenerIndex {
  const gateways = gatewaysAt(address, gateway, mesh);
  const known = LISTENERS.get(gateways);
  if (known !== undefined) return known;
  const found = new Map<string, Manifest[]>();
  for (const one of gateways) {
    for (const key of new Set(listenersOf(one).flatMap((listener) => keyOf(listener) ?? []))) append(found, key, one);
  }
  LISTENERS.set(gateways, found);
  return found;
}

/** Undefined for plain HTTP without a host name, where the routes bring theirs. */
function keyOf(listener: Field): string | undefined {
  const [protocol, hostname] = [listener.get('protocol').text, listener.get('hostname').text];
  if (protocol === '' || (protocol === 'HTTP' && hostname === '')) return undefined;
  return [listener.get('port').number, protocol, hostname.toLowerCase()].join('\0');
}

function effectOf(protocol: string | undefined): string {
  return protocol === 'HTTP'
    ? 'and the routes of both are put together there, in no set order'
    : 'and only that of the older Gateway is served there';
}

/** Gateways that name no Service get Pods and an address of their own, and share no listener. */
export const k8sGatewayListenerShared: MeshRule = {
  id: 'k8s-gateway-listener-shared',
  code: 'KIA1501',
  severity: 'warning',
  kinds: [KUBERNETES_GATEWAY],
  summary: 'No two Gateways of the Gateway API on the same Pods have the same listener.',
  check(gateway, { mesh, report }) {
    for (const address of addressesOf(gateway).filter(isServiceAddress)) {
      const index = listenersAt(address, gateway, mesh);
      for (const listener of listenersOf(gateway)) {
        const key = keyOf(listener);
        const other = key === undefined ? undefined : index.get(key)?.find((one) => one !== gateway);
        if (other === undefined) continue;
        const [port, protocol, hostname] = ['port', 'protocol', 'hostname'].map((name) => listener.get(name));
        const what = `${protocol?.text} on port ${port?.number} for ${hostname?.text ? `"${hostname.text}"` : 'all hosts'}`;
        report({
          path: listener.path,
          message: `${titleOf(other, mesh)} has a listener for ${what} on Service "${address.value}" too, ${effectOf(protocol?.text)}`,
          fix: 'Give the listeners different host names or ports, or attach the routes of both to one Gateway',
        });
      }
    }
  },
};
