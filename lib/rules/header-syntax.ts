import { isHeaderName } from './istio-syntax';

const CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/is;

/** Not a header but a claim of the request's JWT: `@request.auth.claims.group` or `@request.auth.claims[group]`. */
export function isClaimHeader(name: string): boolean {
  return CLAIM.test(name);
}

/** A header that a route may look at; pseudo headers such as `:method` are among them. */
export function isMatchableHeader(name: string): boolean {
  return isClaimHeader(name) || isHeaderName(name.startsWith(':') ? name.slice(1) : name);
}

export function isAuthority(name: string): boolean {
  return [':authority', 'host'].includes(name.toLowerCase());
}

const METHODS: ReadonlySet<string> = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
]);

/** The methods that Istio knows, in upper case only. */
export function isMethod(text: string): boolean {
  return METHODS.has(text);
}

/** What is wrong with a value that Envoy is to write into a header, as the end of a sentence that begins with it. */
export function headerValueFault(value: string): string | undefined {
  if (/\p{Cc}/u.test(value)) return 'has a control character';
  return value.split('%').length % 2 === 0 ? 'has a single %, which would begin a %VARIABLE% of Envoy' : undefined;
}
