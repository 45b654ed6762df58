import { OBJECT_RULES } from '../../lib/rules';
import { report, testRule } from './rule-tester';
import { httpRoute, routed } from './virtual-services';

testRule('virtual-service-redirect', 'error', {
  valid: [
    httpRoute('redirect: {uri: /a}'),
    httpRoute('redirect: {authority: a}'),
    httpRoute('redirect: {scheme: https}'),
    httpRoute('redirect: {scheme: http, redirectCode: 399}'),
    httpRoute('redirect: {port: 443, redirectCode: 300}'),
    httpRoute('redirect: {derivePort: FROM_REQUEST_PORT, redirectCode: 0}'),
  ],
  invalid: [
    {
      object: httpRoute('redirect: {}'),
      violations: [
        {
          path: 'spec.http[0].redirect',
          message: 'The redirect has neither uri, authority, scheme nor port, so it leads to where it comes from',
          fix: 'Set one of them',
        },
      ],
    },
    {
      object: httpRoute('redirect: {redirectCode: 301, uri: ""}'),
      violations: [
        {
          path: 'spec.http[0].redirect',
          message: 'The redirect has neither uri, authority, scheme nor port, so it leads to where it comes from',
          fix: 'Set one of them',
        },
      ],
    },
    {
      object: httpRoute('redirect: {uri: /a, redirectCode: 299}'),
      violations: [
        {
          path: 'spec.http[0].redirect.redirectCode',
          message: 'Status 299 is not from 300 to 399, so no client would follow',
          fix: 'Use a status such as 301',
        },
      ],
    },
    {
      object: httpRoute('redirect: {uri: /a, redirectCode: 400}'),
      violations: [
        {
          path: 'spec.http[0].redirect.redirectCode',
          message: 'Status 400 is not from 300 to 399, so no client would follow',
          fix: 'Use a status such as 301',
        },
      ],
    },
    {
      object: httpRoute('redirect: {scheme: ftp}'),
      violations: [
        { path: 'spec.http[0].redirect.scheme', message: 'Scheme "ftp" is neither http nor https', fix: 'Use https' },
      ],
    },
    {
      object: httpRoute('redirect: {scheme: HTTPS}'),
      violations: [
        { path: 'spec.http[0].redirect.scheme', message: 'Scheme "HTTPS" is neither http nor https', fix: 'Use https' },
      ],
    },
    {
      object: httpRoute('redirect: {port: 65536}'),
      violations: [
        {
          path: 'spec.http[0].redirect.port',
          message: 'Port 65536 is not from 1 to 65535',
          fix: 'Use for instance 443',
        },
      ],
    },
    {
      object: httpRoute('redirect: {redirectCode: 200, scheme: ws, port: 70000}'),
      violations: [
        {
          path: 'spec.http[0].redirect.redirectCode',
          message: 'Status 200 is not from 300 to 399, so no client would follow',
          fix: 'Use a status such as 301',
        },
        { path: 'spec.http[0].redirect.scheme', message: 'Scheme "ws" is neither http nor https', fix: 'Use https' },
        {
          path: 'spec.http[0].redirect.port',
          message: 'Port 70000 is not from 1 to 65535',
          fix: 'Use for instance 443',
        },
      ],
    },
  ],
});

testRule('virtual-service-rewrite', 'error', {
  valid: [
    routed('rewrite: {uri: /}'),
    routed('rewrite: {authority: a}'),
    routed('rewrite: {uri: /, authority: a}'),
    routed('rewrite: {uriRegexRewrite: {match: a, rewrite: b}, authority: a}'),
    routed('rewrite: {uri: "", uriRegexRewrite: {match: a, rewrite: b}}'),
    routed('rewrite: null'),
  ],
  invalid: [
    {
      object: routed('rewrite: {}'),
      violations: [
        {
          path: 'spec.http[0].rewrite',
          message: 'The rewrite has neither uri, uriRegexRewrite nor authority, so it changes nothing',
          fix: 'Set one of them, or remove the rewrite',
        },
      ],
    },
    {
      object: routed('rewrite: {uri: "", authority: ""}'),
      violations: [
        {
          path: 'spec.http[0].rewrite',
          message: 'The rewrite has neither uri, uriRegexRewrite nor authority, so it changes nothing',
          fix: 'Set one of them, or remove the rewrite',
        },
      ],
    },
    {
      object: routed('rewrite: {uri: /, uriRegexRewrite: {match: a, rewrite: b}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite',
          message: 'The rewrite has uri and uriRegexRewrite, and istiod refuses both',
          fix: 'Keep one of them',
        },
      ],
    },
  ],
});

testRule('virtual-service-rewrite-regex', 'error', {
  valid: [
    routed('rewrite: {uriRegexRewrite: {match: "^/a/([^/]+)$", rewrite: "/b/\\\\1"}}'),
    routed('rewrite: {uri: /}'),
  ],
  invalid: [
    {
      object: routed('rewrite: {uriRegexRewrite: {}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.match',
          message: 'The uriRegexRewrite has no match, and istiod refuses that',
          fix: 'Set both match and rewrite',
        },
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.rewrite',
          message: 'The uriRegexRewrite has no rewrite, and istiod refuses that',
          fix: 'Set both match and rewrite',
        },
      ],
    },
    {
      object: routed('rewrite: {uriRegexRewrite: {match: a}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.rewrite',
          message: 'The uriRegexRewrite has no rewrite, and istiod refuses that',
          fix: 'Set both match and rewrite',
        },
      ],
    },
    {
      object: routed('rewrite: {uriRegexRewrite: {rewrite: a}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.match',
          message: 'The uriRegexRewrite has no match, and istiod refuses that',
          fix: 'Set both match and rewrite',
        },
      ],
    },
    {
      object: routed('rewrite: {uriRegexRewrite: {match: "(", rewrite: ""}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.rewrite',
          message: 'The uriRegexRewrite has no rewrite, and istiod refuses that',
          fix: 'Set both match and rewrite',
        },
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.match',
          message: 'Regex "(" is not a regular expression of RE2: missing closing ) at "("',
          fix: 'Write it in the syntax of RE2, or use uri',
        },
      ],
    },
    {
      object: routed('rewrite: {uriRegexRewrite: {match: "(?!a)", rewrite: a}}'),
      violations: [
        {
          path: 'spec.http[0].rewrite.uriRegexRewrite.match',
          message: 'Regex "(?!a)" has the look-around "(?!", which RE2 does not know',
          fix: 'Write it in the syntax of RE2, or use uri',
        },
      ],
    },
  ],
});

testRule('virtual-service-direct-response', 'error', {
  valid: [httpRoute('directResponse: {status: 200}'), httpRoute('directResponse: {status: 600, body: {string: a}}')],
  invalid: [
    {
      object: httpRoute('directResponse: {status: 199}'),
      violations: [
        {
          path: 'spec.http[0].directResponse.status',
          message: 'Status 199 is not from 200 to 600',
          fix: 'Use a status such as 200',
        },
      ],
    },
    {
      object: httpRoute('directResponse: {status: 601}'),
      violations: [
        {
          path: 'spec.http[0].directResponse.status',
          message: 'Status 601 is not from 200 to 600',
          fix: 'Use a status such as 200',
        },
      ],
    },
    {
      object: httpRoute('directResponse: {}'),
      violations: [
        {
          path: 'spec.http[0].directResponse.status',
          message: 'Status 0 is not from 200 to 600',
          fix: 'Use a status such as 200',
        },
      ],
    },
  ],
});

const KILOBYTE = 1024;

/** What is said of a body of this size, in bytes. */
function reportOnBody(body: string): readonly string[] {
  const rules = OBJECT_RULES.filter(({ id }) => id.startsWith('virtual-service-direct-response'));
  const found = report(httpRoute(`directResponse: {status: 200, body: ${body}}`), rules);
  return found.map(({ rule, severity, path, message, fix }) => [rule, severity, path, message, fix].join(' | '));
}

const PLACE = 'spec.http[0].directResponse.body';
const FIX = 'Shorten it, or route to a server that has it';

/** Sizes are those of the bytes that are sent, not of the text. */
function bodies(size: number): readonly string[] {
  const bytes = Buffer.alloc(size, 'a').toString('base64');
  return [
    `{string: ${'a'.repeat(size)}}`,
    `{string: ${'ä'.repeat(size / 2)}${'a'.repeat(size % 2)}}`,
    `{bytes: ${bytes}}`,
  ];
}

test('bodies of 100 kB are fine', () => {
  expect(bodies(100 * KILOBYTE).map(reportOnBody)).toEqual([[], [], []]);
});

test.each([100 * KILOBYTE + 1, KILOBYTE * KILOBYTE])('a body of %d bytes is much', (size) => {
  const message = `The body has ${size} bytes, which istiod sends to every proxy that has the route`;
  const expected = ['virtual-service-direct-response-size', 'warning', PLACE, message, FIX].join(' | ');
  expect(bodies(size).map(reportOnBody)).toEqual([[expected], [expected], [expected]]);
});

test('bodies of more than 1 MB are refused', () => {
  const message = 'The body has 1048577 bytes, and istiod refuses more than 1048576';
  const expected = ['virtual-service-direct-response', 'error', PLACE, message, FIX].join(' | ');
  expect(bodies(KILOBYTE * KILOBYTE + 1).map(reportOnBody)).toEqual([[expected], [expected], [expected]]);
});
