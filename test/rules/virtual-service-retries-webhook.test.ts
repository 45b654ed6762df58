import { testRule } from './rule-tester';
import { routed } from './virtual-services';

testRule('virtual-service-retry-attempts', 'error', {
  valid: [
    routed('retries: {attempts: 0}'),
    routed('retries: {}'),
    routed('retries: {attempts: 0, retryOn: "", backoff: 1s}'),
    routed('retries: {attempts: 3, perTryTimeout: 1s, retryOn: 5xx, retryRemoteLocalities: true}'),
    routed('retries: {attempts: 0, retryRemoteLocalities: null}'),
  ],
  invalid: [
    {
      object: routed('retries: {attempts: -1}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'There cannot be -1 attempts',
          fix: 'Use 0 to turn retries off, or more',
        },
      ],
    },
    {
      object: routed('retries: {attempts: -1, retryOn: 5xx}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'There cannot be -1 attempts',
          fix: 'Use 0 to turn retries off, or more',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 0, perTryTimeout: 1s}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'There are 0 attempts, and istiod refuses perTryTimeout for them',
          fix: 'Set the number of attempts, or remove perTryTimeout',
        },
      ],
    },
    {
      object: routed('retries: {retryOn: 5xx}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'No attempts means 0, and istiod refuses retryOn for them',
          fix: 'Set the number of attempts, or remove retryOn',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 0, retryRemoteLocalities: false}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'There are 0 attempts, and istiod refuses retryRemoteLocalities for them',
          fix: 'Set the number of attempts, or remove retryRemoteLocalities',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 0, perTryTimeout: 1s, retryOn: 5xx}'),
      violations: [
        {
          path: 'spec.http[0].retries.attempts',
          message: 'There are 0 attempts, and istiod refuses perTryTimeout for them',
          fix: 'Set the number of attempts, or remove perTryTimeout',
        },
      ],
    },
  ],
});

testRule('virtual-service-retry-durations', 'error', {
  valid: [routed('retries: {attempts: 1, perTryTimeout: 2s, backoff: 25ms}'), routed('retries: {attempts: 1}')],
  invalid: [
    {
      object: routed('retries: {attempts: 1, perTryTimeout: 0s}'),
      violations: [
        {
          path: 'spec.http[0].retries.perTryTimeout',
          message: 'perTryTimeout "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 1, backoff: 1.5ms}'),
      violations: [
        {
          path: 'spec.http[0].retries.backoff',
          message: 'backoff "1.5ms" is not a whole number of milliseconds',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
  ],
});

testRule('virtual-service-retry-on', 'error', {
  valid: [
    routed(
      'retries: {attempts: 1, retryOn: "5xx,gateway-error,reset,reset-before-request,connect-failure,envoy-ratelimited,retriable-4xx,refused-stream,retriable-status-codes,retriable-headers,http3-post-connect-failure"}',
    ),
    routed('retries: {attempts: 1, retryOn: "cancelled,deadline-exceeded,internal,resource-exhausted,unavailable"}'),
    routed('retries: {attempts: 1, retryOn: "503,418,511"}'),
    routed('retries: {attempts: 1, retryOn: ""}'),
  ],
  invalid: [
    {
      object: routed('retries: {attempts: 1, retryOn: "5xx, reset"}'),
      violations: [
        {
          path: 'spec.http[0].retries.retryOn',
          message: '" reset" in "5xx, reset" is neither a condition that Istio knows nor an HTTP status',
          fix: 'List conditions of Envoy and statuses, with commas and no spaces between',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 1, retryOn: "4xx,599,5XX"}'),
      violations: [
        {
          path: 'spec.http[0].retries.retryOn',
          message: '"4xx" in "4xx,599,5XX" is neither a condition that Istio knows nor an HTTP status',
          fix: 'List conditions of Envoy and statuses, with commas and no spaces between',
        },
        {
          path: 'spec.http[0].retries.retryOn',
          message: '"599" in "4xx,599,5XX" is neither a condition that Istio knows nor an HTTP status',
          fix: 'List conditions of Envoy and statuses, with commas and no spaces between',
        },
        {
          path: 'spec.http[0].retries.retryOn',
          message: '"5XX" in "4xx,599,5XX" is neither a condition that Istio knows nor an HTTP status',
          fix: 'List conditions of Envoy and statuses, with commas and no spaces between',
        },
      ],
    },
    {
      object: routed('retries: {attempts: 1, retryOn: "503,"}'),
      violations: [
        {
          path: 'spec.http[0].retries.retryOn',
          message: '"" in "503," is neither a condition that Istio knows nor an HTTP status',
          fix: 'List conditions of Envoy and statuses, with commas and no spaces between',
        },
      ],
    },
  ],
});
