import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { durationViolations } from './duration-fields';
import { isNamedStatus } from './http-status';
import type { ObjectRule } from './rule';
import { routesOf } from './virtual-service';
import { refused } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

/** Of Envoy's `x-envoy-retry-on` and `x-envoy-retry-grpc-on`. */
const CONDITIONS: ReadonlySet<string> = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

const virtualServiceRetryAttempts = refused({
  id: 'virtual-service-retry-attempts',
  kinds: KINDS,
  about: ['retries'],
  summary: 'Attempts are not negative, and where there are none, nothing is said about them.',
  check(manifest, report) {
    for (const retries of routesOf(manifest, 'http').map((route) => route.get('retries'))) {
      const { path, number, isSet } = retries.get('attempts');
      if (number < 0)
        report({ path, message: `There cannot be ${number} attempts`, fix: 'Use 0 to turn retries off, or more' });
      const [detail] = ['perTryTimeout', 'retryOn', 'retryRemoteLocalities'].filter(
        (key) => retries.get(key).isSet && retries.get(key).value !== '',
      );
      if (number !== 0 || detail === undefined) continue;
      const message = `${isSet ? 'There are 0 attempts' : 'No attempts means 0'}, and istiod refuses ${detail} for them`;
      report({ path, message, fix: `Set the number of attempts, or remove ${detail}` });
    }
  },
});

const virtualServiceRetryOn = refused({
  id: 'virtual-service-retry-on',
  kinds: KINDS,
  about: ['retries'],
  summary: 'Conditions of retries are known to Envoy, or HTTP statuses.',
  check(manifest, report) {
    for (const { path, text } of routesOf(manifest, 'http').map((route) => route.get('retries', 'retryOn'))) {
      if (text === '') continue;
      for (const condition of text.split(',')) {
        if (CONDITIONS.has(condition) || isNamedStatus(condition)) continue;
        const message = `"${condition}" in "${text}" is neither a condition that Istio knows nor an HTTP status`;
        report({ path, message, fix: 'List conditions of Envoy and statuses, with commas and no spaces between' });
      }
    }
  },
});

const virtualServiceRetryDurations = refused({
  id: 'virtual-service-retry-durations',
  kinds: KINDS,
  about: ['retries'],
  summary: 'The timeout of a try and the time between tries are whole milliseconds from 1.',
  check(manifest, report) {
    routesOf(manifest, 'http')
      .flatMap((route) => durationViolations(route.get('retries'), [['perTryTimeout'], ['backoff']]))
      .forEach(report);
  },
});

export const VIRTUAL_SERVICE_RETRIES_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceRetryAttempts,
  virtualServiceRetryDurations,
  virtualServiceRetryOn,
];
