import { arrives, isEncrypted, type Protection, type TracedRequest } from '../trace/request';
import type { Traced } from '../trace/trace-worlds';
import { urlOf } from '../trace/url';

/** How people name what protects a hop. */
export const PROTECTION: Readonly<Record<Protection, string>> = {
  plaintext: 'plaintext',
  tls: 'TLS',
  'mutual-tls': 'mutual TLS',
  either: 'mutual TLS, not enforced',
  unknown: 'not known',
};

/** A lock that is closed or open, and a question mark where neither is certain. */
export const SYMBOL: Readonly<Record<Protection, string>> = {
  plaintext: '🔓',
  tls: '🔒',
  'mutual-tls': '🔒',
  either: '❓',
  unknown: '❓',
};

/** As terminals understand them. */
export const COLOR: Readonly<Record<Protection, string>> = {
  plaintext: '31',
  tls: '32',
  'mutual-tls': '32',
  either: '33',
  unknown: '33',
};

/** Colours a text. */
export type Paint = (code: string, text: string) => string;

export function paintOf(isColored: boolean): Paint {
  return (code, text) => (isColored ? `\u001b[${code}m${text}\u001b[0m` : text);
}

/** What is asked for and by whom: `GET https://shop.example.com/ from shop/web (20 %)`. */
export function requestText(traced: Traced): string {
  const { request, alternatives } = traced;
  const { client, weight } = request;
  const { method, from, headers } = client;
  const names = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `${method} ${urlOf(client)}`,
    from === undefined ? '' : ` from ${from.namespace}/${from.name}`,
    names.length === 0 ? '' : ` with ${names.join(', ')}`,
    weight === undefined ? '' : ` (${weight} %)`,
    alternatives.length === 0 ? '' : ` [with ${decisiveFiles(traced).join(' or ')}]`,
  ].join('');
}

/** Of each alternative, the files that decide something of the request; all where none does. */
function decisiveFiles({ request: { hops, end }, alternatives }: Traced): string[] {
  const deciders = [...hops.flatMap(({ decidedBy }) => decidedBy), ...(end?.decidedBy ?? [])];
  const deciding = new Set(deciders.map(({ manifest: { origin } }) => origin.file));
  const texts = alternatives.map((files) => {
    const decisive = files.filter((file) => deciding.has(file));
    return (decisive.length > 0 ? decisive : files).join(', ');
  });
  return [...new Set(texts)];
}

/** The protection that stands for a verdict; nothing for what does not arrive. */
function standFor(request: TracedRequest): Protection | undefined {
  if (arrives(request) === false) return undefined;
  const isSafe = isEncrypted(request);
  if (isSafe === undefined) return 'unknown';
  return isSafe ? 'tls' : 'plaintext';
}

const NO_COLOR = '0';

export function verdictColor(request: TracedRequest): string {
  const protection = standFor(request);
  return protection === undefined ? NO_COLOR : COLOR[protection];
}

export function verdictSymbol(request: TracedRequest): string {
  const protection = standFor(request);
  return protection === undefined ? '✖' : SYMBOL[protection];
}
