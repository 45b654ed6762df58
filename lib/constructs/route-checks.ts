import { checkDestinations } from './backend';
import { checkPort } from './names';
import type { Problems } from './problems';
import {
  type BackendRoute,
  type Hsts,
  isFixedResponse,
  isRedirect,
  matchesOf,
  type RedirectRoute,
  type Route,
} from './route';
import { checkHeaderChanges } from './route-headers';
import { Coverage, checkMatch } from './route-match';
import { checkMilliseconds, checkRetries } from './route-retries';

export function checkRoutes(problems: Problems, routes: readonly Route[]): void {
  problems.check(routes.length === 0, () => ({
    path: 'routes',
    value: [],
    why: 'Istio refuses a VirtualService without routes',
    fix: 'Give at least one',
  }));
  const coverage = new Coverage();
  for (const [index, route] of routes.entries()) {
    const path = `routes[${index}]`;
    const wrong = checkMatches(problems, path, route);
    if (!wrong) checkReached(problems, coverage, index, route);
    if (checkAction(problems, path, route)) continue;
    if (isRedirect(route)) checkRedirect(problems, path, route);
    else if (isFixedResponse(route)) checkResponse(problems, path, route.respond);
    else checkBackendRoute(problems, path, route);
  }
}

function checkMatches(problems: Problems, path: string, route: Route): boolean {
  const matches = matchesOf(route);
  const wrong = matches.map((match, alternative) => checkMatch(problems, matchPath(path, route, alternative), match));
  wrong.push(
    problems.check(matches.length === 0, () => ({
      path: `${path}.match`,
      value: [],
      why: 'no alternative: Istio would take it for every request',
      fix: 'Give at least one, or leave it out if every request is meant',
    })),
  );
  return wrong.includes(true);
}

function matchPath(path: string, { match }: Route, alternative: number): string {
  return Array.isArray(match) ? `${path}.match[${alternative}]` : `${path}.match`;
}

/** Envoy takes the first route that fits, so one that fits everything hides all that follow. */
function checkReached(problems: Problems, coverage: Coverage, index: number, route: Route): void {
  for (const [alternative, match] of matchesOf(route).entries()) {
    const earlier = coverage.find(match);
    problems.check(earlier !== undefined, () => ({
      path: matchPath(`routes[${index}]`, route, alternative),
      value: match,
      why: `no request gets here: routes[${earlier}] before it takes all that would`,
      fix: `Move it before routes[${earlier}], or leave it out`,
    }));
  }
  for (const match of matchesOf(route)) coverage.add(match, index);
}

const BACKEND_ONLY = ['rewritePath', 'rewriteHost', 'timeout', 'retries', 'requestHeaders', 'responseHeaders'];

/** Spreading and callers without types can still mix the kinds of routes. */
function checkAction(problems: Problems, path: string, route: Route): boolean {
  const given = Object.entries(route).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const actions = given.filter((key) => key === 'to' || key === 'redirect' || key === 'respond');
  const wrong = problems.check(actions.length !== 1, () => ({
    path,
    value: actions,
    why: 'a request goes to a backend, is redirected or is answered, one of the three',
    fix: 'Give one of to, redirect and respond',
  }));
  if (wrong || actions[0] === 'to') return wrong;
  for (const key of BACKEND_ONLY) {
    problems.check(given.includes(key), () => ({
      path: `${path}.${key}`,
      why: 'only requests that go to a backend can have it',
      fix: 'Leave it out',
    }));
  }
  return false;
}

function checkRedirect(problems: Problems, path: string, { redirect }: RedirectRoute): void {
  const at = `${path}.redirect`;
  const { scheme, host, port } = redirect;
  problems.check(
    scheme === undefined && host === undefined && redirect.path === undefined && port === undefined,
    () => ({
      path: at,
      value: redirect,
      why: 'would redirect to where the request came from',
      fix: 'Give scheme, host, path or port',
    }),
  );
  if (host !== undefined) checkAuthority(problems, `${at}.host`, host);
  if (redirect.path !== undefined) checkNewPath(problems, `${at}.path`, redirect.path);
  if (port !== undefined) checkPort(problems, `${at}.port`, port);
}

const MEGABYTE = 1024 * 1024;

function checkResponse(
  problems: Problems,
  path: string,
  { status, body = '' }: { status: number; body?: string },
): void {
  problems.check(!Number.isInteger(status) || status < 200 || status > 599, () => ({
    path: `${path}.respond.status`,
    value: status,
    why: 'not a status that can be answered',
    fix: 'Use a whole number from 200 to 599',
  }));
  problems.check(Buffer.byteLength(body) > MEGABYTE, () => ({
    path: `${path}.respond.body`,
    value: `${body.slice(0, 40)}...`,
    why: 'Istio refuses more than 1 MB',
    fix: 'Serve it from a backend',
  }));
}

function checkBackendRoute(problems: Problems, path: string, route: BackendRoute): void {
  const { rewritePath, rewriteHost, timeout, retries } = route;
  checkDestinations(problems, `${path}.to`, route.to);
  if (rewritePath !== undefined) checkNewPath(problems, `${path}.rewritePath`, rewritePath);
  if (rewriteHost !== undefined) checkAuthority(problems, `${path}.rewriteHost`, rewriteHost);
  if (timeout !== undefined) checkMilliseconds(problems, `${path}.timeout`, timeout);
  if (retries !== undefined) checkRetries(problems, `${path}.retries`, retries);
  checkHeaderChanges(problems, path, route);
}

function checkNewPath(problems: Problems, path: string, value: string): void {
  problems.check(!value.startsWith('/'), () => ({
    path,
    value,
    why: 'paths begin with a slash',
    fix: 'Write the slash',
  }));
}

function checkAuthority(problems: Problems, path: string, value: string): void {
  problems.check(!/^[^\s/@?#]+$/.test(value), () => ({
    path,
    value,
    why: 'not a host',
    fix: 'Write a DNS name or an IP address, without scheme and path',
  }));
}

export function checkHsts(problems: Problems, { maxAge, includeSubDomains, preload }: Hsts): void {
  const seconds = maxAge.toMilliseconds({ integral: false }) / 1000;
  problems.check(!Number.isInteger(seconds), () => ({
    path: 'hsts.maxAge',
    value: `${seconds}s`,
    why: 'browsers read whole seconds',
    fix: 'Use whole seconds',
  }));
  problems.check(preload === true && (includeSubDomains !== true || seconds < YEAR), () => ({
    path: 'hsts.preload',
    value: preload,
    why: 'browsers preload only with includeSubDomains and a maxAge of a year or more (hstspreload.org)',
    fix: 'Add both, or leave preload out',
  }));
}

const YEAR = 365 * 24 * 60 * 60;
