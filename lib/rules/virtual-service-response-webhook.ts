import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { statusFault } from './http-status';
import { isPort } from './istio-syntax';
import { regexFault } from './regex-syntax';
import type { ObjectRule } from './rule';
import { routesOf } from './virtual-service';
import { refused, warned } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

function settingsOf(manifest: Manifest, key: 'redirect' | 'rewrite' | 'directResponse'): readonly Field[] {
  return routesOf(manifest, 'http')
    .map((route) => route.get(key))
    .filter(({ isSet }) => isSet);
}

const virtualServiceRedirect = refused({
  id: 'virtual-service-redirect',
  kinds: KINDS,
  about: ['redirect'],
  summary: 'A redirect says where to, with a status of 3xx, by http or https.',
  check(manifest, report) {
    for (const redirect of settingsOf(manifest, 'redirect')) {
      const [scheme, code, port] = [redirect.get('scheme'), redirect.get('redirectCode'), redirect.get('port')];
      const isText = ['uri', 'authority', 'scheme'].some((key) => redirect.get(key).text !== '');
      if (!isText && !port.isSet && !redirect.get('derivePort').isSet) {
        const message = 'The redirect has neither uri, authority, scheme nor port, so it leads to where it comes from';
        report({ path: redirect.path, message, fix: 'Set one of them' });
      }
      if (code.number !== 0 && (code.number < 300 || code.number > 399)) {
        const message = `Status ${code.number} is not from 300 to 399, so no client would follow`;
        report({ path: code.path, message, fix: 'Use a status such as 301' });
      }
      if (!['', 'http', 'https'].includes(scheme.text)) {
        const message = `Scheme "${scheme.text}" is neither http nor https`;
        report({ path: scheme.path, message, fix: 'Use https' });
      }
      if (port.number === 0 || isPort(port.number)) continue;
      report({ path: port.path, message: `Port ${port.number} is not from 1 to 65535`, fix: 'Use for instance 443' });
    }
  },
});

const virtualServiceRewrite = refused({
  id: 'virtual-service-rewrite',
  kinds: KINDS,
  about: ['rewrite'],
  summary: 'A rewrite has a uri or an uriRegexRewrite with both parts, an authority, or both kinds.',
  check(manifest, report) {
    for (const rewrite of settingsOf(manifest, 'rewrite')) {
      const [uri, regex] = [rewrite.get('uri'), rewrite.get('uriRegexRewrite')];
      if (uri.text !== '' && regex.isSet) {
        const message = 'The rewrite has uri and uriRegexRewrite, and istiod refuses both';
        report({ path: regex.path, message, fix: 'Keep one of them' });
      }
      if (uri.text === '' && !regex.isSet && rewrite.get('authority').text === '') {
        const message = 'The rewrite has neither uri, uriRegexRewrite nor authority, so it changes nothing';
        report({ path: rewrite.path, message, fix: 'Set one of them, or remove the rewrite' });
      }
    }
  },
});

const virtualServiceRewriteRegex = refused({
  id: 'virtual-service-rewrite-regex',
  kinds: KINDS,
  about: ['uriRegexRewrite'],
  summary: 'An uriRegexRewrite has a regular expression of RE2 to match and a text to put in its place.',
  check(manifest, report) {
    for (const regex of settingsOf(manifest, 'rewrite').map((rewrite) => rewrite.get('uriRegexRewrite'))) {
      if (!regex.isSet) continue;
      const empty = ['match', 'rewrite'].map((key) => regex.get(key)).filter(({ text }) => text === '');
      for (const { path } of empty) {
        const message = `The uriRegexRewrite has no ${path.at(-1)}, and istiod refuses that`;
        report({ path, message, fix: 'Set both match and rewrite' });
      }
      const { path, text } = regex.get('match');
      const message = text === '' ? undefined : regexFault(text);
      if (message !== undefined) report({ path, message, fix: 'Write it in the syntax of RE2, or use uri' });
    }
  },
});

const KILOBYTE = 1024;
const MOST = KILOBYTE * KILOBYTE;
const MUCH = 100 * KILOBYTE;

function bodySize(response: Field): number {
  const [string, bytes] = [response.get('body', 'string'), response.get('body', 'bytes')];
  return string.isSet ? Buffer.byteLength(string.text) : Buffer.byteLength(bytes.text, 'base64');
}

const virtualServiceDirectResponse = refused({
  id: 'virtual-service-direct-response',
  kinds: KINDS,
  about: ['directResponse'],
  summary: 'A direct response has a status from 200, and a body of 1 MB at most.',
  check(manifest, report) {
    for (const response of settingsOf(manifest, 'directResponse')) {
      const { path, number } = response.get('status');
      const fault = statusFault(number);
      if (fault !== undefined) report({ path, message: `Status ${number} ${fault}`, fix: 'Use a status such as 200' });
      if (bodySize(response) <= MOST) continue;
      const message = `The body has ${bodySize(response)} bytes, and istiod refuses more than ${MOST}`;
      report({ path: response.get('body').path, message, fix: 'Shorten it, or route to a server that has it' });
    }
  },
});

const virtualServiceDirectResponseSize = warned({
  id: 'virtual-service-direct-response-size',
  kinds: KINDS,
  about: ['directResponse'],
  summary: 'The body of a direct response is at most 100 kB.',
  check(manifest, report) {
    for (const response of settingsOf(manifest, 'directResponse')) {
      const size = bodySize(response);
      if (size <= MUCH || size > MOST) continue;
      const message = `The body has ${size} bytes, which istiod sends to every proxy that has the route`;
      report({ path: response.get('body').path, message, fix: 'Shorten it, or route to a server that has it' });
    }
  },
});

export const VIRTUAL_SERVICE_RESPONSE_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceDirectResponse,
  virtualServiceDirectResponseSize,
  virtualServiceRedirect,
  virtualServiceRewrite,
  virtualServiceRewriteRegex,
];
