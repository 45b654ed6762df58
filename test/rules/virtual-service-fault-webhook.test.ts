import { testRule } from './rule-tester';
import { routed } from './virtual-services';

testRule('virtual-service-fault', 'error', {
  valid: [
    routed('fault: {abort: {httpStatus: 500}}'),
    routed('fault: {delay: {fixedDelay: 1s}}'),
    routed(
      'fault: {abort: {httpStatus: 500, percentage: {value: 0.0001}}, delay: {fixedDelay: 1s, percentage: {value: 100}}}',
    ),
    routed('fault: {abort: {httpStatus: 500, percentage: {value: 0}}}'),
    routed('fault: {abort: {httpStatus: 500, percentage: {}}}'),
  ],
  invalid: [
    {
      object: routed('fault: {}'),
      violations: [
        {
          path: 'spec.http[0].fault',
          message: 'The fault is neither an abort nor a delay',
          fix: 'Add one of them, or remove the fault',
        },
      ],
    },
    {
      object: routed('fault: {abort: null}'),
      violations: [
        {
          path: 'spec.http[0].fault',
          message: 'The fault is neither an abort nor a delay',
          fix: 'Add one of them, or remove the fault',
        },
      ],
    },
    {
      object: routed(
        'fault: {abort: {httpStatus: 500, percentage: {value: 0.00001}}, delay: {fixedDelay: 1s, percentage: {value: 100.1}}}',
      ),
      violations: [
        {
          path: 'spec.http[0].fault.abort.percentage.value',
          message: 'Percentage 0.00001 is neither 0 nor from 0.0001 to 100',
          fix: 'Use a number from 0.0001 to 100',
        },
        {
          path: 'spec.http[0].fault.delay.percentage.value',
          message: 'Percentage 100.1 is neither 0 nor from 0.0001 to 100',
          fix: 'Use a number from 0.0001 to 100',
        },
      ],
    },
    {
      object: routed('fault: {abort: {httpStatus: 500, percentage: {value: -1}}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.percentage.value',
          message: 'Percentage -1 is neither 0 nor from 0.0001 to 100',
          fix: 'Use a number from 0.0001 to 100',
        },
      ],
    },
  ],
});

testRule('virtual-service-fault-abort', 'error', {
  valid: [
    routed('fault: {abort: {httpStatus: 200}}'),
    routed('fault: {abort: {httpStatus: 600}}'),
    routed('fault: {abort: {grpcStatus: UNAVAILABLE}}'),
    routed('fault: {abort: {grpcStatus: OK}}'),
    routed('fault: {abort: {grpcStatus: CANCELLED}}'),
    routed('fault: {abort: {grpcStatus: UNKNOWN}}'),
    routed('fault: {abort: {grpcStatus: INVALID_ARGUMENT}}'),
    routed('fault: {abort: {grpcStatus: DEADLINE_EXCEEDED}}'),
    routed('fault: {abort: {grpcStatus: NOT_FOUND}}'),
    routed('fault: {abort: {grpcStatus: ALREADY_EXISTS}}'),
    routed('fault: {abort: {grpcStatus: PERMISSION_DENIED}}'),
    routed('fault: {abort: {grpcStatus: RESOURCE_EXHAUSTED}}'),
    routed('fault: {abort: {grpcStatus: FAILED_PRECONDITION}}'),
    routed('fault: {abort: {grpcStatus: ABORTED}}'),
    routed('fault: {abort: {grpcStatus: OUT_OF_RANGE}}'),
    routed('fault: {abort: {grpcStatus: UNIMPLEMENTED}}'),
    routed('fault: {abort: {grpcStatus: INTERNAL}}'),
    routed('fault: {abort: {grpcStatus: DATA_LOSS}}'),
    routed('fault: {abort: {grpcStatus: UNAUTHENTICATED}}'),
    routed('fault: {abort: {}}'),
  ],
  invalid: [
    {
      object: routed('fault: {abort: {httpStatus: 199}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.httpStatus',
          message: 'Status 199 is not from 200 to 600',
          fix: 'Use a status such as 503',
        },
      ],
    },
    {
      object: routed('fault: {abort: {httpStatus: 601}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.httpStatus',
          message: 'Status 601 is not from 200 to 600',
          fix: 'Use a status such as 503',
        },
      ],
    },
    {
      object: routed('fault: {abort: {httpStatus: 0}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.httpStatus',
          message: 'Status 0 is not from 200 to 600',
          fix: 'Use a status such as 503',
        },
      ],
    },
    {
      object: routed('fault: {abort: {grpcStatus: unavailable}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.grpcStatus',
          message: '"unavailable" is not the name of a gRPC status',
          fix: 'Use a name such as UNAVAILABLE',
        },
      ],
    },
    {
      object: routed('fault: {abort: {grpcStatus: "14"}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.grpcStatus',
          message: '"14" is not the name of a gRPC status',
          fix: 'Use a name such as UNAVAILABLE',
        },
      ],
    },
    {
      object: routed('fault: {abort: {http2Error: REFUSED_STREAM}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.http2Error',
          message: 'http2Error is not supported by Istio',
          fix: 'Use httpStatus or grpcStatus',
        },
      ],
    },
  ],
});

testRule('virtual-service-fault-abort-type', 'warning', {
  valid: [
    routed('fault: {abort: {httpStatus: 500}}'),
    routed('fault: {abort: {grpcStatus: OK}}'),
    routed('fault: {abort: {http2Error: A}}'),
    routed('fault: {delay: {fixedDelay: 1s}}'),
  ],
  invalid: [
    {
      object: routed('fault: {abort: {}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.httpStatus',
          message: 'The abort has no status, so no request is aborted',
          fix: 'Set httpStatus or grpcStatus',
        },
      ],
    },
    {
      object: routed('fault: {abort: {percentage: {value: 10}}}'),
      violations: [
        {
          path: 'spec.http[0].fault.abort.httpStatus',
          message: 'The abort has no status, so no request is aborted',
          fix: 'Set httpStatus or grpcStatus',
        },
      ],
    },
  ],
});

testRule('virtual-service-fault-delay', 'error', {
  valid: [routed('fault: {delay: {fixedDelay: 5s}}'), routed('fault: {delay: {}}')],
  invalid: [
    {
      object: routed('fault: {delay: {fixedDelay: 0s}}'),
      violations: [
        {
          path: 'spec.http[0].fault.delay.fixedDelay',
          message: 'fixedDelay "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('fault: {delay: {fixedDelay: 5}}'),
      violations: [
        {
          path: 'spec.http[0].fault.delay.fixedDelay',
          message: 'fixedDelay "" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('fault: {delay: {exponentialDelay: 1s}}'),
      violations: [
        {
          path: 'spec.http[0].fault.delay.exponentialDelay',
          message: 'exponentialDelay is not supported by Istio',
          fix: 'Use fixedDelay',
        },
      ],
    },
  ],
});
