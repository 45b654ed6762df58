import type { Manifest } from '../manifest/manifest';
import {
  GATEWAY_API,
  KUBERNETES_ROUTES,
  listenersOf,
  type ParentReference,
  parentRefsOf,
} from '../traffic/gateway-api';
import { areRoutesAllowed, listenersAskedFor } from '../traffic/gateway-api-attachment';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { kubernetesGatewaysCalled, lostTraffic } from './kubernetes-route';
import { OR_CONTEXT, quoted } from './quoted';
import type { Inquiry, MeshRule, Violation } from './rule';

export const httpRouteParentMissing: MeshRule = {
  id: 'http-route-parent-missing',
  code: 'KIA1401',
  severity: 'error',
  kinds: KUBERNETES_ROUTES,
  summary: 'The Gateways that a route of the Gateway API asks for are there and take it.',
  check(route, inquiry) {
    const { catalog } = inquiry.mesh;
    const parents = parentRefsOf(route, catalog.namespaceOf(route)).filter(
      ({ group, kind, name }) => group === GATEWAY_API && kind === 'Gateway' && name !== '',
    );
    const found = parents.map((parent) => catalog.tryFind(KUBERNETES_GATEWAY, parent.namespace, parent.name));
    if (found.includes(undefined) && catalog.ofKind(KUBERNETES_GATEWAY).length === 0) {
      return inquiry.cannotTell(`a Gateway of ${GATEWAY_API}`);
    }
    for (const [index, parent] of parents.entries()) {
      const gateway = found[index];
      if (gateway === undefined) inquiry.report(missing(route, parent, inquiry.mesh));
      else judge(route, parent, gateway, inquiry);
    }
  },
};

function missing(route: Manifest, { field, namespace, name }: ParentReference, mesh: Mesh): Violation {
  const others = kubernetesGatewaysCalled(name, mesh).map((gateway) => mesh.catalog.namespaceOf(gateway));
  const [other, ...more] = others;
  const known = other === undefined ? '' : `, only in ${quoted(others)}`;
  const isCertain = other !== undefined && more.length === 0 && !field.get('namespace').isSet;
  const fix = other === undefined ? 'Name a Gateway that is there' : `Write namespace: ${quoted(others, 'or')}`;
  return {
    path: field.path,
    message: `There is no Gateway "${name}" of ${GATEWAY_API} in namespace "${namespace}"${known}, so that ${lostTraffic(route, 404)}`,
    fix: isCertain ? fix : `${fix}${OR_CONTEXT}`,
    refType: 'gateway',
    ...(isCertain && { replacement: { path: [...field.path, 'namespace'], value: other } }),
  };
}

function judge(route: Manifest, parent: ParentReference, gateway: Manifest, { mesh, report, cannotTell }: Inquiry) {
  const { field, name, sectionName, port } = parent;
  const listeners = listenersAskedFor(gateway, parent);
  const namespace = mesh.catalog.namespaceOf(route);
  if (listenersOf(gateway).length === 0) return;
  if (listeners.length === 0) {
    const wanted = [sectionName && ` "${sectionName}"`, port !== undefined && ` on port ${port}`].filter(Boolean);
    const names = quoted(listenersOf(gateway).map((listener) => listener.get('name').text));
    const message = `Gateway "${name}" has no listener${wanted.join('')}, so that ${lostTraffic(route, 404)}`;
    const fix = `Ask for a listener that it has: ${names}`;
    report({ path: field.get(sectionName === '' ? 'port' : 'sectionName').path, message, fix, refType: 'gateway' });
    return;
  }
  const answer = areRoutesAllowed(listeners, gateway, namespace, mesh.catalog);
  if (answer === undefined) cannotTell(`the Namespace "${namespace}"`);
  if (answer !== false) return;
  const which = listeners.map((listener) => listener.get('name').text);
  report({
    path: field.path,
    message: `Gateway "${mesh.catalog.namespaceOf(gateway)}/${name}" takes no routes from namespace "${namespace}" on ${quoted(which)}, so that ${lostTraffic(route, 404)}`,
    fix: `Let allowedRoutes.namespaces of the listener choose namespace "${namespace}"`,
    refType: 'gateway',
  });
}
