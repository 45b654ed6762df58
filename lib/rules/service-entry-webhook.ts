import { specOf } from '../manifest/field';
import { isIpOrCidr, isPartialWildcard, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule } from './rule';
import { asksForHosts, resolutionOf } from './service-entry';
import { refused, warned } from './webhook-rule';

const KINDS = ['ServiceEntry.networking.istio.io'];

const serviceEntryHosts = refused({
  id: 'service-entry-hosts',
  kinds: KINDS,
  summary: 'A ServiceEntry has hosts, domain names with or without a leading wildcard, but not "*".',
  check(manifest, report) {
    const { path, items } = specOf(manifest).get('hosts');
    const fix = 'Use a domain name, or "*.DOMAIN"';
    if (items.length === 0)
      report({ path, message: 'The ServiceEntry has no hosts', fix: 'Name the hosts of the service' });
    for (const host of items) {
      const fault = host.text === '*' ? 'would take every host for this service' : wildcardDomainFault(host.text);
      if (fault !== undefined) report({ path: host.path, message: `Host "${host.text}" ${fault}`, fix });
    }
  },
});

const serviceEntryPartialWildcard = warned({
  id: 'service-entry-partial-wildcard',
  kinds: KINDS,
  summary: 'Wildcards of a ServiceEntry stand for whole labels, unless it is resolved by DYNAMIC_DNS.',
  check(manifest, report) {
    if (resolutionOf(manifest) === 'DYNAMIC_DNS' || asksForHosts(manifest)) return;
    for (const { path, text } of specOf(manifest).get('hosts').items) {
      if (!isPartialWildcard(text) || wildcardDomainFault(text) !== undefined) continue;
      const message = `Host "${text}" has a "*" for a part of a label, which works with resolution DYNAMIC_DNS only`;
      report({ path, message, fix: 'Use "*." and a domain name' });
    }
  },
});

const serviceEntryAddresses = refused({
  id: 'service-entry-addresses',
  kinds: KINDS,
  about: ['addresses'],
  summary: 'Addresses of a ServiceEntry are IP addresses or ranges in CIDR notation.',
  check(manifest, report) {
    for (const { path, text } of specOf(manifest).get('addresses').items) {
      if (isIpOrCidr(text)) continue;
      const message = `Address "${text}" is neither an IP address nor a range in CIDR notation`;
      report({ path, message, fix: 'Use an IP address, or ADDRESS/BITS' });
    }
  },
});

export const SERVICE_ENTRY_WEBHOOK_RULES: readonly ObjectRule[] = [
  serviceEntryAddresses,
  serviceEntryHosts,
  serviceEntryPartialWildcard,
];
