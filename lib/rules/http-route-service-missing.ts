import type { Manifest } from '../manifest/manifest';
import {
  backendRefsOf,
  isServiceReference,
  KUBERNETES_ROUTES,
  type ObjectReference,
  parentRefsOf,
} from '../traffic/gateway-api';
import type { Mesh } from '../traffic/mesh';
import { servicesNamed } from '../traffic/named-services';
import { areServicesKnown } from './known-objects';
import { lostTraffic } from './kubernetes-route';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

/** A Service that a route names, and what for. */
interface ServiceUse extends ObjectReference {
  readonly use: 'parent' | 'backend' | 'mirror';
}

/** Backends of other kinds belong to whoever made the kind. */
export const httpRouteServiceMissing: MeshRule = {
  id: 'http-route-service-missing',
  code: 'KIA1402',
  severity: 'error',
  kinds: KUBERNETES_ROUTES,
  summary: 'The Services that a route of the Gateway API names are there, and it may refer to them.',
  check(route, { mesh, report, cannotTell }) {
    const uses = usesOf(route, mesh);
    const dotted = uses.filter(({ name }) => name.includes('.'));
    const others = uses.filter(({ name }) => name !== '' && !name.includes('.'));
    const [missing, found] = [false, true].map((isThere) => others.filter((use) => isFound(use, mesh) === isThere));
    dotted.map((use) => dottedName(route, use)).forEach(report);
    for (const use of found ?? []) if (!isGranted(route, use, mesh)) report(notGranted(route, use));
    if (missing === undefined || missing.length === 0) return;
    if (areServicesKnown(mesh)) missing.map((use) => notThere(route, use, mesh)).forEach(report);
    else cannotTell('a Service');
  },
};

function usesOf(route: Manifest, { catalog }: Mesh): readonly ServiceUse[] {
  const namespace = catalog.namespaceOf(route);
  const parents = parentRefsOf(route, namespace).map((parent): ServiceUse => ({ ...parent, use: 'parent' }));
  const backends = backendRefsOf(route, namespace).map(
    (backend): ServiceUse => ({ ...backend, use: backend.isMirror ? 'mirror' : 'backend' }),
  );
  return [...parents, ...backends].filter(isServiceReference);
}

function isFound({ namespace, name }: ServiceUse, { catalog }: Mesh): boolean {
  return catalog.tryFind('Service', namespace, name) !== undefined;
}

/** Parents need no grant: a route in another namespace than its Service is for the clients of that namespace. */
function isGranted(route: Manifest, use: ServiceUse, { catalog, referenceGrants }: Mesh): boolean {
  const from = { kind: route.kind, namespace: catalog.namespaceOf(route) };
  return use.use === 'parent' || referenceGrants.allows(from, { ...use, group: '' });
}

function effect(route: Manifest, use: ServiceUse['use']): string {
  if (use === 'backend') return `so that ${lostTraffic(route, 500)}`;
  return use === 'parent' ? 'so that the route is for no requests' : 'so that nothing gets copies of the requests';
}

const REF_TYPES = { parent: 'service', backend: 'host', mirror: 'mirror host' } as const;

function dottedName(route: Manifest, { field, name, use }: ServiceUse): Violation {
  const path = field.get('name').path;
  const message = `"${name}" is no name of a Service, which has no dots, ${effect(route, use)}`;
  const [service = '', namespace = ''] = name.split('.');
  const fix = `Write name: ${service} and namespace: ${namespace}, with a ReferenceGrant there if it is another one`;
  return { path, message, fix, refType: REF_TYPES[use] };
}

function notThere(route: Manifest, { field, namespace, name, use }: ServiceUse, mesh: Mesh): Violation {
  const others = servicesNamed(name, mesh).map((entry) => entry.namespace);
  const known = others.length === 0 ? '' : `, only in ${quoted(others)}`;
  const message = `There is no Service "${name}" in namespace "${namespace}"${known}, ${effect(route, use)}`;
  const fix =
    others.length === 0
      ? 'Name a Service that is there'
      : `Write namespace: ${quoted(others, 'or')}, with a ReferenceGrant there`;
  return { path: field.get('name').path, message, fix: `${fix}${OR_CONTEXT}`, refType: REF_TYPES[use] };
}

function notGranted(route: Manifest, { field, namespace, name, use }: ServiceUse): Violation {
  const message = `No ReferenceGrant in namespace "${namespace}" lets the ${route.kind} refer to Service "${name}" there, ${effect(route, use)}`;
  const fix = `Put a ReferenceGrant into namespace "${namespace}", from ${route.kind}s of this namespace to Services${OR_CONTEXT}`;
  return { path: field.get('namespace').path, message, fix, refType: REF_TYPES[use] };
}
