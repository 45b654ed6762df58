import type { Json } from './manifest';

/** A scalar by the rules of go-yaml v2, the YAML 1.1 that kubectl reads. */
export interface Resolved {
  readonly type: 'null' | 'bool' | 'int' | 'float' | 'string';
  readonly value: null | boolean | number | string;
  /** All the digits of an integer that `value` cannot hold. */
  readonly digits?: bigint;
}

const WORDS = new Map<string, Resolved>();
function words(resolved: Resolved, list: string): void {
  for (const word of list.split(' ')) WORDS.set(word, resolved);
}
words({ type: 'bool', value: true }, 'y Y yes Yes YES true True TRUE on On ON');
words({ type: 'bool', value: false }, 'n N no No NO false False FALSE off Off OFF');
words({ type: 'null', value: null }, ' ~ null Null NULL');
words({ type: 'float', value: Number.NaN }, '.nan .NaN .NAN');
words({ type: 'float', value: Infinity }, '.inf .Inf .INF +.inf +.Inf +.INF');
words({ type: 'float', value: -Infinity }, '-.inf -.Inf -.INF');

const INTEGER = /^[-+]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** Here underscores must stand between digits. */
const FLOAT_FROM_DOT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

/** What a plain scalar, one without quotes or tag, means. */
export function resolvePlain(text: string): Resolved {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return FLOAT_FROM_DOT.test(text) ? asFloat(text, text.replaceAll('_', '')) : asString(text);
  if (first !== 0x2b && first !== 0x2d && !(first >= 0x30 && first <= 0x39)) return asString(text);
  return resolveNumber(text, text.includes('_') ? text.replaceAll('_', '') : text);
}

function resolveNumber(text: string, plain: string): Resolved {
  if (INTEGER.test(plain)) {
    const resolved = asInteger(plain);
    if (resolved !== undefined) return resolved;
  }
  return FLOAT.test(plain) ? asFloat(text, plain) : asString(text);
}

function asInteger(plain: string): Resolved | undefined {
  const signed = plain.startsWith('-') || plain.startsWith('+');
  const size = withoutSign(signed ? plain.slice(1) : plain);
  if (typeof size === 'number') return { type: 'int', value: plain.startsWith('-') && size !== 0 ? -size : size };
  const digits = plain.startsWith('-') ? -size : size;
  const fits = digits >= -(2n ** 63n) && digits < (signed ? 2n ** 63n : 2n ** 64n);
  return fits ? { type: 'int', value: Number(digits), digits } : undefined;
}

function withoutSign(text: string): number | bigint {
  const source = /^0[0-7]/.test(text) ? `0o${text.slice(1)}` : text;
  const value = Number(source);
  return Number.isSafeInteger(value) ? value : BigInt(source);
}

function asFloat(text: string, plain: string): Resolved {
  const value = Number(plain);
  return Number.isFinite(value) ? { type: 'float', value } : asString(text);
}

function asString(value: string): Resolved {
  return { type: 'string', value };
}

const TAG = 'tag:yaml.org,2002:';

/** What a scalar with a tag means; undefined when kubectl refuses it. Tags that it does not know make strings. */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const name = tag.startsWith(TAG) ? tag.slice(TAG.length) : '';
  if (name === 'binary') return binary(text);
  if (!['bool', 'int', 'float', 'null'].includes(name)) return asString(text);
  const resolved = resolvePlain(text);
  if (name === 'float' && resolved.type === 'int') return { type: 'float', value: resolved.value };
  return resolved.type === name ? resolved : undefined;
}

function binary(text: string): Resolved | undefined {
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(base64)) return undefined;
  return asString(Buffer.from(base64, 'base64').toString('utf8'));
}

/** What a reader of YAML 1.2 (its core schema) makes of the same plain scalar. */
export function readByYaml12(text: string): Json {
  if (/^(?:~|[Nn]ull|NULL)?$/.test(text)) return null;
  if (/^(?:[Tt]rue|TRUE)$/.test(text)) return true;
  if (/^(?:[Ff]alse|FALSE)$/.test(text)) return false;
  if (/^(?:0o[0-7]+|0x[\da-fA-F]+)$/.test(text) || FLOAT.test(text)) return Number(text);
  return text;
}

/** The text that kubectl makes of a key that is not a string; undefined for keys that it refuses. */
export function keyText({ type, value, digits }: Resolved): string | undefined {
  if (type === 'null' || (digits !== undefined && digits >= 2n ** 63n)) return undefined;
  if (type !== 'float' || typeof value !== 'number') return String(digits ?? value);
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  return Object.is(single, -0) ? '-0' : shortest(single);
}

/** As Go's strconv.FormatFloat(value, 'g', -1, 32): the fewest digits that give the same 32-bit float. */
function shortest(single: number): string {
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa = '', exponent = ''] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${exponent}`));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
