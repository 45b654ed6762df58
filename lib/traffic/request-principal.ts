import { matchesText } from './string-match';

/**
 * Whether a value of `requestPrincipals` matches the issuer and the subject of a token, `ISSUER/SUBJECT`. Both have to
 * be there. The last slash parts the two, since an issuer may be a URL. Source: requestPrincipalGenerator of istiod,
 * which reads a wildcard at one end only, so that the subject of an issuer with one is taken as it is written.
 */
export function matchesRequestPrincipal(pattern: string, requestPrincipal: string): boolean {
  const [issuer, subject] = split(requestPrincipal);
  if (issuer === '' || subject === '') return false;
  if (pattern === '*') return true;
  const [issuerPattern, subjectPattern] = split(pattern);
  const hasBoth = pattern.includes('/');
  if (pattern.startsWith('*'))
    return hasBoth ? matchesText(issuerPattern, issuer) && subjectPattern === subject : matchesText(pattern, subject);
  if (pattern.endsWith('*'))
    return hasBoth ? issuerPattern === issuer && matchesText(subjectPattern, subject) : matchesText(pattern, issuer);
  return issuerPattern === issuer && subjectPattern === subject;
}

function split(text: string): readonly [string, string] {
  const slash = text.lastIndexOf('/');
  return slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
}
