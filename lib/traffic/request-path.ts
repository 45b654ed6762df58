import type { Answer } from './answer';
import { matchesText } from './string-match';

const ONE = '{*}';
const ANY = '{**}';

/** Characters of a segment that the operators of a template stand for. Source: uri_template of Envoy. */
const SEGMENT = /^[-A-Za-z0-9._~%!$&'()+,;:@=]*$/;

/**
 * Whether a path of an AuthorizationPolicy matches that of a request, of which query and fragment do not count. With
 * `{*}` or `{**}` it is a template. Undefined for templates that Envoy refuses.
 */
export function matchesPath(pattern: string, requestPath: string): Answer {
  const path = requestPath.replace(/[?#].*$/s, '');
  return pattern.includes(ONE) || pattern.includes(ANY)
    ? matchesTemplate(pattern.split('/'), path.split('/'))
    : matchesText(pattern, path);
}

function matchesTemplate(template: readonly string[], path: readonly string[]): Answer {
  const any = template.indexOf(ANY);
  const isRefused = template.some((segment, index) => {
    if (segment === ONE || segment === ANY) return any >= 0 && index > any;
    return /[{}*]/.test(segment);
  });
  if (isRefused) return undefined;
  if (any < 0) return path.length === template.length && areWithin(template, path);
  // One segment at least, be it empty: the slashes around the operator are both there.
  if (path.length < template.length) return false;
  const end = path.length - (template.length - any - 1);
  return (
    areWithin(template.slice(0, any), path) &&
    path.slice(any, end).every((segment) => SEGMENT.test(segment)) &&
    areWithin(template.slice(any + 1), path.slice(end))
  );
}

function areWithin(template: readonly string[], path: readonly string[]): boolean {
  return template.every((segment, index) => {
    const written = path[index] ?? '';
    return segment === ONE ? written !== '' && SEGMENT.test(written) : written === segment;
  });
}
