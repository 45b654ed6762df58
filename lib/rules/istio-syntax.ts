import { ipVersion } from '../manifest/ip-version';

/*
 * The words of Istio's configuration, as istiod's webhook reads them. `…Fault` functions say what is wrong with a
 * value as the end of a sentence that begins with it ("is empty"), and nothing when it is right.
 */

const LABEL = /^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?$/;
const WILDCARD_LABEL = /^(\*|(\*|\*-)?[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)$/;

const PLAIN_DOMAIN = /^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** What nearly all names are. Others are looked at closely, to say what is wrong with them. */
function isPlainDomain(text: string): boolean {
  return text.length <= 255 && PLAIN_DOMAIN.test(text);
}

/** A DNS-1123 label; Istio takes letters of both cases. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** A domain name, a single label too; a dot at its end is fine. */
export function fqdnFault(text: string): string | undefined {
  return isPlainDomain(text) ? undefined : (lengthFault(text) ?? labelsFault(text.split('.')));
}

/** A domain name whose first label may be `*`, `*x` or `*-x`; `*` alone is one. */
export function wildcardDomainFault(text: string): string | undefined {
  if (isPlainDomain(text)) return undefined;
  const [first = '', ...rest] = text.split('.');
  const fault = lengthFault(text);
  if (fault !== undefined) return fault;
  if (first.length > 63 || !WILDCARD_LABEL.test(first)) return wildcardLabelFault(first);
  return rest.length === 0 ? undefined : labelsFault(rest);
}

function wildcardLabelFault(label: string): string {
  if (!label.startsWith('*')) return labelFault(label);
  return `begins with "${label}", which is none of "*", "*x" and "*-x"`;
}

function lengthFault(text: string): string | undefined {
  if (text === '') return 'is empty';
  return text.length > 255 ? 'is longer than 255 characters' : undefined;
}

function labelsFault(labels: readonly string[]): string | undefined {
  const last = labels.at(-1) ?? '';
  if (/^\d+$/.test(last)) return `ends in the number ${last}, which no domain does`;
  const wrong = labels.find((label, index) => !isLabel(label) && !(label === '' && index === labels.length - 1));
  return wrong === undefined ? undefined : labelFault(wrong);
}

function labelFault(label: string): string {
  if (label === '') return 'has an empty label';
  if (label.length > 63) return `has the label "${label}", which is longer than 63 characters`;
  return `has the label "${label}", which is more than letters, digits and inner dashes`;
}

/** A `*` that is neither the whole host nor its whole first label. */
export function isPartialWildcard(host: string): boolean {
  return host.includes('*') && host !== '*' && !host.startsWith('*.');
}

export function isIp(text: string): boolean {
  return ipVersion(text) !== 0;
}

const BITS = /^(0|[1-9]\d{0,2})$/;

/** An address, or a range in CIDR notation; bits behind the prefix may be set. */
export function isIpOrCidr(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (bits === undefined) return isIp(address);
  const most = { 4: 32, 6: 128 }[ipVersion(address)];
  return more.length === 0 && most !== undefined && !address.includes('%') && BITS.test(bits) && Number(bits) <= most;
}

export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65_535;
}

export const UNIX_PREFIX = 'unix://';

/** What follows `unix://`: an absolute path to a file, or an abstract socket `@name`. */
export function isUnixPath(path: string): boolean {
  return path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'));
}

/** Whole percents, 0 to 100. */
export function isPercent(value: number): boolean {
  return value >= 0 && value <= 100;
}

/** Percents with a fraction: Envoy counts in millionths, so that less than 0.0001 would be nothing. */
export function isFractionalPercent(value: number): boolean {
  return value === 0 || (value >= 0.0001 && value <= 100);
}

/** A token of RFC 7230. */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(text);
}

const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** `name` or `domain/name`. */
export function isLabelKey(key: string): boolean {
  const slash = key.lastIndexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (name.length > 63 || !QUALIFIED_NAME.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && prefix.split('.').every((label) => LABEL.test(label)));
}

export function isLabelValue(value: string): boolean {
  return value === '' || QUALIFIED_NAME.test(value);
}
