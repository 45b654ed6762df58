import { testRule } from './rule-tester';
import { httpRoute, routed } from './virtual-services';

testRule('virtual-service-header-names', 'error', {
  valid: [
    routed(
      'headers: {request: {set: {x-a: b}, add: {x-c: d}, remove: [x-e]}, response: {set: {x-a: b}, add: {x-c: d}, remove: [x-e]}}',
    ),
    routed('headers: {request: {set: {Host: a}, add: {":Authority": b}}}'),
    httpRoute('route: [{destination: {host: a}, headers: {request: {set: {":authority": a}, add: {host: b}}}}]'),
  ],
  invalid: [
    {
      object: routed(
        'headers: {request: {set: {":path": a, "": b}, add: {":method": a}, remove: [":authority", host, "", ":path"]}}',
      ),
      violations: [
        {
          path: 'spec.http[0].headers.request.set[":path"]',
          message: 'Header ":path" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.set[""]',
          message: 'Header "" is empty',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.add[":method"]',
          message: 'Header ":method" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.remove[0]',
          message: 'Header ":authority" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.remove[1]',
          message: 'Header "host" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.remove[2]',
          message: 'Header "" is empty',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.request.remove[3]',
          message: 'Header ":path" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
      ],
    },
    {
      object: routed(
        'headers: {response: {set: {HOST: a}, add: {":authority": a, ":status": "200"}, remove: [Host, ":status"]}}',
      ),
      violations: [
        {
          path: 'spec.http[0].headers.response.set.HOST',
          message: 'Header "HOST" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.response.add[":authority"]',
          message: 'Header ":authority" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.response.add[":status"]',
          message: 'Header ":status" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.response.remove[0]',
          message: 'Header "Host" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].headers.response.remove[1]',
          message: 'Header ":status" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
      ],
    },
    {
      object: httpRoute(
        'route: [{destination: {host: a}, headers: {request: {remove: [host]}, response: {set: {":status": "200"}}}}]',
      ),
      violations: [
        {
          path: 'spec.http[0].route[0].headers.request.remove[0]',
          message: 'Header "host" is the authority, which can only be set or added, and on requests only',
          fix: 'Name a plain header, or remove the operation',
        },
        {
          path: 'spec.http[0].route[0].headers.response.set[":status"]',
          message: 'Header ":status" is a pseudo header, which cannot be changed',
          fix: 'Name a plain header, or remove the operation',
        },
      ],
    },
  ],
});

testRule('virtual-service-header-values', 'error', {
  valid: [
    routed(
      'headers: {request: {set: {x-a: "%DOWNSTREAM_REMOTE_ADDRESS%", x-b: "100%%", x-c: ""}}, response: {add: {x-a: "%REQ(X-A)% ä"}}}',
    ),
  ],
  invalid: [
    {
      object: routed(
        'headers: {request: {set: {x-a: "100%"}, add: {x-b: "a\\nb"}}, response: {set: {x-a: "%A% %"}, add: {x-b: "\\0%"}}}',
      ),
      violations: [
        {
          path: 'spec.http[0].headers.request.set.x-a',
          message: 'Value "100%" of header "x-a" has a single %, which would begin a %VARIABLE% of Envoy',
          fix: 'Write %% where a % is meant',
        },
        {
          path: 'spec.http[0].headers.request.add.x-b',
          message: 'Value "a\\nb" of header "x-b" has a control character',
          fix: 'Write the value on one line',
        },
        {
          path: 'spec.http[0].headers.response.set.x-a',
          message: 'Value "%A% %" of header "x-a" has a single %, which would begin a %VARIABLE% of Envoy',
          fix: 'Write %% where a % is meant',
        },
        {
          path: 'spec.http[0].headers.response.add.x-b',
          message: 'Value "\\u0000%" of header "x-b" has a control character',
          fix: 'Write the value on one line',
        },
      ],
    },
    {
      object: httpRoute(
        'route: [{destination: {host: a}, headers: {request: {set: {x-a: "50% off"}}, response: {add: {x-b: "a\\tb"}}}}]',
      ),
      violations: [
        {
          path: 'spec.http[0].route[0].headers.request.set.x-a',
          message: 'Value "50% off" of header "x-a" has a single %, which would begin a %VARIABLE% of Envoy',
          fix: 'Write %% where a % is meant',
        },
        {
          path: 'spec.http[0].route[0].headers.response.add.x-b',
          message: 'Value "a\\tb" of header "x-b" has a control character',
          fix: 'Write the value on one line',
        },
      ],
    },
  ],
});

testRule('virtual-service-authority-once', 'error', {
  valid: [
    routed('rewrite: {authority: a}'),
    routed('rewrite: {uri: /}, headers: {request: {set: {host: a}}}'),
    routed('headers: {request: {add: {":authority": a}}}'),
    routed('rewrite: {authority: a}, headers: {request: {set: {x-host: a}}}'),
    routed('rewrite: {authority: a}, headers: {request: {set: {host: ""}}}'),
    routed('rewrite: {authority: a}, headers: {response: {set: {x-a: a}}}'),
  ],
  invalid: [
    {
      object: routed('rewrite: {authority: a}, headers: {request: {set: {Host: b}}}'),
      violations: [
        {
          path: 'spec.http[0].headers.request.set.Host',
          message: 'The route sets the authority to "b", but to "a" already',
          fix: 'Set it in one place',
        },
      ],
    },
    {
      object: routed('rewrite: {authority: a}, headers: {request: {add: {":authority": b}}}'),
      violations: [
        {
          path: 'spec.http[0].headers.request.add[":authority"]',
          message: 'The route sets the authority to "b", but to "a" already',
          fix: 'Set it in one place',
        },
      ],
    },
    {
      object: routed('headers: {request: {set: {host: a, ":authority": b}}}'),
      violations: [
        {
          path: 'spec.http[0].headers.request.set[":authority"]',
          message: 'The route sets the authority to "b", but to "a" already',
          fix: 'Set it in one place',
        },
      ],
    },
    {
      object: routed('headers: {request: {set: {host: a}, add: {host: b, ":authority": c}}}'),
      violations: [
        {
          path: 'spec.http[0].headers.request.add.host',
          message: 'The route sets the authority to "b", but to "a" already',
          fix: 'Set it in one place',
        },
      ],
    },
  ],
});
