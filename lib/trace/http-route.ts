import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Answer } from '../traffic/answer';
import { allOf } from '../traffic/answer';
import { routeMatches, type RouteRequest, type RoutingProxy } from '../traffic/route-match';
import type { HostRoute } from '../traffic/virtual-hosts';
import type { Decider } from './request';

/** A route that takes a request, a delegate's with the route that leads to it. */
export interface ChosenRoute extends HostRoute {
  readonly decidedBy: readonly Decider[];
}

/** The routes of the VirtualService that a route delegates to; undefined where there is none. */
export type DelegateOf = (route: HostRoute) => Manifest | undefined;

/** The proxy that routes, as a VirtualService sees it: names of gateways in it are relative to its namespace. */
export type ProxyFor = (vs: Manifest) => RoutingProxy;

export interface Choice {
  readonly route: ChosenRoute | undefined;
  /** A route before it that may take the request, which could not be told. */
  readonly doubt: ChosenRoute | undefined;
}

/** The first route that takes the request. */
export function chooseRoute(
  routes: readonly HostRoute[],
  request: RouteRequest,
  proxyFor: ProxyFor,
  delegateOf: DelegateOf,
): Choice {
  for (const { route, answer } of candidates(routes, request, proxyFor, delegateOf)) {
    if (answer === true) return { route, doubt: undefined };
    if (answer === undefined) return { route: undefined, doubt: route };
  }
  return { route: undefined, doubt: undefined };
}

interface Candidate {
  readonly route: ChosenRoute;
  readonly answer: Answer;
}

function* candidates(
  routes: readonly HostRoute[],
  request: RouteRequest,
  proxyFor: ProxyFor,
  delegateOf: DelegateOf,
): Generator<Candidate> {
  for (const route of routes) {
    const answer = routeMatches(route.field, request, proxyFor(route.vs));
    const chosen = { ...route, decidedBy: [deciderOf(route)] };
    if (answer === false) continue;
    if (!route.field.get('delegate').isSet) {
      yield { route: chosen, answer };
      continue;
    }
    const delegate = delegateOf(route);
    if (delegate === undefined) continue;
    for (const inner of httpRoutes(delegate)) {
      const both = allOf([answer, routeMatches(inner.field, request, proxyFor(delegate))]);
      yield { route: { ...inner, decidedBy: [deciderOf(route), deciderOf(inner)] }, answer: both };
    }
  }
}

function deciderOf({ vs, field }: HostRoute): Decider {
  return { manifest: vs, path: field.path };
}

function httpRoutes(vs: Manifest): readonly HostRoute[] {
  return itemsOf(vs).map((field) => ({ vs, field }));
}

function itemsOf(vs: Manifest): readonly Field[] {
  return specOf(vs).get('http').items;
}
