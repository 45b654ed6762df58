import { durationViolations } from './duration-fields';
import type { Field } from '../manifest/field';
import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { isPort } from './istio-syntax';
import { jwtRulesOf } from './request-authentication';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = [REQUEST_AUTHENTICATION];

/** The API takes the name in either case. */
function jwksUrisOf(rule: Field): readonly Field[] {
  return [rule.get('jwksUri'), rule.get('jwks_uri')].filter(({ text }) => text !== '');
}

const requestAuthenticationIssuer = refused({
  id: 'request-authentication-issuer',
  kinds: KINDS,
  summary: 'A rule names the issuer of tokens, or where its keys are.',
  check(manifest, report) {
    for (const rule of jwtRulesOf(manifest)) {
      const { path, text } = rule.get('issuer');
      if (text !== '' || jwksUrisOf(rule).length > 0) continue;
      const message = 'The rule has neither issuer nor jwksUri, so no token could be checked';
      report({ path, message, fix: 'Set the issuer' });
    }
  },
});

const URI = /^([A-Za-z][-+.A-Za-z0-9]*):\/\/([^/?#]*)/;

function uriFault(text: string): string | undefined {
  const [, scheme = '', authority = ''] = URI.exec(text) ?? [];
  if (!['http', 'https'].includes(scheme.toLowerCase())) return 'does not begin with http:// or https://';
  if (/[\s\p{Cc}]/u.test(text)) return 'has a space or a control character';
  const [, port = ''] = /:([^:\]]*)$/.exec(authority.slice(authority.lastIndexOf('@') + 1)) ?? [];
  if (port === '' || (/^\d+$/.test(port) && isPort(Number(port)))) return undefined;
  return `has the port "${port}", which is not from 1 to 65535`;
}

/** Without the name and password that may stand before the host. */
function shownUri(text: string): string {
  return text.replace(/\/\/[^/?#]*@/, '//...@');
}

const requestAuthenticationJwksUri = refused({
  id: 'request-authentication-jwks-uri',
  kinds: KINDS,
  summary: 'Keys are at an http or https URL with a port that there is.',
  check(manifest, report) {
    for (const { path, text } of jwtRulesOf(manifest).flatMap(jwksUrisOf)) {
      const fault = uriFault(text);
      if (fault === undefined) continue;
      const fix = 'Write for instance https://login.example.com/.well-known/jwks.json';
      report({ path, message: `URL "${shownUri(text)}" ${fault}`, fix });
    }
  },
});

const requestAuthenticationTimeout = refused({
  id: 'request-authentication-timeout',
  kinds: KINDS,
  summary: 'The timeout for keys is whole milliseconds from 1.',
  check(manifest, report) {
    jwtRulesOf(manifest)
      .flatMap((rule) => durationViolations(rule, [['timeout']]))
      .forEach(report);
  },
});

export const REQUEST_AUTHENTICATION_WEBHOOK_RULES: readonly ObjectRule[] = [
  requestAuthenticationIssuer,
  requestAuthenticationJwksUri,
  requestAuthenticationTimeout,
];
