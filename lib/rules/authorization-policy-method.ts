import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { matchesText } from '../traffic/string-match';
import { operationsOf, valuesOf } from './authorization-policy';
import type { MeshRule, Violation } from './rule';

/** Source: the registry of HTTP methods at IANA. */
const METHODS: ReadonlySet<string> = new Set(
  `
  ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY DELETE GET HEAD LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR
  MKCOL MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PATCH POST PRI PROPFIND PROPPATCH PUT QUERY REBIND REPORT
  SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL
  `
    .trim()
    .split(/\s+/),
);

export const authorizationPolicyMethod: MeshRule = {
  id: 'authorization-policy-method',
  code: 'KIA0102',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Methods in an AuthorizationPolicy are methods of HTTP.',
  check(policy, inquiry) {
    for (const { path, text } of valuesOf(operationsOf(policy), ['methods', 'notMethods'])) {
      if (isMethod(text)) continue;
      inquiry.report({ path, ...faultOf(text), ...replacementFor(text, path) });
    }
  },
};

function isMethod(text: string): boolean {
  return text.includes('*') ? [...METHODS].some((method) => matchesText(text, method)) : METHODS.has(text);
}

function faultOf(text: string): Pick<Violation, 'message' | 'fix'> {
  const upper = text.toUpperCase();
  if (isMethod(upper))
    return {
      message: `No request has the method "${text}": Istio compares methods with case, and they are sent in capitals`,
      fix: `Write "${upper}"`,
    };
  if (text.startsWith('/'))
    return {
      message: `"${text}" is no method of HTTP, so that it matches no request: a call of gRPC is a POST to a path of that name`,
      fix: 'Put it into `paths`',
    };
  return {
    message: `"${text}" is no method of HTTP, so that it matches no request`,
    fix: 'Write a method such as "GET" or "POST"',
  };
}

function replacementFor(text: string, path: Violation['path']): Pick<Violation, 'replacement'> {
  const upper = text.toUpperCase();
  return isMethod(upper) ? { replacement: { path, value: upper } } : {};
}
