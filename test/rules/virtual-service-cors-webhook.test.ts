import { testRule } from './rule-tester';
import { routed } from './virtual-services';

testRule('virtual-service-cors-origins', 'error', {
  valid: [
    routed('corsPolicy: {}'),
    routed('corsPolicy: {allowOrigins: [{exact: "*"}, {prefix: "https://"}, {regex: ".*"}]}'),
  ],
  invalid: [
    {
      object: routed('corsPolicy: {allowOrigins: [{}, {exact: ""}, {prefix: ""}, {regex: ""}, {regex: "*"}, null]}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[0]',
          message: 'The origin is empty',
          fix: 'Write for instance exact: https://shop.example.com',
        },
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[1]',
          message: 'The origin is empty',
          fix: 'Write for instance exact: https://shop.example.com',
        },
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[2]',
          message: 'The origin is empty',
          fix: 'Write for instance exact: https://shop.example.com',
        },
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[3].regex',
          message: 'The regex is empty',
          fix: 'Write for instance exact: https://shop.example.com',
        },
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[4].regex',
          message: 'Regex "*" is not a regular expression of RE2: missing argument to repetition operator at "*"',
          fix: 'Write for instance exact: https://shop.example.com',
        },
        {
          path: 'spec.http[0].corsPolicy.allowOrigins[5]',
          message: 'The origin is empty',
          fix: 'Write for instance exact: https://shop.example.com',
        },
      ],
    },
  ],
});

testRule('virtual-service-cors-methods', 'error', {
  valid: [
    routed('corsPolicy: {allowMethods: [GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE]}'),
    routed('corsPolicy: {allowMethods: ["*"]}'),
  ],
  invalid: [
    {
      object: routed('corsPolicy: {allowMethods: [get, PURGE, "", "GET,POST"]}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.allowMethods[0]',
          message: 'Method "get" is none that Istio knows',
          fix: 'Use a method of HTTP in upper case, or "*"',
        },
        {
          path: 'spec.http[0].corsPolicy.allowMethods[1]',
          message: 'Method "PURGE" is none that Istio knows',
          fix: 'Use a method of HTTP in upper case, or "*"',
        },
        {
          path: 'spec.http[0].corsPolicy.allowMethods[2]',
          message: 'Method "" is none that Istio knows',
          fix: 'Use a method of HTTP in upper case, or "*"',
        },
        {
          path: 'spec.http[0].corsPolicy.allowMethods[3]',
          message: 'Method "GET,POST" is none that Istio knows',
          fix: 'Use a method of HTTP in upper case, or "*"',
        },
      ],
    },
  ],
});

testRule('virtual-service-cors-headers', 'error', {
  valid: [routed('corsPolicy: {allowHeaders: [x-a, Content-Type, "*"], exposeHeaders: [x_b]}')],
  invalid: [
    {
      object: routed('corsPolicy: {allowHeaders: ["x a", "", ":path"], exposeHeaders: ["a, b"]}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.allowHeaders[0]',
          message: '"x a" is not the name of a header',
          fix: 'Use one name for each item',
        },
        {
          path: 'spec.http[0].corsPolicy.allowHeaders[1]',
          message: '"" is not the name of a header',
          fix: 'Use one name for each item',
        },
        {
          path: 'spec.http[0].corsPolicy.allowHeaders[2]',
          message: '":path" is not the name of a header',
          fix: 'Use one name for each item',
        },
        {
          path: 'spec.http[0].corsPolicy.exposeHeaders[0]',
          message: '"a, b" is not the name of a header',
          fix: 'Use one name for each item',
        },
      ],
    },
  ],
});

testRule('virtual-service-cors-max-age', 'error', {
  valid: [
    routed('corsPolicy: {maxAge: 24h}'),
    routed('corsPolicy: {maxAge: 1.0s}'),
    routed('corsPolicy: {maxAge: 1000ms}'),
    routed('corsPolicy: {maxAge: null}'),
  ],
  invalid: [
    {
      object: routed('corsPolicy: {maxAge: 500ms}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.maxAge',
          message: 'maxAge "500ms" is not a whole number of seconds',
          fix: 'Write for instance 24h',
        },
      ],
    },
    {
      object: routed('corsPolicy: {maxAge: 1.5s}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.maxAge',
          message: 'maxAge "1.5s" is not a whole number of seconds',
          fix: 'Write for instance 24h',
        },
      ],
    },
    {
      object: routed('corsPolicy: {maxAge: 0s}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.maxAge',
          message: 'maxAge "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Write for instance 24h',
        },
      ],
    },
    {
      object: routed('corsPolicy: {maxAge: 1d}'),
      violations: [
        {
          path: 'spec.http[0].corsPolicy.maxAge',
          message: 'maxAge "1d" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Write for instance 24h',
        },
      ],
    },
  ],
});
