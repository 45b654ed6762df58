import type { Duration } from 'cdk8s';
import type { Problems } from './problems';
import type { Retries } from './route';

/** Conditions of Envoy's `x-envoy-retry-on` and `x-envoy-retry-grpc-on` that Istio's webhook knows. */
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

/** The HTTP codes that have a name in Go, which is what the webhook asks for. */
const CODE = /^(10[0-3]|20[0-8]|226|30[0-5]|30[78]|40[0-9]|41[0-8]|42[1-6]|428|429|431|451|50[0-8]|51[01])$/;

export function checkRetries(problems: Problems, path: string, retries: Retries): void {
  const { attempts, perTryTimeout, retryOn } = retries;
  problems.check(!Number.isInteger(attempts) || attempts < 0, () => ({
    path: `${path}.attempts`,
    value: attempts,
    why: 'not a number of tries',
    fix: 'Use a whole number from 0',
  }));
  problems.check(attempts === 0 && (perTryTimeout !== undefined || retryOn !== undefined), () => ({
    path,
    value: Object.keys(retries),
    why: 'Istio refuses 0 attempts together with conditions for them',
    fix: 'Give attempts: 0 alone',
  }));
  if (perTryTimeout !== undefined) checkMilliseconds(problems, `${path}.perTryTimeout`, perTryTimeout);
  if (retryOn === undefined) return;
  const unknown = retryOn.split(',').filter((condition) => !CONDITIONS.has(condition) && !CODE.test(condition));
  problems.check(unknown.length > 0, () => ({
    path: `${path}.retryOn`,
    value: retryOn,
    why: `Istio does not know ${unknown.map((condition) => JSON.stringify(condition)).join(', ')}`,
    fix: 'Use conditions of Envoy and HTTP codes with commas between, without spaces',
  }));
}

/** Both the CRD and the webhook refuse less, and the webhook refuses fractions. */
export function checkMilliseconds(problems: Problems, path: string, value: Duration): void {
  const milliseconds = value.toMilliseconds({ integral: false });
  problems.check(!Number.isInteger(milliseconds) || milliseconds < 1, () => ({
    path,
    value: `${milliseconds}ms`,
    why: 'Istio takes whole milliseconds from 1',
    fix: 'Use Duration.millis(1) or more',
  }));
}
