import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { isIp, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { isAutoPassthroughName, isDelegate, isForGatewaysOnly, isGiven, matchesOf, whyMesh } from './virtual-service';
import { refused } from './webhook-rule';
import { hostsOverlap } from '../traffic/hosts';
import { VIRTUAL_SERVICE } from '../traffic/kinds';

const KINDS = [VIRTUAL_SERVICE];

const virtualServiceDelegate = refused({
  id: 'virtual-service-delegate',
  kinds: KINDS,
  summary: 'A VirtualService without hosts is a delegate, with http routes and neither gateways nor other routes.',
  check(manifest, report) {
    if (!isDelegate(manifest)) return;
    for (const key of ['gateways', 'tls', 'tcp']) {
      const field = specOf(manifest).get(key);
      if (!isGiven(field)) continue;
      const message = `A VirtualService without hosts is a delegate, and istiod refuses ${key} in it`;
      report({ path: field.path, message, fix: `Remove ${key}, or list the hosts` });
    }
  },
});

const virtualServiceRoutes = refused({
  id: 'virtual-service-routes',
  kinds: KINDS,
  summary: 'A VirtualService has routes.',
  check(manifest, report) {
    const spec = specOf(manifest);
    if (['http', 'tls', 'tcp'].some((kind) => isGiven(spec.get(kind)))) return;
    const message = 'The VirtualService has neither http, tls nor tcp routes, so it leads nowhere';
    report({ path: spec.get('http').path, message, fix: 'Add a route' });
  },
});

/** Names that only AUTO_PASSTHROUGH clients send are fine where they are matched as such. */
function isMatchedAutoPassthroughName(manifest: Manifest, host: string): boolean {
  if (!isAutoPassthroughName(host) || !isForGatewaysOnly(manifest)) return false;
  return matchesOf(manifest, 'tls').some((match) => match.get('sniHosts').items.some(({ text }) => text === host));
}

function hostFault(manifest: Manifest, host: string): string | undefined {
  const fault = wildcardDomainFault(host);
  if (fault === undefined || isIp(host) || isMatchedAutoPassthroughName(manifest, host)) return undefined;
  return fault;
}

const virtualServiceHosts = refused({
  id: 'virtual-service-hosts',
  kinds: KINDS,
  summary: 'Hosts of a VirtualService are domain names, wildcard domains or addresses.',
  check(manifest, report) {
    for (const host of specOf(manifest).get('hosts').items) {
      const { text } = host;
      const fault = hostFault(manifest, text);
      if (fault === undefined) continue;
      const fix = 'Use a domain name, "*.DOMAIN" or an address';
      report({ path: host.path, message: `Host "${text}" ${fault}`, fix });
    }
  },
});

const virtualServiceMeshWildcard = refused({
  id: 'virtual-service-mesh-wildcard',
  kinds: KINDS,
  summary: 'Host "*" is for named gateways only.',
  check(manifest, report) {
    if (isForGatewaysOnly(manifest)) return;
    for (const { path } of specOf(manifest)
      .get('hosts')
      .items.filter(({ text }) => text === '*')) {
      const message = `Host "*" would take all traffic of the mesh, since ${whyMesh(manifest)}`;
      report({ path, message, fix: 'List named gateways only, or name the hosts' });
    }
  },
});

/** Each host that overlaps with an earlier one, with the first of these. */
function overlapping(hosts: readonly Field[]): (readonly [Field, Field])[] {
  return hosts.flatMap((host, index) => {
    const earlier = hosts.slice(0, index).find((other) => hostsOverlap(other.text, host.text));
    return earlier === undefined ? [] : [[host, earlier] as const];
  });
}

const virtualServiceHostOverlap = refused({
  id: 'virtual-service-host-overlap',
  kinds: KINDS,
  summary: 'Hosts of one VirtualService do not overlap, by wildcard neither.',
  check(manifest, report) {
    const { items } = specOf(manifest).get('hosts');
    const isWrong = ({ text }: Field): boolean =>
      hostFault(manifest, text) !== undefined || (text === '*' && !isForGatewaysOnly(manifest));
    if (items.length < 2 || items.some(isWrong)) return;
    for (const [{ path, text }, earlier] of overlapping(items)) {
      const what = text === earlier.text ? 'is listed twice' : `overlaps with "${earlier.text}"`;
      const message = `Host "${text}" ${what}, and istiod refuses that in one VirtualService`;
      report({ path, message, fix: 'Remove one of them, or put it into another VirtualService' });
    }
  },
});

export const VIRTUAL_SERVICE_HOSTS_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceDelegate,
  virtualServiceHostOverlap,
  virtualServiceHosts,
  virtualServiceMeshWildcard,
  virtualServiceRoutes,
];
