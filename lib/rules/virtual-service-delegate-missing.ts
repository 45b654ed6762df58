import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { append } from '../groups';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { isDelegate, routesOf } from './virtual-service';

/** The VirtualServices that others can delegate to, by name. */
const delegates = oncePer((mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const manifest of mesh.routes.all.filter(isDelegate)) append(found, manifest.name, manifest);
  return found;
});

interface Reference {
  readonly field: Field;
  readonly name: string;
  readonly namespace: string;
  /** Of the VirtualService that delegates. */
  readonly own: string;
}

function referenceOf(field: Field, own: string): Reference {
  return { field, name: field.get('name').text, namespace: field.get('namespace').text || own, own };
}

const EFFECT = 'so that istiod leaves the route out and its requests get 404';

function violationOf({ field, name, namespace, own }: Reference, mesh: Mesh): Violation | undefined {
  const key = `${namespace}/${name}`;
  const delegate = mesh.catalog.tryFind(VIRTUAL_SERVICE, namespace, name);
  const common = { path: field.path, refType: 'delegate' };
  if (delegate === undefined) return missing(field, key, delegates(mesh).get(name) ?? [], mesh);
  if (!isDelegate(delegate)) {
    const message = `VirtualService "${key}" has hosts of its own, and Istio delegates only to one without hosts, ${EFFECT}`;
    return { ...common, message, fix: `Remove the hosts and gateways of "${key}", or name another` };
  }
  if (mesh.routes.exportsTo(delegate, own)) return undefined;
  const message = `VirtualService "${key}" is not exported to namespace "${own}", ${EFFECT}`;
  return { ...common, message, fix: `Add "${own}" to exportTo of "${key}"` };
}

function missing(field: Field, key: string, others: readonly Manifest[], mesh: Mesh): Violation {
  const namespaces = others.map((other) => mesh.catalog.namespaceOf(other));
  const [only, ...more] = namespaces;
  const message = `There is no VirtualService "${key}" to delegate to, ${EFFECT}`;
  const common = { path: field.path, refType: 'delegate' };
  if (only === undefined) return { ...common, message, fix: `Name one that is there${OR_CONTEXT}` };
  const replacement = { path: [...field.path, 'namespace'], value: only };
  const isCertain = more.length === 0 && !field.get('namespace').isSet;
  const fix = `Set namespace to ${quoted(namespaces, 'or')}, where there is one of that name`;
  return { ...common, message, fix, ...(isCertain && { replacement }) };
}

export const virtualServiceDelegateMissing: MeshRule = {
  id: 'virtual-service-delegate-missing',
  code: 'SI0156',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  about: ['delegate'],
  summary: 'What a VirtualService delegates to is a VirtualService without hosts that it can see.',
  check(manifest, { mesh, report, cannotTell }) {
    // A delegate does not delegate further, and istiod refuses it.
    if (isDelegate(manifest)) return;
    const own = mesh.catalog.namespaceOf(manifest);
    const references = routesOf(manifest, 'http')
      .map((route) => route.get('delegate'))
      .filter((field) => field.get('name').text !== '')
      .map((field) => referenceOf(field, own));
    for (const reference of references) {
      const isThere = mesh.catalog.tryFind(VIRTUAL_SERVICE, reference.namespace, reference.name) !== undefined;
      if (!isThere && delegates(mesh).size === 0) return cannotTell('a VirtualService without hosts');
      const violation = violationOf(reference, mesh);
      if (violation !== undefined) report(violation);
    }
  },
};
