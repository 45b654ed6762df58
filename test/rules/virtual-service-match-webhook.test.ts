import { testRule } from './rule-tester';
import { matched, ROUTE, routed, virtualService } from './virtual-services';

testRule('virtual-service-match-headers', 'error', {
  valid: [
    matched('headers: {x-api-version: {exact: "2"}, X_B: {prefix: a}, "!#$%&*+.^|~": {}}'),
    matched('headers: {":authority": {exact: a}, ":method": {exact: GET}}'),
    matched('headers: {"@request.auth.claims.a": {exact: b}, "@request.auth.claims[a][b]": {exact: b}}'),
    matched('withoutHeaders: {x-a: {}}'),
    matched('queryParams: {"a b": {exact: c}}'),
    routed('match: [null, {}]'),
  ],
  invalid: [
    {
      object: matched('headers: {"": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers[""]',
          message: '"" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {"x api": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["x api"]',
          message: '"x api" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {"@request.auth.claims": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["@request.auth.claims"]',
          message: '"@request.auth.claims" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {"::path": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["::path"]',
          message: '"::path" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {":": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers[":"]',
          message: '":" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {"x-ä": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["x-ä"]',
          message: '"x-ä" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
      ],
    },
    {
      object: matched('headers: {x-a: null}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers.x-a',
          message: 'The match on header "x-a" is null, and istiod refuses that',
          fix: 'Use {} to match any value',
        },
      ],
    },
    {
      object: matched('withoutHeaders: {"x/a": {}, x-b: null}'),
      violations: [
        {
          path: 'spec.http[0].match[0].withoutHeaders["x/a"]',
          message: '"x/a" is not the name of a header',
          fix: 'Use the name of a header, such as x-api-version or :method',
        },
        {
          path: 'spec.http[0].match[0].withoutHeaders.x-b',
          message: 'The match on header "x-b" is null, and istiod refuses that',
          fix: 'Use {} to match any value',
        },
      ],
    },
  ],
});

testRule('virtual-service-match-prefix', 'error', {
  valid: [
    matched('uri: {prefix: ""}'),
    matched('scheme: {prefix: h}, method: {prefix: G}, authority: {prefix: shop}'),
    matched('headers: {x-a: {prefix: b}}, withoutHeaders: {x-a: {prefix: b}}, queryParams: {a: {prefix: b}}'),
    matched('authority: {exact: ""}, headers: {x-a: {exact: ""}}'),
  ],
  invalid: [
    {
      object: matched('scheme: {prefix: ""}'),
      violations: [
        {
          path: 'spec.http[0].match[0].scheme.prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
    {
      object: matched('method: {prefix: ""}'),
      violations: [
        {
          path: 'spec.http[0].match[0].method.prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
    {
      object: matched('authority: {prefix: ""}'),
      violations: [
        {
          path: 'spec.http[0].match[0].authority.prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
    {
      object: matched('headers: {x-a: {prefix: ""}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers.x-a.prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
    {
      object: matched('withoutHeaders: {x-a: {prefix: ""}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].withoutHeaders.x-a.prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
    {
      object: matched('queryParams: {a.b: {prefix: ""}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].queryParams["a.b"].prefix',
          message: 'The prefix is empty, and only that of a uri may be',
          fix: 'Write the prefix, or use {} to match any value',
        },
      ],
    },
  ],
});

testRule('virtual-service-match-regex', 'error', {
  valid: [
    matched('uri: {regex: "/api/v[0-9]+/.*"}'),
    matched('uri: {regex: "(?i)/a|/b"}'),
    matched(`headers: {x-a: {regex: ${'a'.repeat(1024)}}}`),
    matched('withoutHeaders: {x-a: {regex: "*"}, x-b: {regex: "a.*"}}'),
    matched(
      'scheme: {regex: https?}, method: {regex: "GET|POST"}, authority: {regex: ".*"}, queryParams: {a: {regex: "[0-9]+"}}',
    ),
    matched('uri: {regex: "(?P<name>a)\\\\d{1,1000}"}'),
  ],
  invalid: [
    {
      object: matched('uri: {regex: ""}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'The regex is empty',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "*"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "*" is not a regular expression of RE2: missing argument to repetition operator at "*"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "(?=a)b"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "(?=a)b" has the look-around "(?=", which RE2 does not know',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "(?<!a)b"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "(?<!a)b" has the look-around "(?<!", which RE2 does not know',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "(a)\\\\1"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "(a)\\1" is not a regular expression of RE2: invalid escape sequence at "\\1"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "a{1001}"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "a{1001}" is not a regular expression of RE2: invalid repeat count at "{1001}"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('uri: {regex: "[a-"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'Regex "[a-" is not a regular expression of RE2: missing closing ] at "[a-"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched(`uri: {regex: ${'a'.repeat(1025)}}`),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'The regex has 1025 bytes, and istiod refuses more than 1024',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched(`uri: {regex: ${'ä'.repeat(513)}}`),
      violations: [
        {
          path: 'spec.http[0].match[0].uri.regex',
          message: 'The regex has 1026 bytes, and istiod refuses more than 1024',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched('scheme: {regex: "("}, method: {regex: ")"}, authority: {regex: "a**"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].scheme.regex',
          message: 'Regex "(" is not a regular expression of RE2: missing closing ) at "("',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
        {
          path: 'spec.http[0].match[0].method.regex',
          message: 'Regex ")" is not a regular expression of RE2: unexpected ) at ")"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
        {
          path: 'spec.http[0].match[0].authority.regex',
          message: 'Regex "a**" is not a regular expression of RE2: invalid nested repetition operator at "**"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
    {
      object: matched(
        'headers: {x-a: {regex: "*"}}, withoutHeaders: {x-a: {regex: "**"}, x-b: {regex: ""}}, queryParams: {a: {regex: "+"}}',
      ),
      violations: [
        {
          path: 'spec.http[0].match[0].headers.x-a.regex',
          message: 'Regex "*" is not a regular expression of RE2: missing argument to repetition operator at "*"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
        {
          path: 'spec.http[0].match[0].queryParams.a.regex',
          message: 'Regex "+" is not a regular expression of RE2: missing argument to repetition operator at "+"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
        {
          path: 'spec.http[0].match[0].withoutHeaders.x-a.regex',
          message: 'Regex "**" is not a regular expression of RE2: missing argument to repetition operator at "*"',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
        {
          path: 'spec.http[0].match[0].withoutHeaders.x-b.regex',
          message: 'The regex is empty',
          fix: 'Write it in the syntax of RE2, or use exact or prefix',
        },
      ],
    },
  ],
});

testRule('virtual-service-match-port', 'error', {
  valid: [
    matched('port: 443'),
    matched('port: 0'),
    matched('port: 65535'),
    virtualService(`{hosts: [shop], tcp: [{match: [{port: 9000}], ${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: matched('port: 65536'),
      violations: [
        {
          path: 'spec.http[0].match[0].port',
          message: 'Port 65536 is not from 1 to 65535',
          fix: 'Use the port of the server',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], tls: [{match: [{sniHosts: [shop], port: 70000}], ${ROUTE}}], tcp: [{match: [{port: 70001}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls[0].match[0].port',
          message: 'Port 70000 is not from 1 to 65535',
          fix: 'Use the port of the server',
        },
        {
          path: 'spec.tcp[0].match[0].port',
          message: 'Port 70001 is not from 1 to 65535',
          fix: 'Use the port of the server',
        },
      ],
    },
  ],
});

testRule('virtual-service-match-source', 'error', {
  valid: [
    matched('sourceLabels: {app: shop, example.com/tier: ""}, sourceNamespace: prod'),
    matched('sourceNamespace: ""'),
    virtualService(`{hosts: [shop], tcp: [{match: [{sourceLabels: {app: a}, sourceNamespace: prod}], ${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: matched('sourceLabels: {"app!": shop}'),
      violations: [
        {
          path: 'spec.http[0].match[0].sourceLabels["app!"]',
          message: 'Label key "app!" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
      ],
    },
    {
      object: matched('sourceLabels: {app: "a b"}'),
      violations: [
        {
          path: 'spec.http[0].match[0].sourceLabels.app',
          message: 'Label "app" has the value "a b", which is none that Kubernetes takes',
          fix: 'Use letters, digits and inner dashes, dots and underscores',
        },
      ],
    },
    {
      object: matched('sourceNamespace: prod.example'),
      violations: [
        {
          path: 'spec.http[0].match[0].sourceNamespace',
          message: '"prod.example" is not the name of a namespace',
          fix: 'Use the namespace that the requests come from',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], tls: [{match: [{sniHosts: [shop], sourceLabels: {"": a}, sourceNamespace: a_b}], ${ROUTE}}], tcp: [{match: [{sourceLabels: {app: "*"}, sourceNamespace: "*"}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls[0].match[0].sourceLabels[""]',
          message: 'Label key "" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
        {
          path: 'spec.tcp[0].match[0].sourceLabels.app',
          message: 'Label "app" has the value "*", which is none that Kubernetes takes',
          fix: 'Use letters, digits and inner dashes, dots and underscores',
        },
        {
          path: 'spec.tls[0].match[0].sourceNamespace',
          message: '"a_b" is not the name of a namespace',
          fix: 'Use the namespace that the requests come from',
        },
        {
          path: 'spec.tcp[0].match[0].sourceNamespace',
          message: '"*" is not the name of a namespace',
          fix: 'Use the namespace that the requests come from',
        },
      ],
    },
  ],
});

testRule('virtual-service-match-subnets', 'error', {
  valid: [
    virtualService(
      `{hosts: [shop], tcp: [{match: [{destinationSubnets: [10.0.0.1, 10.0.0.0/8, "2001:db8::/32"], sourceSubnet: 10.0.0.0/8}], ${ROUTE}}]}`,
    ),
    virtualService(`{hosts: [shop], tls: [{match: [{sniHosts: [shop], destinationSubnets: [10.0.0.1]}], ${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: virtualService(
        `{hosts: [shop], tcp: [{match: [{destinationSubnets: [10.0.0.0/33, shop, ""], sourceSubnet: 10.0/8}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tcp[0].match[0].destinationSubnets[0]',
          message: 'Subnet "10.0.0.0/33" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.tcp[0].match[0].destinationSubnets[1]',
          message: 'Subnet "shop" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.tcp[0].match[0].destinationSubnets[2]',
          message: 'Subnet "" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.tcp[0].match[0].sourceSubnet',
          message: 'Subnet "10.0/8" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], tls: [{match: [{sniHosts: [shop], destinationSubnets: ["10.0.0.0/8/8"]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls[0].match[0].destinationSubnets[0]',
          message: 'Subnet "10.0.0.0/8/8" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
      ],
    },
  ],
});
