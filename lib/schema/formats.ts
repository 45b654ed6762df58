import { ipVersion } from '../manifest/ip-version';
import { parseRequestUri } from './go-url';
import type { Dialect } from './schema';

/** What a format wants, in words that follow "must be", and whether a text is that. */
interface Format {
  readonly wanted: string;
  test(text: string): boolean;
}

const pattern = (wanted: string, expression: RegExp): Format => ({ wanted, test: (text) => expression.test(text) });

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(\.\d+)?(z|[+-]\d{2}:\d{2})$/;
const GO_DURATION = /^(?=.*[a-zµμ])([+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w)\s*)+$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$|^[0-9a-f]{4}(\.[0-9a-f]{4}){2}$/i;
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const HOSTNAME = /^(?=.{1,255}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i;

/** Formats that the API server enforces on strings; it ignores those that it does not know. */
const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['byte', { wanted: 'base64 text, padded with "=" and not empty', test: isBase64 }],
  ['cidr', { wanted: 'an address range such as "10.0.0.0/8"', test: isCidr }],
  ['date', { wanted: 'a date such as "2030-01-31"', test: isDate }],
  ['date-time', { wanted: 'a time such as "2030-01-31T12:00:00Z"', test: isDateTime }],
  ['duration', pattern('a duration such as "1h30m"', GO_DURATION)],
  ['email', pattern('an e-mail address', /^[^\s@<>]+@[^\s@<>]+$/)],
  ['hostname', pattern('a host name', HOSTNAME)],
  ['ipv4', { wanted: 'an IPv4 address', test: (text: string) => ipVersion(text) === 4 }],
  ['ipv6', { wanted: 'an IPv6 address', test: (text: string) => ipVersion(text) === 6 && !text.includes('%') }],
  ['mac', pattern('a MAC address', MAC)],
  ['quantity', pattern('a quantity such as "100m" or "1Gi"', QUANTITY)],
  ['uri', { wanted: 'an absolute URL', test: isUri }],
  ['uuid', pattern('a UUID', UUID)],
]);

/** What the text must be to have the format, or undefined when it is that. */
export function formatProblem(name: string, text: string, dialect: Dialect): string | undefined {
  const format = FORMATS.get(name);
  if (format === undefined) return undefined;
  return format.test(text) || (dialect === 'native' && isDecoded(name, text)) ? undefined : format.wanted;
}

/** Go's decoders are laxer than the patterns for custom resources: about line breaks in bytes and space around quantities. */
function isDecoded(format: string, text: string): boolean {
  if (format === 'quantity') return QUANTITY.test(text.trim());
  const packed = text.replaceAll(/[\r\n]/g, '');
  return format === 'byte' && (packed === '' || isBase64(packed));
}

function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text);
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  if (ipVersion(address) === 4) return Number(bits) <= 32;
  return ipVersion(address) === 6 && !address.includes('%') && Number(bits) <= 128;
}

function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return DATE.test(text) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isDateTime(text: string): boolean {
  const [date = '', time = '', ...rest] = text.toLowerCase().split('t');
  const [, hours = '', minutes = '', seconds = ''] = TIME.exec(time) ?? [];
  return rest.length === 0 && isDate(date) && TIME.test(time) && hours <= '23' && minutes <= '59' && seconds <= '59';
}

/** Go's `url.ParseRequestURI`. */
function isUri(text: string): boolean {
  return parseRequestUri(text) !== undefined;
}
