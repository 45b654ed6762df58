import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { isMatchableHeader } from './header-syntax';
import { isIpOrCidr, isLabel, isPort } from './istio-syntax';
import { labelViolations } from './label-map';
import { regexFault } from './regex-syntax';
import type { ObjectRule } from './rule';
import { matchesOf } from './virtual-service';
import { refused } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

const virtualServiceMatchHeaders = refused({
  id: 'virtual-service-match-headers',
  kinds: KINDS,
  about: ['headers', 'withoutHeaders'],
  summary: 'Matches are on headers that can be, and say what of these.',
  check(manifest, report) {
    const maps = matchesOf(manifest, 'http').flatMap((match) => [match.get('headers'), match.get('withoutHeaders')]);
    for (const [name, { path, isSet }] of maps.flatMap(({ entries }) => entries)) {
      if (!isMatchableHeader(name)) {
        const message = `"${name}" is not the name of a header`;
        report({ path, message, fix: 'Use the name of a header, such as x-api-version or :method' });
      } else if (!isSet) {
        const message = `The match on header "${name}" is null, and istiod refuses that`;
        report({ path, message, fix: 'Use {} to match any value' });
      }
    }
  },
});

function mapped(match: Field, key: string): readonly Field[] {
  return match.get(key).entries.map(([, field]) => field);
}

/** An empty prefix of a path matches all, while of other texts Envoy takes none. */
function emptyPrefixes(match: Field): readonly Field[] {
  const texts = ['scheme', 'method', 'authority'].map((key) => match.get(key));
  const maps = ['headers', 'withoutHeaders', 'queryParams'].flatMap((key) => mapped(match, key));
  return [...texts, ...maps].map((text) => text.get('prefix')).filter(({ isSet, text }) => isSet && text === '');
}

const virtualServiceMatchPrefix = refused({
  id: 'virtual-service-match-prefix',
  kinds: KINDS,
  about: ['scheme', 'method', 'authority', 'headers', 'withoutHeaders', 'queryParams'],
  summary: 'Prefixes in matches are not empty, but for those of paths.',
  check(manifest, report) {
    for (const { path } of matchesOf(manifest, 'http').flatMap(emptyPrefixes)) {
      const message = 'The prefix is empty, and only that of a uri may be';
      report({ path, message, fix: 'Write the prefix, or use {} to match any value' });
    }
  },
});

function regexes(match: Field): readonly Field[] {
  const texts = ['uri', 'scheme', 'method', 'authority'].map((key) => match.get(key));
  const maps = ['headers', 'queryParams'].flatMap((key) => mapped(match, key));
  // Istio reads "*" here as any value.
  const without = mapped(match, 'withoutHeaders').filter((field) => field.get('regex').text !== '*');
  return [...texts, ...maps, ...without].map((text) => text.get('regex')).filter(({ isSet }) => isSet);
}

const virtualServiceMatchRegex = refused({
  id: 'virtual-service-match-regex',
  kinds: KINDS,
  about: ['regex'],
  summary: 'Regular expressions in matches are of RE2, not empty and at most 1024 bytes.',
  check(manifest, report) {
    for (const { path, text } of matchesOf(manifest, 'http').flatMap(regexes)) {
      const message = regexFault(text);
      if (message === undefined) continue;
      report({ path, message, fix: 'Write it in the syntax of RE2, or use exact or prefix' });
    }
  },
});

const virtualServiceMatchPort = refused({
  id: 'virtual-service-match-port',
  kinds: KINDS,
  about: ['match'],
  summary: 'Ports in matches are from 1 to 65535.',
  check(manifest, report) {
    for (const { path, number } of matchesOf(manifest, 'http', 'tls', 'tcp').map((match) => match.get('port'))) {
      if (number === 0 || isPort(number)) continue;
      const message = `Port ${number} is not from 1 to 65535`;
      report({ path, message, fix: 'Use the port of the server' });
    }
  },
});

const virtualServiceMatchSource = refused({
  id: 'virtual-service-match-source',
  kinds: KINDS,
  about: ['sourceLabels', 'sourceNamespace'],
  summary: 'Matches on the source name labels and a namespace that can be.',
  check(manifest, report) {
    const matches = matchesOf(manifest, 'http', 'tls', 'tcp');
    matches.flatMap((match) => labelViolations(match.get('sourceLabels'))).forEach(report);
    for (const { path, text } of matches.map((match) => match.get('sourceNamespace'))) {
      if (text === '' || isLabel(text)) continue;
      const message = `"${text}" is not the name of a namespace`;
      report({ path, message, fix: 'Use the namespace that the requests come from' });
    }
  },
});

const virtualServiceMatchSubnets = refused({
  id: 'virtual-service-match-subnets',
  kinds: KINDS,
  about: ['destinationSubnets', 'sourceSubnet'],
  summary: 'Subnets in matches are addresses or ranges in CIDR notation.',
  check(manifest, report) {
    const lists = matchesOf(manifest, 'tls', 'tcp').map((match) => match.get('destinationSubnets'));
    const sources = matchesOf(manifest, 'tcp').map((match) => match.get('sourceSubnet'));
    const given = [...lists.flatMap(({ items }) => items), ...sources.filter(({ text }) => text !== '')];
    for (const { path, text } of given) {
      if (isIpOrCidr(text)) continue;
      const message = `Subnet "${text}" is neither an address nor a range in CIDR notation`;
      report({ path, message, fix: 'Write for instance 10.0.0.0/8' });
    }
  },
});

export const VIRTUAL_SERVICE_MATCH_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceMatchHeaders,
  virtualServiceMatchPort,
  virtualServiceMatchPrefix,
  virtualServiceMatchRegex,
  virtualServiceMatchSource,
  virtualServiceMatchSubnets,
];
