/** The parts of a URL that CEL can ask for. `host` is with port. */
export interface GoUrl {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Go refuses the ASCII ones alone. */
const CONTROL = /(?=[\0-\u007f])\p{Cc}/u;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
/** ASCII that may stand unescaped in a host; what is not ASCII may, too. */
const HOST = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]*$/u;
const PORT = /^(:[0-9]*)?$/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
/** In a host, bytes that are ASCII must not be escaped, but for the percent sign of a zone. */
const ESCAPED_ASCII = /%[0-7][0-9A-Fa-f]/;

/**
 * Parses as Go's `url.ParseRequestURI` does, which is what the API server asks: an absolute URL or a path that begins
 * with a slash. Undefined where Go reports an error. WHATWG's `URL` repairs much of what Go refuses and refuses
 * schemes without host that Go takes.
 */
export function parseRequestUri(text: string): GoUrl | undefined {
  if (text === '' || CONTROL.test(text) || text.startsWith(':')) return undefined;
  if (text === '*') return { scheme: '', host: '', path: '*', query: '' };
  const scheme = SCHEME.exec(text)?.[1] ?? '';
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const mark = rest.indexOf('?');
  const hierarchy = mark < 0 ? rest : rest.slice(0, mark);
  const query = mark < 0 ? '' : rest.slice(mark + 1);
  const url = { scheme: scheme.toLowerCase(), host: '', path: '', query };
  if (!hierarchy.startsWith('/')) return scheme === '' ? undefined : url;
  if (scheme === '' || !hierarchy.startsWith('//')) return withPath(url, hierarchy);
  const slash = hierarchy.indexOf('/', 2);
  const authority = slash < 0 ? hierarchy.slice(2) : hierarchy.slice(2, slash);
  const host = parseAuthority(authority);
  return host === undefined ? undefined : withPath({ ...url, host }, slash < 0 ? '' : hierarchy.slice(slash));
}

/** Parses as CEL's `url()` does: checked as a request, then read again so that a fragment is none of the path. */
export function parseUrl(text: string): GoUrl | undefined {
  const [before = '', ...fragment] = text.split('#');
  if (parseRequestUri(text) === undefined || BAD_ESCAPE.test(fragment.join('#'))) return undefined;
  return parseRequestUri(before);
}

function withPath(url: GoUrl, path: string): GoUrl | undefined {
  return BAD_ESCAPE.test(path) ? undefined : { ...url, path };
}

/** The host with its port, or undefined. */
function parseAuthority(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  if (!USER.test(user) || BAD_ESCAPE.test(user)) return undefined;
  return parseHost(authority.slice(at + 1));
}

function parseHost(host: string): string | undefined {
  const bracket = host.startsWith('[') ? host.lastIndexOf(']') : -1;
  if (host.includes('[') && bracket < 0) return undefined;
  const port = bracket < 0 ? host.slice(lastColon(host)) : host.slice(bracket + 1);
  if (!PORT.test(port)) return undefined;
  const zone = bracket < 0 ? -1 : host.indexOf('%25');
  const plain = zone < 0 ? host : host.slice(0, zone) + host.slice(bracket);
  if (BAD_ESCAPE.test(host) || ESCAPED_ASCII.test(plain)) return undefined;
  return HOST.test(plain.replaceAll(/%[0-9A-Fa-f]{2}/g, '')) ? unescape(host) : undefined;
}

function lastColon(host: string): number {
  const colon = host.lastIndexOf(':');
  return colon < 0 ? host.length : colon;
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Go keeps bytes that are no UTF-8; no rule looks at them.
    return text;
  }
}
