const ONE = '{*}';
const ANY = '{**}';

/** What Envoy takes between the slashes of a template, beside the operators. */
const LITERAL = /^[-A-Za-z0-9._~%!$&'()+,;:@=]+$/;

/**
 * What is wrong with a path of an AuthorizationPolicy that may be a template, as the end of a sentence that begins with
 * it: `{*}` stands for one segment, `{**}` for any number. Paths without braces are no templates, and all are right.
 */
export function pathTemplateFault(path: string): string | undefined {
  const segments = path.replace(/^\/+|\/+$/g, '').split('/');
  const isTemplate = segments.some((segment) => segment === ONE || segment === ANY);
  const any = segments.indexOf(ANY);
  const braced = segments.find((segment) => /[{}]/.test(segment) && segment !== ONE && segment !== ANY);
  if (braced !== undefined) return `has the segment "${braced}", and braces are only in "${ONE}" and "${ANY}"`;
  if (any >= 0 && segments.slice(any + 1).some((segment) => segment === ONE || segment === ANY))
    return `has an operator after "${ANY}", which must be the last`;
  const literal = segments.find((segment) => segment !== ONE && segment !== ANY && !LITERAL.test(segment));
  if (!isTemplate || literal === undefined) return undefined;
  return `is a template with the segment "${literal}", which Envoy does not take in one`;
}
