import { Duration } from 'cdk8s';
import { checkDestinations } from './backend';
import { checkAtLeast } from './durations';
import { checkPort } from './names';
import type { Problems } from './problems';
import { type BackendRoute, type HeaderChanges, type Hsts, matchesOf, type RedirectRoute, type Route } from './route';
import { Coverage, checkMatch } from './route-match';

export function checkRoutes(problems: Problems, routes: readonly Route[]): void {
  problems.check(routes.length === 0, () => ({
    path: 'routes',
    value: [],
    why: 'Istio refuses a VirtualService without routes',
    fix: 'Give at least one',
  }));
  checkOrder(problems, routes);
  for (const [index, route] of routes.entries()) {
    const path = `routes[${index}]`;
    for (const [alternative, match] of matchesOf(route).entries()) {
      checkMatch(problems, Array.isArray(route.match) ? `${path}.match[${alternative}]` : `${path}.match`, match);
    }
    if ('redirect' in route) checkRedirect(problems, path, route);
    else if ('respond' in route) checkStatus(problems, path, route.respond.status);
    else checkBackendRoute(problems, path, route);
  }
}

/** Envoy takes the first route that fits, so one that fits everything hides all that follow. */
function checkOrder(problems: Problems, routes: readonly Route[]): void {
  const coverage = new Coverage();
  for (const [index, route] of routes.entries()) {
    const alternatives = matchesOf(route).length === 0 ? [{}] : matchesOf(route);
    for (const match of alternatives) {
      const earlier = coverage.find(match);
      problems.check(earlier !== undefined, () => ({
        path: `routes[${index}].match`,
        value: match,
        why: `no request gets here: routes[${earlier}] before it takes all that would`,
        fix: `Move it before routes[${earlier}], or leave it out`,
      }));
    }
    for (const match of alternatives) coverage.add(match, index);
  }
}

function checkRedirect(problems: Problems, path: string, { redirect }: RedirectRoute): void {
  const { scheme, host, port } = redirect;
  problems.check(
    scheme === undefined && host === undefined && redirect.path === undefined && port === undefined,
    () => ({
      path: `${path}.redirect`,
      value: redirect,
      why: 'would redirect to where the request came from',
      fix: 'Give scheme, host, path or port',
    }),
  );
  if (port !== undefined) checkPort(problems, `${path}.redirect.port`, port);
}

function checkStatus(problems: Problems, path: string, status: number): void {
  problems.check(!Number.isInteger(status) || status < 200 || status > 599, () => ({
    path: `${path}.respond.status`,
    value: status,
    why: 'not a status that can be answered',
    fix: 'Use a whole number from 200 to 599',
  }));
}

const ONE_MILLISECOND = Duration.millis(1);

function checkBackendRoute(problems: Problems, path: string, route: BackendRoute): void {
  checkDestinations(problems, `${path}.to`, route.to);
  checkAtLeast(problems, `${path}.timeout`, route.timeout, ONE_MILLISECOND, 'Istio');
  const { retries } = route;
  if (retries !== undefined) {
    problems.check(!Number.isInteger(retries.attempts) || retries.attempts < 0, () => ({
      path: `${path}.retries.attempts`,
      value: retries.attempts,
      why: 'not a number of tries',
      fix: 'Use a whole number from 0',
    }));
    problems.check(retries.attempts === 0 && Object.keys(retries).length > 1, () => ({
      path: `${path}.retries`,
      value: Object.keys(retries),
      why: 'Istio refuses 0 attempts together with conditions for them',
      fix: 'Give attempts: 0 alone',
    }));
    checkAtLeast(problems, `${path}.retries.perTryTimeout`, retries.perTryTimeout, ONE_MILLISECOND, 'Istio');
  }
  checkHeaders(problems, `${path}.requestHeaders`, route.requestHeaders, REQUEST_PSEUDO);
  checkHeaders(problems, `${path}.responseHeaders`, route.responseHeaders, new Set());
}

/** The only pseudo headers that Istio lets a route set. */
const REQUEST_PSEUDO: ReadonlySet<string> = new Set([':authority', 'host']);

function checkHeaders(
  problems: Problems,
  path: string,
  changes: HeaderChanges | undefined,
  settable: ReadonlySet<string>,
): void {
  const set = Object.entries({ ...changes?.set, ...changes?.add });
  for (const name of [...set.map(([key]) => key), ...(changes?.remove ?? [])]) {
    const lower = name.toLowerCase();
    const pseudo = lower.startsWith(':') || lower === 'host';
    const allowed = settable.has(lower) && !(changes?.remove ?? []).includes(name);
    problems.check(name === '' || (pseudo && !allowed), () => ({
      path,
      value: name,
      why: 'Istio refuses to change this header here',
      fix: 'Use rewriteHost for the host, and plain header names otherwise',
    }));
  }
  for (const [name, value] of set) {
    // oxlint-disable-next-line no-control-regex -- they are what is looked for.
    problems.check(/[\u0000-\u001f\u007f]/.test(value), () => ({
      path: `${path}.${name}`,
      value,
      why: 'has a control character, which Istio refuses',
      fix: 'Write the value on one line',
    }));
  }
}

export function checkHsts(problems: Problems, { maxAge, includeSubDomains, preload }: Hsts): void {
  problems.check(preload === true && (includeSubDomains !== true || maxAge.toDays({ integral: false }) < 365), () => ({
    path: 'hsts.preload',
    value: preload,
    why: 'browsers preload only with includeSubDomains and a maxAge of a year or more (hstspreload.org)',
    fix: 'Add both, or leave preload out',
  }));
}
