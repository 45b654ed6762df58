import type { RouteVariant } from '../traffic/http-routes';
import { allOf } from '../traffic/answer';
import { type RouteRequest, takes } from '../traffic/route-match';
import type { Client, Decider } from './request';

export interface Choice {
  readonly route: RouteVariant | undefined;
  /** Whether the route takes the request could not be told, and none before it does. */
  readonly isDoubtful: boolean;
}

/** The first route that takes the request. */
export function chooseRoute(routes: readonly RouteVariant[], request: RouteRequest): Choice {
  for (const route of routes) {
    const answer = allOf(route.matches.map(({ field }) => takes(field, request)));
    if (answer !== false) return { route, isDoubtful: answer === undefined };
  }
  return { route: undefined, isDoubtful: false };
}

export function requestOf(client: Client): RouteRequest {
  const { scheme, method, path, query, headers } = client;
  return { scheme, method, authority: authorityOf(client), path, query, headers };
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Header `Host` as it is sent: with the port where that is not the scheme's own. One that is given stays as it is. */
export function authorityOf({ scheme, host, port, hostHeader }: Client): string {
  return host !== hostHeader || port === DEFAULT_PORTS[scheme] ? hostHeader : `${hostHeader}:${port}`;
}

/** The route, and the one that delegates to it before it. */
export function decidersOf({ vs, field, root }: RouteVariant): readonly Decider[] {
  return [...(root === undefined ? [] : [root]), { vs, field }].map((one) => ({
    manifest: one.vs,
    path: one.field.path,
  }));
}
