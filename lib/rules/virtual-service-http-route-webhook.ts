import { durationViolations } from './duration-fields';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { ObjectRule } from './rule';
import { isDelegate, isGiven, routesOf } from './virtual-service';
import { refused } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

/** What a route may do with a request. */
const ACTIONS = ['route', 'redirect', 'directResponse'];

function given(route: Field, keys: readonly string[]): readonly Field[] {
  return keys.map((key) => route.get(key)).filter(isGiven);
}

function keysOf(fields: readonly Field[]): string {
  return fields.map(({ path }) => path.at(-1)).join(' and ');
}

const virtualServiceRouteAction = refused({
  id: 'virtual-service-route-action',
  kinds: KINDS,
  summary: 'An http route has one of route, redirect and directResponse, or else a delegate.',
  check(manifest, report) {
    for (const route of routesOf(manifest, 'http')) {
      if (route.get('delegate').isSet) continue;
      const [first, second, ...more] = given(route, ACTIONS);
      if (first === undefined) {
        const message = 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere';
        report({ path: route.get('route').path, message, fix: 'Add the destinations as route, or what else to do' });
      } else if (second !== undefined) {
        const message = `The http route has ${keysOf([first, second, ...more])}, and a request takes one way only`;
        report({ path: second.path, message, fix: 'Keep one of them' });
      }
    }
  },
});

const virtualServiceDelegation = refused({
  id: 'virtual-service-delegation',
  kinds: KINDS,
  about: ['delegate'],
  summary: 'A route that delegates has no action of its own, and a delegate does not delegate further.',
  check(manifest, report) {
    const isPart = isDelegate(manifest);
    for (const route of routesOf(manifest, 'http')) {
      const { isSet, path } = route.get('delegate');
      if (!isSet) continue;
      if (isPart) {
        const message = 'A VirtualService without hosts is a delegate, and a delegate does not delegate further';
        report({ path, message, fix: 'Put the routes of the second delegate here, or list the hosts' });
        continue;
      }
      for (const action of given(route, ['route', 'redirect'])) {
        const message = `The http route delegates, and istiod refuses ${keysOf([action])} beside a delegate`;
        report({ path: action.path, message, fix: 'Keep one of them' });
      }
    }
  },
});

const virtualServiceActionExtras = refused({
  id: 'virtual-service-action-extras',
  kinds: KINDS,
  about: ['fault', 'rewrite'],
  summary: 'Requests that are redirected or answered directly are neither failed on purpose nor rewritten.',
  check(manifest, report) {
    const isPart = isDelegate(manifest);
    const routes = routesOf(manifest, 'http').filter((route) => isPart || !route.get('delegate').isSet);
    for (const route of routes) {
      const [action] = given(route, ['redirect', 'directResponse']);
      if (action === undefined) continue;
      for (const extra of given(route, ['fault', 'rewrite'])) {
        const message = `The http route has ${keysOf([action])}, and istiod refuses ${keysOf([extra])} beside it`;
        report({ path: extra.path, message, fix: `Remove ${keysOf([extra])}` });
      }
    }
  },
});

const virtualServiceTimeout = refused({
  id: 'virtual-service-timeout',
  kinds: KINDS,
  about: ['timeout'],
  summary: 'The timeout of an http route is whole milliseconds from 1; for none it is left out.',
  check(manifest, report) {
    routesOf(manifest, 'http')
      .flatMap((route) => durationViolations(route, [['timeout']]))
      .forEach(report);
  },
});

export const VIRTUAL_SERVICE_HTTP_ROUTE_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceActionExtras,
  virtualServiceDelegation,
  virtualServiceRouteAction,
  virtualServiceTimeout,
];
