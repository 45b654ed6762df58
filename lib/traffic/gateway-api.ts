import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { oncePer } from './once-per';

export const GATEWAY_API = 'gateway.networking.k8s.io';

/** Kinds of routes, all with the same `parentRefs` and `rules[].backendRefs`. */
export const KUBERNETES_ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(
  (kind) => `${kind}.${GATEWAY_API}`,
);

/** A reference with the defaults that the API gives its fields. */
export interface ObjectReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly field: Field;
}

/** What a route asks to be attached to. */
export interface ParentReference extends ObjectReference {
  /** Of a listener, or of a port of a Service; empty for all of them. */
  readonly sectionName: string;
  readonly port: number | undefined;
}

/** Where a route sends requests, or copies of them. */
interface BackendReference extends ObjectReference {
  readonly port: number | undefined;
  readonly isMirror: boolean;
}

/** @param namespace of the route */
export function parentRefsOf(route: Manifest, namespace: string): readonly ParentReference[] {
  return specOf(route)
    .get('parentRefs')
    .items.map((field) => ({
      ...referenceIn(field, namespace, { group: GATEWAY_API, kind: 'Gateway' }),
      sectionName: field.get('sectionName').text,
      port: field.get('port').number || undefined,
    }));
}

/**
 * Those of all rules, with the `requestMirror` filters of rules and of backends.
 *
 * @param namespace of the route
 */
export function backendRefsOf(route: Manifest, namespace: string): readonly BackendReference[] {
  return specOf(route)
    .get('rules')
    .items.flatMap((rule) => {
      const backends = rule.get('backendRefs').items;
      const mirrors = [rule, ...backends].flatMap((owner) =>
        owner.get('filters').items.map((filter) => filter.get('requestMirror', 'backendRef')),
      );
      return [
        ...backends.map((field) => backend(field, namespace, false)),
        ...mirrors.filter(({ isSet }) => isSet).map((field) => backend(field, namespace, true)),
      ];
    });
}

/** `tls.certificateRefs` of a listener, of whatever kind. */
export function certificateRefsOf(listener: Field, namespace: string): readonly ObjectReference[] {
  return listener
    .get('tls', 'certificateRefs')
    .items.map((field) => referenceIn(field, namespace, { group: '', kind: 'Secret' }));
}

/** Items of `spec.listeners`. */
export const listenersOf = oncePer((gateway: Manifest): readonly Field[] => specOf(gateway).get('listeners').items);

/** True for a reference to a Service; the core group has two names. */
export function isServiceReference({ group, kind }: ObjectReference): boolean {
  return kind === 'Service' && (group === '' || group === 'core');
}

function backend(field: Field, namespace: string, isMirror: boolean): BackendReference {
  const port = field.get('port').number || undefined;
  return { ...referenceIn(field, namespace, { group: '', kind: 'Service' }), port, isMirror };
}

function referenceIn(field: Field, own: string, defaults: { group: string; kind: string }): ObjectReference {
  const group = field.get('group');
  return {
    group: group.isSet ? group.text : defaults.group,
    kind: field.get('kind').text || defaults.kind,
    name: field.get('name').text,
    namespace: field.get('namespace').text || own,
    field,
  };
}
