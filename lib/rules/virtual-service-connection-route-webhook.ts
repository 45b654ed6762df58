import { specOf } from '../manifest/field';
import { isIp, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { isAutoPassthroughName, isForGatewaysOnly, isGiven, matchesOf, routesOf } from './virtual-service';
import { refused, warned } from './webhook-rule';
import { isHostWithin } from '../traffic/hosts';
import { VIRTUAL_SERVICE } from '../traffic/kinds';

const KINDS = [VIRTUAL_SERVICE];

const virtualServiceTlsMatch = refused({
  id: 'virtual-service-tls-match',
  kinds: KINDS,
  about: ['tls'],
  summary: 'A tls route has matches, each with server names.',
  check(manifest, report) {
    for (const matches of routesOf(manifest, 'tls').map((route) => route.get('match'))) {
      if (!isGiven(matches)) {
        const message = 'The tls route has no match, and connections are told apart by their server name only';
        report({ path: matches.path, message, fix: 'Match sniHosts' });
      }
      for (const names of matches.items.map((match) => match.get('sniHosts'))) {
        if (isGiven(names)) continue;
        const message = 'The match has no sniHosts, and connections are told apart by their server name only';
        report({ path: names.path, message, fix: 'List the server names' });
      }
    }
  },
});

const virtualServiceConnectionRoute = refused({
  id: 'virtual-service-connection-route',
  kinds: KINDS,
  about: ['tls', 'tcp'],
  summary: 'A tls or tcp route has a destination.',
  check(manifest, report) {
    for (const kind of ['tls', 'tcp'] as const) {
      for (const destinations of routesOf(manifest, kind).map((route) => route.get('route'))) {
        if (isGiven(destinations)) continue;
        const message = `The ${kind} route has no destination, so it leads nowhere`;
        report({ path: destinations.path, message, fix: 'Add a destination' });
      }
    }
  },
});

const virtualServiceSniHosts = refused({
  id: 'virtual-service-sni-hosts',
  kinds: KINDS,
  about: ['sniHosts'],
  summary: 'Server names in matches are domains within the hosts of the VirtualService.',
  check(manifest, report) {
    const hosts = specOf(manifest)
      .get('hosts')
      .items.map(({ text }) => text);
    const takesAutoNames = isForGatewaysOnly(manifest);
    for (const { path, text } of matchesOf(manifest, 'tls').flatMap((match) => match.get('sniHosts').items)) {
      if (isIp(text)) continue;
      const fault = takesAutoNames && isAutoPassthroughName(text) ? undefined : wildcardDomainFault(text);
      if (fault !== undefined) {
        report({ path, message: `Server name "${text}" ${fault}`, fix: 'Use a domain name or "*.DOMAIN"' });
      } else if (hosts.length > 0 && !hosts.some((host) => isHostWithin(text, host))) {
        const message = `Server name "${text}" is within none of the hosts ${hosts.map((host) => `"${host}"`).join(', ')}`;
        report({ path, message, fix: 'Add it to the hosts, or match a name within one of them' });
      }
    }
  },
});

const virtualServiceSniAddress = warned({
  id: 'virtual-service-sni-address',
  kinds: KINDS,
  about: ['sniHosts'],
  summary: 'Server names in matches are no addresses.',
  check(manifest, report) {
    for (const { path, text } of matchesOf(manifest, 'tls').flatMap((match) => match.get('sniHosts').items)) {
      if (!isIp(text)) continue;
      const message = `Server name "${text}" is an address, which clients do not send as server name`;
      report({ path, message, fix: 'Use a domain name, or a tcp route' });
    }
  },
});

export const VIRTUAL_SERVICE_CONNECTION_ROUTE_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceConnectionRoute,
  virtualServiceSniAddress,
  virtualServiceSniHosts,
  virtualServiceTlsMatch,
];
