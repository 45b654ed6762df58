import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Mesh } from '../traffic/mesh';
import { isCatchAll } from '../traffic/route-match';
import type { HostRoute } from '../traffic/virtual-hosts';
import { delegateIn } from './delegate';
import { actOn } from './http-action';
import { chooseRoute, type ProxyFor } from './http-route';
import type { Client, End } from './request';
import type { RouteStep, RouteTarget, Sender } from './step';

/** Where a sidecar sends a request for a host: as a VirtualService of the mesh has it, else to the host itself. */
export function routeInMesh(mesh: Mesh, sender: Sender, host: string, client: Client): RouteStep {
  const vs = sender.sends === 'mesh' ? mesh.meshRoutes.find(host, sender.namespace) : undefined;
  if (vs === undefined || specOf(vs).get('http').items.length === 0)
    return { targets: [straight(host, client)], end: undefined };
  const routes = specOf(vs)
    .get('http')
    .items.map((field): HostRoute => ({ vs, field }));
  const ordered = [
    ...routes.filter(({ field }) => !isCatchAll(field)),
    ...routes.filter(({ field }) => isCatchAll(field)),
  ];
  const { scheme, method, hostHeader: authority, path, query, headers, port } = client;
  const request = { scheme, method, authority, path, query, headers, port };
  const { route, doubt } = chooseRoute(
    ordered,
    request,
    meshProxy(sender.pod?.labels ?? {}, sender.namespace),
    (each) => delegateIn(mesh, each),
  );
  if (doubt !== undefined) return { targets: [], end: ended(vs, client, undefined) };
  if (route === undefined) return { targets: [], end: ended(vs, client, false) };
  const step = actOn(route, client, mesh.catalog.namespaceOf(route.vs));
  return {
    ...step,
    targets: step.targets.map((target) => ({ ...target, port: target.port ?? portOf(mesh, target, client) })),
  };
}

/** Without a port of its own, a destination has its only one, else that of the call. */
function portOf({ registry }: Mesh, { host }: RouteTarget, { port }: Client): number {
  const ports = registry.all(host)[0]?.ports ?? [];
  return (ports.length === 1 ? ports[0]?.number : undefined) ?? port;
}

function straight(host: string, { port, path, hostHeader }: Client): RouteTarget {
  return { host, port, subset: '', weight: undefined, decidedBy: [], path, hostHeader, notes: [] };
}

/** A sidecar, as VirtualServices name it. */
export function meshProxy(labels: Labels, namespace: string): ProxyFor {
  return () => ({ labels, namespace, isMeant: (text) => text === 'mesh' });
}

function ended(vs: Manifest, { method, path }: Client, arrives: false | undefined): End {
  const name = `VirtualService ${vs.namespace}/${vs.name}`;
  const decidedBy = [{ manifest: vs, path: ['spec', 'http'] }];
  if (arrives === undefined) {
    return {
      arrives,
      failure: null,
      status: null,
      why: `Could not tell which route of ${name} takes ${method} ${path}`,
      decidedBy,
    };
  }
  return {
    arrives,
    failure: 'no-route',
    status: 404,
    why: `404: no route of ${name} takes ${method} ${path}`,
    decidedBy,
  };
}
