import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttp } from '../../imports/networking.istio.io';
import { DESTINATIONS, type Destinations, renderDestinations } from './backend';
import { DURATION, goDuration } from './durations';
import { ROUTE_MATCH, type RouteMatch, renderMatch, takesAll } from './route-match';
import { choice, either, flag, list, mixture, number, object, optional, record, type Shape, text } from './shape';

/** Changes of headers; names in any case. In values Envoy replaces `%VARIABLE%`; a literal `%` is doubled. */
export interface HeaderChanges {
  /** Replaces the values that are there. */
  readonly set?: Readonly<Record<string, string>>;
  /** Leaves the values that are there. */
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

/** HTTP Strict Transport Security (RFC 6797), set on each response of a backend where the route does not set the header itself. */
export interface Hsts {
  /** How long browsers ask by https only, in whole seconds. */
  readonly maxAge: Duration;
  /** Default: false. */
  readonly includeSubDomains?: boolean;
  /** Consent to be built into browsers; needs `includeSubDomains` and a year or more. Default: false. */
  readonly preload?: boolean;
}

export interface Retries {
  /** How often to try again, after the first try. 0: never, and nothing else may be given. */
  readonly attempts: number;
  /** Time for each try, in whole milliseconds from 1. Default: the route's timeout. */
  readonly perTryTimeout?: Duration;
  /** Envoy's conditions and HTTP codes, comma separated without spaces, such as `connect-failure,503`. Default: Istio's. */
  readonly retryOn?: string;
}

interface RouteProps {
  /** Shown in access logs. Default: none. */
  readonly name?: string;
  /** Conditions; with several, at least one of them must hold. Default: every request, which only the last route may take. */
  readonly match?: RouteMatch | readonly RouteMatch[];
}

/** Requests go to a backend. */
export interface BackendRoute extends RouteProps {
  readonly to: Destinations;
  readonly redirect?: never;
  readonly respond?: never;
  /**
   * Replaces the matched prefix, or the whole path of an exact or regex match. Prefix and replacement both end in a
   * slash or both do not, else the paths behind it run together (`//x`, `/v1x`). Default: unchanged.
   */
  readonly rewritePath?: string;
  /** Host header that the backend sees, with a port if it is to have one. Default: unchanged. */
  readonly rewriteHost?: string;
  /** For the whole request with its retries, in whole milliseconds from 1. Default: none. */
  readonly timeout?: Duration;
  /** Default: Istio's (2 retries on connection failures, refused streams, 503). */
  readonly retries?: Retries;
  /** On the way to the backend; `host` may be set, unless `rewriteHost` does. Default: none. */
  readonly requestHeaders?: HeaderChanges;
  /** On the way back. Default: none, but for `hsts`. */
  readonly responseHeaders?: HeaderChanges;
}

/** Requests are answered with a redirect. At least one of scheme, host, path and port. */
export interface RedirectRoute extends RouteProps {
  readonly to?: never;
  readonly respond?: never;
  readonly redirect: {
    /** Default: that of the request. */
    readonly scheme?: 'http' | 'https';
    /** Default: that of the request. */
    readonly host?: string;
    /** Replaces the whole path. Default: that of the request. */
    readonly path?: string;
    /** Default: that of the request, or of the new scheme. */
    readonly port?: number;
    /** Default: 301. */
    readonly code?: 301 | 302 | 303 | 307 | 308;
  };
}

/** Requests are answered by the gateway itself. */
export interface FixedResponseRoute extends RouteProps {
  readonly to?: never;
  readonly redirect?: never;
  readonly respond: {
    /** From 200 to 599. */
    readonly status: number;
    /** At most 1 MB, and better far below: it is in the configuration of each proxy. Default: empty. */
    readonly body?: string;
  };
}

export type Route = BackendRoute | RedirectRoute | FixedResponseRoute;

const HEADER_CHANGES: Shape<HeaderChanges> = object({
  set: optional(record(text)),
  add: optional(record(text)),
  remove: optional(list(text)),
});

export const HSTS_PROPS: Shape<Hsts> = object({
  maxAge: DURATION,
  includeSubDomains: optional(flag),
  preload: optional(flag),
});

const RETRIES: Shape<Retries> = object({
  attempts: number,
  perTryTimeout: optional(DURATION),
  retryOn: optional(text),
});

const REDIRECT: Shape<RedirectRoute['redirect']> = object({
  scheme: optional(choice('http', 'https')),
  host: optional(text),
  path: optional(text),
  port: optional(number),
  code: optional(choice(301, 302, 303, 307, 308)),
});

export const ROUTE: Shape<Route> = mixture('an object with to, redirect or respond', {
  name: optional(text),
  match: optional(either(ROUTE_MATCH, list(ROUTE_MATCH, 'a list of such'))),
  to: optional(DESTINATIONS),
  redirect: optional(REDIRECT),
  respond: optional(object({ status: number, body: optional(text) })),
  rewritePath: optional(text),
  rewriteHost: optional(text),
  timeout: optional(DURATION),
  retries: optional(RETRIES),
  requestHeaders: optional(HEADER_CHANGES),
  responseHeaders: optional(HEADER_CHANGES),
});

export function renderRoute(route: Route, domain: string, hsts: Hsts | undefined): VirtualServiceSpecHttp {
  const matches = matchesOf(route);
  return {
    ...(route.name === undefined ? {} : { name: route.name }),
    // Istio's API wants no match without conditions.
    ...(matches.some(takesAll) ? {} : { match: matches.map(renderMatch) }),
    ...renderAction(route, domain, hsts),
  };
}

/** The alternatives of a route; one without conditions stands for every request. */
export function matchesOf({ match = {} }: RouteProps): readonly RouteMatch[] {
  return Array.isArray(match) ? match : [match as RouteMatch];
}

export function isRedirect(route: Route): route is RedirectRoute {
  return 'redirect' in route && route.redirect !== undefined;
}

export function isFixedResponse(route: Route): route is FixedResponseRoute {
  return 'respond' in route && route.respond !== undefined;
}

function renderAction(route: Route, domain: string, hsts: Hsts | undefined): VirtualServiceSpecHttp {
  if (isRedirect(route)) {
    const { scheme, host, path, port, code } = route.redirect;
    return {
      redirect: {
        ...(scheme === undefined ? {} : { scheme }),
        ...(host === undefined ? {} : { authority: host }),
        ...(path === undefined ? {} : { uri: path }),
        ...(port === undefined ? {} : { port }),
        redirectCode: code ?? 301,
      },
    };
  }
  if (isFixedResponse(route)) {
    const { status, body } = route.respond;
    return { directResponse: { status, ...(body === undefined ? {} : { body: { string: body } }) } };
  }
  return renderBackendRoute(route, domain, hsts);
}

function renderBackendRoute(route: BackendRoute, domain: string, hsts: Hsts | undefined): VirtualServiceSpecHttp {
  const { rewritePath, rewriteHost, timeout, retries } = route;
  const headers = renderHeaders(route, hsts);
  return {
    route: renderDestinations(route.to, domain),
    ...(rewritePath === undefined && rewriteHost === undefined
      ? {}
      : {
          rewrite: {
            ...(rewritePath === undefined ? {} : { uri: rewritePath }),
            ...(rewriteHost === undefined ? {} : { authority: rewriteHost }),
          },
        }),
    ...(timeout === undefined ? {} : { timeout: goDuration(timeout) }),
    ...(retries === undefined ? {} : { retries: renderRetries(retries) }),
    ...(headers === undefined ? {} : { headers }),
  };
}

function renderRetries({ attempts, perTryTimeout, retryOn }: Retries) {
  return {
    attempts,
    ...(perTryTimeout === undefined ? {} : { perTryTimeout: goDuration(perTryTimeout) }),
    ...(retryOn === undefined ? {} : { retryOn }),
  };
}

function renderHeaders({ requestHeaders, responseHeaders }: BackendRoute, hsts: Hsts | undefined) {
  const own = Object.keys(responseHeaders?.set ?? {}).some((name) => name.toLowerCase() === HSTS.toLowerCase());
  const response =
    hsts === undefined || own
      ? responseHeaders
      : { ...responseHeaders, set: { [HSTS]: hstsValue(hsts), ...responseHeaders?.set } };
  if (requestHeaders === undefined && response === undefined) return undefined;
  return {
    ...(requestHeaders === undefined ? {} : { request: changes(requestHeaders) }),
    ...(response === undefined ? {} : { response: changes(response) }),
  };
}

function changes({ set, add, remove }: HeaderChanges) {
  return {
    ...(set === undefined ? {} : { set: { ...set } }),
    ...(add === undefined ? {} : { add: { ...add } }),
    ...(remove === undefined ? {} : { remove: [...remove] }),
  };
}

const HSTS = 'Strict-Transport-Security';

function hstsValue({ maxAge, includeSubDomains, preload }: Hsts): string {
  return [
    `max-age=${maxAge.toMilliseconds() / 1000}`,
    ...(includeSubDomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join('; ');
}
