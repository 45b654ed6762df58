import type { ConnectionRoute } from '../traffic/connection-routes';
import { fullHost } from '../traffic/hosts';
import { connectionReset } from './ends';
import { authorityOf } from './http-route';
import type { Client } from './request';
import type { RouteStep, RouteTarget } from './step';
import { weighted } from './weights';

/** Where a tls or tcp route sends connections: as they are, for nothing in them can be changed. */
export function actOnConnection(
  route: ConnectionRoute,
  client: Client,
  namespace: string,
  listenPort: number,
): RouteStep {
  const targets = targetsOf(route, client, namespace, listenPort);
  if (targets.length > 0) return { targets, end: undefined };
  const decidedBy = [{ manifest: route.vs, path: route.field.path }];
  return { targets, end: connectionReset('the route names no destination', decidedBy) };
}

function targetsOf(
  { vs, field }: ConnectionRoute,
  client: Client,
  namespace: string,
  listenPort: number,
): readonly RouteTarget[] {
  return weighted(field.get('route').items).map(({ item, weight }) => {
    const destination = item.get('destination');
    const port = destination.get('port', 'number');
    return {
      host: fullHost(destination.get('host').text, namespace),
      port: port.isSet ? port.number : undefined,
      listenPort,
      subset: destination.get('subset').text,
      weight,
      decidedBy: [
        { manifest: vs, path: field.path },
        { manifest: vs, path: destination.path },
      ],
      path: client.path,
      authority: authorityOf(client),
      headers: client.headers,
      notes: [],
    };
  });
}
