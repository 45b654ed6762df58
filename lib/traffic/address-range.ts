import { ipVersion } from '../manifest/ip-version';

interface Address {
  readonly length: 32 | 128;
  readonly bits: bigint;
}

interface Range extends Address {
  /** How many of the leading bits count. */
  readonly prefix: number;
}

/** An address, or a range in CIDR notation. */
export function isAddressRange(text: string): boolean {
  return rangeOf(text) !== undefined;
}

/** False for what is no address, or no range, and for addresses of different IP versions. */
export function isInRange(address: string, range: string): boolean {
  const [one, other] = [addressOf(address), rangeOf(range)];
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  const rest = BigInt(one.length - other.prefix);
  return one.bits >> rest === other.bits >> rest;
}

function rangeOf(text: string): Range | undefined {
  const [written = '', prefix, ...more] = text.split('/');
  const address = addressOf(written);
  if (address === undefined || more.length > 0) return undefined;
  if (prefix === undefined) return { ...address, prefix: address.length };
  if (written.includes('%') || !/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > address.length) return undefined;
  return { ...address, prefix: Number(prefix) };
}

function addressOf(text: string): Address | undefined {
  const version = ipVersion(text);
  if (version === 4) return { length: 32, bits: join(text.split('.').map(BigInt), 8n) };
  return version === 6 ? { length: 128, bits: join(groupsOf(text.replace(/%.*$/s, '')), 16n) } : undefined;
}

function join(parts: readonly bigint[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | part, 0n);
}

/** The eight groups of an IPv6 address, whose end may be written as an IPv4 address. */
function groupsOf(text: string): bigint[] {
  const [head = [], tail] = text.split('::').map((part) => part.split(':').filter(Boolean).flatMap(groupOf));
  if (tail === undefined) return head;
  return [...head, ...Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail];
}

function groupOf(text: string): bigint[] {
  if (!text.includes('.')) return [BigInt(`0x${text}`)];
  const bits = join(text.split('.').map(BigInt), 8n);
  return [bits >> 16n, bits & 0xffffn];
}
