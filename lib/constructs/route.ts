import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttp } from '../../imports/networking.istio.io';
import { type Destinations, renderDestinations } from './backend';
import { goDuration } from './durations';
import { type RouteMatch, renderMatch } from './route-match';

/** Changes of headers; names in any case. */
export interface HeaderChanges {
  readonly set?: Readonly<Record<string, string>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

/** HTTP Strict Transport Security (RFC 6797), added to each response of a backend. */
export interface Hsts {
  /** How long browsers ask by https only. */
  readonly maxAge: Duration;
  /** Default: false. */
  readonly includeSubDomains?: boolean;
  /** Consent to be built into browsers; needs `includeSubDomains` and a year or more. Default: false. */
  readonly preload?: boolean;
}

export interface Retries {
  /** How often to try again, after the first try. */
  readonly attempts: number;
  /** Time for each try. Default: the route's timeout. */
  readonly perTryTimeout?: Duration;
  /** Envoy's conditions and HTTP codes, comma separated. Default: Istio's. */
  readonly retryOn?: string;
}

interface RouteProps {
  /** Shown in access logs. Default: none. */
  readonly name?: string;
  /** Conditions; with several, one of them must hold. Default: every request, which only the last route may take. */
  readonly match?: RouteMatch | readonly RouteMatch[];
}

/** Requests go to a backend. */
export interface BackendRoute extends RouteProps {
  readonly to: Destinations;
  /** Replaces the matched prefix, or the whole path of an exact or regex match. Default: unchanged. */
  readonly rewritePath?: string;
  /** Host header that the backend sees. Default: unchanged. */
  readonly rewriteHost?: string;
  /** For the whole request with its retries, at least 1 ms. Default: none. */
  readonly timeout?: Duration;
  /** Default: Istio's (2 retries on connection failures, refused streams, 503). */
  readonly retries?: Retries;
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
}

/** Requests are answered with a redirect. At least one of scheme, host, path and port. */
export interface RedirectRoute extends RouteProps {
  readonly redirect: {
    readonly scheme?: 'http' | 'https';
    readonly host?: string;
    readonly path?: string;
    readonly port?: number;
    /** Default: 301. */
    readonly code?: 301 | 302 | 303 | 307 | 308;
  };
}

/** Requests are answered by the gateway itself. */
export interface FixedResponseRoute extends RouteProps {
  readonly respond: { readonly status: number; readonly body?: string };
}

export type Route = BackendRoute | RedirectRoute | FixedResponseRoute;

export function renderRoute(route: Route, domain: string, hsts: Hsts | undefined): VirtualServiceSpecHttp {
  const matches = matchesOf(route);
  return {
    ...(route.name === undefined ? {} : { name: route.name }),
    ...(matches.length === 0 ? {} : { match: matches.map(renderMatch) }),
    ...renderAction(route, domain, hsts),
  };
}

/** The alternatives of a route; none means every request. */
export function matchesOf({ match }: RouteProps): readonly RouteMatch[] {
  if (match === undefined) return [];
  return Array.isArray(match) ? match : [match as RouteMatch];
}

function renderAction(route: Route, domain: string, hsts: Hsts | undefined): VirtualServiceSpecHttp {
  if ('redirect' in route) {
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
  if ('respond' in route) {
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
  const response =
    hsts === undefined
      ? responseHeaders
      : { ...responseHeaders, set: { 'Strict-Transport-Security': hstsValue(hsts), ...responseHeaders?.set } };
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

function hstsValue({ maxAge, includeSubDomains, preload }: Hsts): string {
  return [
    `max-age=${maxAge.toSeconds()}`,
    ...(includeSubDomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join('; ');
}
