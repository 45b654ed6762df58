import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import type { Destination } from '../traffic/destinations';
import type { Gateway } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';

/** The Gateways of a VirtualService's list that are there, each once. */
export function gatewaysOf(manifest: Manifest, mesh: Mesh): readonly Gateway[] {
  return distinct(mesh.routes.gatewaysOf(manifest).flatMap(({ gateway }) => gateway ?? []));
}

/** Those of them that have one of its hosts. */
export function servingGateways(manifest: Manifest, mesh: Mesh): readonly Gateway[] {
  return distinct(mesh.routes.bindingsOf(manifest).map(({ server }) => server.gateway));
}

function distinct(gateways: readonly Gateway[]): readonly Gateway[] {
  return gateways.length < 2 ? gateways : [...new Set(gateways)];
}

/** Whether requests that come in through a Gateway can get to a destination: its route is not for other gateways only. */
export function leadsFrom(gateway: Gateway, { route }: Destination, manifest: Manifest, mesh: Mesh): boolean {
  const matches = specOf(manifest).get(route.kind, route.index, 'match').items;
  const namespace = mesh.catalog.namespaceOf(manifest);
  return matches.length === 0 || matches.some((match) => isFor(gateway, match.get('gateways').items, namespace, mesh));
}

function isFor(gateway: Gateway, names: readonly Field[], namespace: string, mesh: Mesh): boolean {
  return names.length === 0 || names.some(({ text }) => mesh.gateways.resolve(text, namespace) === gateway);
}

const NAMESPACES = new WeakMap<Gateway, readonly string[]>();

/** Where the Pods are that a Gateway selects; undefined where the input does not show them. */
export function podNamespaces(gateway: Gateway, mesh: Mesh): readonly string[] | undefined {
  let namespaces = NAMESPACES.get(gateway);
  if (namespaces === undefined) {
    const pods = mesh.gateways.isOnAssumed(gateway) ? [] : mesh.gateways.podsOf(gateway);
    namespaces = [...new Set(pods.map(({ namespace }) => namespace))];
    NAMESPACES.set(gateway, namespaces);
  }
  return namespaces.length === 0 ? undefined : namespaces;
}

/** What is missing where `podNamespaces` does not know. */
export function podsOfGateway({ key }: Gateway): string {
  return `the Pods of Gateway "${key}"`;
}
