import { parseDuration } from '../manifest/go-duration';
import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { isMethod } from './header-syntax';
import { durationFault } from './istio-duration';
import { isHeaderName } from './istio-syntax';
import { regexFault } from './regex-syntax';
import type { ObjectRule } from './rule';
import { routesOf } from './virtual-service';
import { refused } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

function policiesOf(manifest: Manifest): readonly Field[] {
  return routesOf(manifest, 'http').map((route) => route.get('corsPolicy'));
}

function originFault(origin: Field): string | undefined {
  const regex = origin.get('regex');
  if (regex.isSet) return regexFault(regex.text);
  return ['exact', 'prefix'].some((key) => origin.get(key).text !== '') ? undefined : 'The origin is empty';
}

const virtualServiceCorsOrigins = refused({
  id: 'virtual-service-cors-origins',
  kinds: KINDS,
  about: ['corsPolicy'],
  summary: 'Origins of a CORS policy are not empty, and their regular expressions are of RE2.',
  check(manifest, report) {
    for (const origin of policiesOf(manifest).flatMap((policy) => policy.get('allowOrigins').items)) {
      const message = originFault(origin);
      if (message === undefined) continue;
      const { path } = origin.get('regex').isSet ? origin.get('regex') : origin;
      report({ path, message, fix: 'Write for instance exact: https://shop.example.com' });
    }
  },
});

const virtualServiceCorsMethods = refused({
  id: 'virtual-service-cors-methods',
  kinds: KINDS,
  about: ['corsPolicy'],
  summary: 'Methods of a CORS policy are known ones in upper case, or "*".',
  check(manifest, report) {
    for (const { path, text } of policiesOf(manifest).flatMap((policy) => policy.get('allowMethods').items)) {
      if (text === '*' || isMethod(text)) continue;
      const message = `Method "${text}" is none that Istio knows`;
      report({ path, message, fix: 'Use a method of HTTP in upper case, or "*"' });
    }
  },
});

const virtualServiceCorsHeaders = refused({
  id: 'virtual-service-cors-headers',
  kinds: KINDS,
  about: ['corsPolicy'],
  summary: 'Headers of a CORS policy have names that headers can have.',
  check(manifest, report) {
    const lists = policiesOf(manifest).flatMap((policy) => [policy.get('allowHeaders'), policy.get('exposeHeaders')]);
    for (const { path, text } of lists.flatMap(({ items }) => items)) {
      if (isHeaderName(text)) continue;
      report({ path, message: `"${text}" is not the name of a header`, fix: 'Use one name for each item' });
    }
  },
});

function maxAgeFault(text: string): string | undefined {
  const fault = durationFault(text);
  if (fault !== undefined) return fault;
  return (parseDuration(text) ?? 0n) % 1_000_000_000n === 0n ? undefined : 'is not a whole number of seconds';
}

const virtualServiceCorsMaxAge = refused({
  id: 'virtual-service-cors-max-age',
  kinds: KINDS,
  about: ['corsPolicy'],
  summary: 'The age of a CORS policy is whole seconds.',
  check(manifest, report) {
    for (const { path, isSet, text } of policiesOf(manifest).map((policy) => policy.get('maxAge'))) {
      const fault = isSet ? maxAgeFault(text) : undefined;
      if (fault !== undefined) report({ path, message: `maxAge "${text}" ${fault}`, fix: 'Write for instance 24h' });
    }
  },
});

export const VIRTUAL_SERVICE_CORS_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceCorsHeaders,
  virtualServiceCorsMaxAge,
  virtualServiceCorsMethods,
  virtualServiceCorsOrigins,
];
