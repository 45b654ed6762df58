import { isIP } from 'node:net';
import type { Problems } from './problems';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const ALL_DIGITS = /^[0-9]+$/;
const PREFIX_LENGTH = /^(0|[1-9][0-9]{0,2})$/;

/** RFC 1123 label, as names of namespaces and Istio Gateways must be: at most 63 characters. */
export function isLabel(text: string): boolean {
  // A regular expression reads undefined, which JavaScript callers may pass, as "undefined".
  return typeof text === 'string' && LABEL.test(text);
}

/** RFC 1123 subdomain, as most Kubernetes object names must be: labels joined by dots, at most 253 characters. */
export function isSubdomain(text: string): boolean {
  return typeof text === 'string' && text.length <= 253 && text.split('.').every(isLabel);
}

/** A DNS name with a dot whose last label is no number: what a browser can ask for and a certificate can name. */
export function isHostName(text: string): boolean {
  if (!isSubdomain(text)) return false;
  const labels = text.split('.');
  return labels.length > 1 && !ALL_DIGITS.test(labels.at(-1) ?? '');
}

/** A host name, or one whose first label is `*`. */
export function isHostPattern(text: string): boolean {
  return isHostName(typeof text === 'string' && text.startsWith('*.') ? text.slice(2) : text);
}

/** IPv4 or IPv6 address, or such an address with a prefix length. */
export function isIpBlock(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (PREFIX_LENGTH.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

/** True when every host that `inner` stands for is one that `outer` stands for (Istio's host matching, `*` is any). */
export function hostCovers(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  return outer.startsWith('*.') && inner.length > outer.length - 1 && inner.endsWith(outer.slice(1));
}

/** As {@link hostCovers}, for certificates (RFC 6125): the wildcard stands for exactly one label. */
export function certificateCovers(dnsName: string, host: string): boolean {
  if (dnsName === host) return true;
  return dnsName.startsWith('*.') && !host.startsWith('*.') && host.slice(host.indexOf('.')) === dnsName.slice(1);
}

export function checkLabel(problems: Problems, path: string, value: string): void {
  problems.check(!isLabel(value), () => ({
    path,
    value,
    why: 'not a DNS label (RFC 1123)',
    fix: 'Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends',
  }));
}

/** The name of a Service that is rendered: a label that begins with a letter (RFC 1035). */
export function checkServiceName(problems: Problems, path: string, value: string): void {
  problems.check(!isLabel(value) || /^[0-9]/.test(value), () => ({
    path,
    value,
    why: 'not a name that Kubernetes takes for a Service (RFC 1035 label)',
    fix: 'Use at most 63 lower-case letters, digits and dashes, with a letter first and no dash last',
  }));
}

export function checkObjectName(problems: Problems, path: string, value: string): void {
  problems.check(!isSubdomain(value), () => ({
    path,
    value,
    why: 'not an object name (RFC 1123 subdomain)',
    fix: 'Use lower-case letters, digits, dashes and dots, at most 253 characters',
  }));
}

export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** Returns true when it is none. */
export function checkPort(problems: Problems, path: string, value: number): boolean {
  return problems.check(!isPort(value), () => ({
    path,
    value,
    why: 'not a port',
    fix: 'Use a whole number from 1 to 65535',
  }));
}

/** A non-empty label set without wildcards, as Istio's selectors demand. */
export function checkLabels(problems: Problems, path: string, labels: Readonly<Record<string, string>>): void {
  const entries = Object.entries(labels);
  problems.check(entries.length === 0, () => ({
    path,
    value: labels,
    why: 'no label: would select every pod of the namespace, or of the mesh',
    fix: 'Name at least one label that only the pods meant carry',
  }));
  for (const [key, value] of entries) {
    problems.check(key === '' || `${key}${value}`.includes('*'), () => ({
      path: `${path}[${JSON.stringify(key)}]`,
      value,
      why: 'selectors compare labels as they are, and Istio refuses wildcards and empty keys',
      fix: 'Write the whole key and value',
    }));
  }
}

/** At least one DNS name, each one a host name or a wildcard of one, none twice. */
export function checkHostPatterns(problems: Problems, path: string, hosts: readonly string[]): void {
  problems.check(hosts.length === 0, () => ({
    path,
    value: hosts,
    why: 'no host',
    fix: 'Name at least one, such as shop.example.com',
  }));
  const seen = new Set<string>();
  for (const [index, host] of hosts.entries()) {
    checkHostPattern(problems, `${path}[${index}]`, host);
    problems.check(seen.has(host), () => ({
      path: `${path}[${index}]`,
      value: host,
      why: 'listed twice',
      fix: 'List it once',
    }));
    seen.add(host);
  }
}

export function checkHostPattern(problems: Problems, path: string, host: string): void {
  problems.check(!isHostPattern(host), () => ({
    path,
    value: host,
    why: 'not a DNS name with a dot, nor `*.` before one',
    fix: 'Write the name as clients ask for it, in lower case and without scheme, port or path',
  }));
}
