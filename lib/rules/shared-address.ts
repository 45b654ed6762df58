import { append } from '../groups';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { CLUSTER_DOMAIN, fullHost } from '../traffic/hosts';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

/** An item of `spec.addresses` of a Gateway. */
export interface GatewayAddress {
  readonly field: Field;
  /** `IPAddress` where none is written. */
  readonly type: string;
  readonly value: string;
}

/** Those with a value; without one the implementation chooses. */
export function addressesOf(gateway: Manifest): readonly GatewayAddress[] {
  return specOf(gateway)
    .get('addresses')
    .items.map((field) => ({ field, type: field.get('type').text || 'IPAddress', value: field.get('value').text }))
    .filter(({ value }) => value !== '');
}

const sharedIn = oncePer(indexAddresses);

/** The Gateways with an address, in the order of the input, the given one among them. */
export function gatewaysAt(address: GatewayAddress, gateway: Manifest, mesh: Mesh): readonly Manifest[] {
  return sharedIn(mesh).get(keyOf(address, gateway, mesh)) ?? [];
}

function indexAddresses(mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const gateway of mesh.catalog.ofKind(KUBERNETES_GATEWAY)) {
    const keys = addressesOf(gateway).map((address) => keyOf(address, gateway, mesh));
    for (const key of new Set(keys)) append(found, key, gateway);
  }
  return found;
}

/** A host name is that of a Service, whose short name is of the Gateway's own namespace. */
function keyOf({ type, value }: GatewayAddress, gateway: Manifest, { catalog }: Mesh): string {
  const host = type === 'Hostname' ? fullHost(value, catalog.namespaceOf(gateway)) : value;
  return `${type}\0${host.toLowerCase()}`;
}

/** Whether an address is a Service of the cluster, whose Pods then serve all Gateways that name it. */
export function isServiceAddress({ type, value }: GatewayAddress): boolean {
  return type === 'Hostname' && (!value.includes('.') || value.endsWith(`.${CLUSTER_DOMAIN}`));
}
