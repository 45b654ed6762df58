import { Coverage, type RouteMatch, type TextMatch } from '../../lib/constructs/route-match';
import { FRONTEND, httpOf, refusalOf, routesRefused, TO_FRONTEND } from './host-routes';
import { ACCEPTED, NOT_A_PORT, untyped } from './rendering';

describe('renders', () => {
  test('each condition', () => {
    const match: RouteMatch = {
      path: { prefix: '/api/' },
      method: 'POST',
      headers: {
        'x-version': { exact: '' },
        'x-team': { regex: 'a|b' },
        cookie: { prefix: 'session=' },
        ':authority': { exact: 'shop.example.com' },
        authorization: 'present',
      },
      queryParameters: { page: { exact: '1' }, Sort: { regex: '[a-z]+' } },
      port: 443,
    };

    expect(httpOf([{ match, to: FRONTEND }])).toEqual([
      {
        match: [
          {
            uri: { prefix: '/api/' },
            method: { exact: 'POST' },
            headers: {
              'x-version': { exact: '' },
              'x-team': { regex: 'a|b' },
              cookie: { prefix: 'session=' },
              ':authority': { exact: 'shop.example.com' },
              authorization: {},
            },
            queryParams: { page: { exact: '1' }, Sort: { regex: '[a-z]+' } },
            port: 443,
          },
        ],
        route: TO_FRONTEND,
      },
    ]);
  });

  test('alternatives, and each comparison of paths', () => {
    const match = [{ path: { exact: '/a' } }, { path: { prefix: '/b' } }, { path: { regex: '/c/[0-9]+' } }];

    expect(httpOf([{ match, to: FRONTEND }])).toEqual([
      {
        match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/b' } }, { uri: { regex: '/c/[0-9]+' } }],
        route: TO_FRONTEND,
      },
    ]);
  });

  test.each([
    ['none given', undefined],
    ['an empty one', {}],
    ['one of empty conditions', { headers: {}, queryParameters: {}, path: undefined }],
    ['an empty one among others', [{ path: { exact: '/a' } }, {}]],
  ])('no match without conditions: %s', (_, match) => {
    expect(httpOf([{ match, to: FRONTEND }])).toEqual([{ route: TO_FRONTEND }]);
  });
});

const ONE_COMPARISON =
  "one comparison is needed, exact, prefix or regex. Write for instance { exact: 'v2' }; several matches for several texts.";
const NO_SLASH = 'paths of requests begin with a slash, so this matches none. Write the slash.';

function tooLong(index: number): string {
  return `\`routes[${index}].match.path\` "/${'a'.repeat(39)}...": Istio refuses a regex of more than 1024 bytes. Shorten it, or split it into several matches.`;
}

function regexRefusal(regex: string): string {
  return refusalOf({ match: { path: { regex } }, to: FRONTEND });
}

describe('refuses', () => {
  test('an empty list of alternatives, which Istio would take for every request', () => {
    expect(refusalOf({ match: [], to: FRONTEND })).toBe(
      routesRefused(
        '`routes[0].match` []: no alternative: Istio would take it for every request. ' +
          'Give at least one, or leave it out if every request is meant.',
      ),
    );
  });

  test.each<[TextMatch, string]>([
    [{ prefix: 'api' }, `{"prefix":"api"}: ${NO_SLASH}`],
    [{ exact: '' }, `{"exact":""}: ${NO_SLASH}`],
    [{ prefix: '' }, '{"prefix":""}: an empty prefix compares nothing. Leave it out to match anything.'],
    [{ regex: '' }, '{"regex":""}: an empty regex compares nothing. Leave it out to match anything.'],
    [
      { regex: '/(?!api).*' },
      '"/(?!api).*": RE2 has no look-around, and Istio refuses what RE2 cannot compile. Write it as RE2 has it, or split it into several matches.',
    ],
    [untyped({}), `{}: ${ONE_COMPARISON}`],
    [untyped({ exact: '/a', prefix: '/b' }), `{"exact":"/a","prefix":"/b"}: ${ONE_COMPARISON}`],
  ])('path %j', (path, problem) => {
    expect(refusalOf({ match: { path }, to: FRONTEND })).toBe(routesRefused(`\`routes[0].match.path\` ${problem}`));
  });

  test.each<[TextMatch]>([[{ prefix: '/' }], [{ exact: '/' }], [{ regex: 'any' }], [{ exact: '//a%2F?' }]])(
    'no path like %j',
    (path) => {
      expect(refusalOf({ match: { path }, to: FRONTEND })).toBe(ACCEPTED);
    },
  );

  test('a regex of more than 1024 bytes', () => {
    expect(regexRefusal(`/${'a'.repeat(1023)}`)).toBe(ACCEPTED);
    expect(regexRefusal(`/${'a'.repeat(1021)}é`)).toBe(ACCEPTED);
    for (const regex of [`/${'a'.repeat(1024)}`, `/${'a'.repeat(1022)}é`, `/${'a'.repeat(1023)}(`]) {
      expect(regexRefusal(regex)).toBe(routesRefused(tooLong(0)));
    }
  });

  test.each(['x-b3-09', ':method', "!#$%&'*+-.^_`|~"])('no header name like %s', (name) => {
    expect(refusalOf({ match: { headers: { [name]: 'present' } }, to: FRONTEND })).toBe(ACCEPTED);
  });

  test.each(['X-Version', '', 'x version', 'x:y', '::authority', 'ü'])('header name %j', (name) => {
    expect(refusalOf({ match: { headers: { [name]: 'present' } }, to: FRONTEND })).toBe(
      routesRefused(
        `\`routes[0].match.headers\` ${JSON.stringify(name)}: not a header name in lower case, as Istio compares them. Write for instance x-api-version.`,
      ),
    );
  });

  test('comparisons of headers and query parameters that compare nothing', () => {
    const match: RouteMatch = {
      headers: { a: { prefix: '' }, b: untyped({}), d: { exact: '' } },
      queryParameters: { page: { regex: '[' }, size: untyped({ exact: 'a', prefix: 'b' }), '': { exact: '' } },
    };

    expect(refusalOf({ match, to: FRONTEND })).toBe(
      routesRefused(
        '`routes[0].match.headers.a` {"prefix":""}: an empty prefix compares nothing. Leave it out to match anything.',
        `\`routes[0].match.headers.b\` {}: ${ONE_COMPARISON}`,
        '`routes[0].match.queryParameters.page` "[": it has a [ without a ], and Istio refuses what RE2 cannot compile. Write it as RE2 has it, or split it into several matches.',
        `\`routes[0].match.queryParameters.size\` {"exact":"a","prefix":"b"}: ${ONE_COMPARISON}`,
        '`routes[0].match.queryParameters` "": Envoy refuses a query parameter without a name. Write its name.',
      ),
    );
  });

  test('ports that cannot be, in each alternative', () => {
    expect(
      refusalOf(
        { match: [{ method: 'GET' }, { port: 0 }, { method: 'TRACE', port: 65535 }], to: FRONTEND },
        { match: { port: 65536 }, to: FRONTEND },
      ),
    ).toBe(
      routesRefused(`\`routes[0].match[1].port\` 0: ${NOT_A_PORT}`, `\`routes[1].match.port\` 65536: ${NOT_A_PORT}`),
    );
  });
});

/** Which of the matches, each a route of its own, no request gets to, and the route that takes all of theirs. */
function hidden(...matches: RouteMatch[]): string[] {
  const coverage = new Coverage();
  return matches.flatMap((match, index) => {
    const earlier = coverage.find(match);
    coverage.add(match, index);
    return earlier === undefined ? [] : [`${index} by ${earlier}`];
  });
}

const GET = { method: 'GET' } as const;
const V2 = { headers: { 'x-version': { exact: 'v2' } } };

describe('a route is hidden by an earlier one', () => {
  test.each<[string, RouteMatch, RouteMatch]>([
    ['without conditions', {}, { path: { exact: '/a' }, ...GET }],
    ['without conditions, by one without', {}, {}],
    ['of prefix /', { path: { prefix: '/' } }, {}],
    ['of prefix /, for a regex', { path: { prefix: '/' } }, { path: { regex: '/a.*' } }],
    ['of a regex that takes all', { path: { regex: '.*' } }, { path: { prefix: '/a' } }],
    ['of another regex that takes all', { path: { regex: '^/.*$' } }, { path: { prefix: '/' } }],
    ['of empty conditions', { headers: {}, queryParameters: {} }, { path: { exact: '/a' } }],
    ['of a shorter prefix', { path: { prefix: '/a' } }, { path: { prefix: '/ab' } }],
    ['of the same prefix', { path: { prefix: '/a' } }, { path: { prefix: '/a' } }],
    ['of a prefix, for an exact path', { path: { prefix: '/a' } }, { path: { exact: '/a/b' } }],
    ['of a prefix that is the exact path', { path: { prefix: '/a' } }, { path: { exact: '/a' } }],
    ['of the same exact path', { path: { exact: '/a' } }, { path: { exact: '/a' } }],
    ['of the same regex', { path: { regex: '/[a]' } }, { path: { regex: '/[a]' } }],
    ['without conditions on headers', { path: { prefix: '/a' } }, { path: { prefix: '/a' }, ...V2 }],
    ['without conditions on the method', { path: { exact: '/a' } }, { path: { exact: '/a' }, ...GET }],
    ['of the same method', GET, { path: { exact: '/a' }, ...GET }],
    [
      'of the same headers in another order',
      { headers: { a: 'present', b: { exact: '1' } } },
      { headers: { b: { exact: '1' }, a: 'present' }, path: { exact: '/a' } },
    ],
    [
      'of the same query parameters',
      { queryParameters: { a: { exact: '1' } } },
      { queryParameters: { a: { exact: '1' } } },
    ],
    ['of the same port', { port: 443 }, { port: 443, path: { prefix: '/a' } }],
  ])('%s', (_, earlier, later) => {
    expect(hidden(earlier, later)).toEqual(['1 by 0']);
  });

  test('which is the first of those that take all its requests', () => {
    expect(
      hidden(
        { path: { exact: '/x' } },
        { path: { prefix: '/a/' } },
        { path: { prefix: '/a' } },
        { path: { exact: '/a/b' } },
        {
          path: { exact: '/ab' },
        },
      ),
    ).toEqual(['3 by 1', '4 by 2']);
  });
});

describe('a route is not hidden by an earlier one', () => {
  test.each<[string, RouteMatch, RouteMatch]>([
    ['of a longer prefix', { path: { prefix: '/ab' } }, { path: { prefix: '/a' } }],
    ['of an exact path, for a prefix', { path: { exact: '/a' } }, { path: { prefix: '/a' } }],
    ['of an exact path, for no path', { path: { exact: '/' } }, {}],
    ['of a prefix, for no path', { path: { prefix: '/a' } }, {}],
    ['of a prefix with a slash, for the path without', { path: { prefix: '/a/' } }, { path: { exact: '/a' } }],
    ['of a prefix in other case', { path: { prefix: '/A' } }, { path: { prefix: '/a' } }],
    ['of a prefix, for a regex', { path: { prefix: '/a' } }, { path: { regex: '/a/.*' } }],
    ['of an exact path, for a regex of the same text', { path: { exact: '/a' } }, { path: { regex: '/a' } }],
    ['of a regex', { path: { regex: '/a.*' } }, { path: { prefix: '/a' } }],
    ['with a header more', { path: { prefix: '/api' }, ...V2 }, { path: { prefix: '/api' } }],
    ['with a method more', GET, { path: { exact: '/a' } }],
    ['of another method', GET, { method: 'POST' }],
    ['of another header', { headers: { a: 'present' } }, { headers: { b: 'present' } }],
    ['of another value', V2, { headers: { 'x-version': { exact: 'v3' } } }],
    ['of another comparison', V2, { headers: { 'x-version': { prefix: 'v2' } } }],
    [
      'of a header, for a query parameter',
      { headers: { a: { exact: '1' } } },
      { queryParameters: { a: { exact: '1' } } },
    ],
    ['of another port', { port: 80 }, { port: 443 }],
    ['of one port, for any', { port: 80 }, {}],
  ])('%s', (_, earlier, later) => {
    expect(hidden(earlier, later)).toEqual([]);
  });
});

function unreached(path: string, match: string, by: number): string {
  return `\`${path}\` ${match}: no request gets here: routes[${by}] before it takes all that would. Move it before routes[${by}], or leave it out.`;
}

describe('routes that no request gets to', () => {
  test('are refused, whatever they do', () => {
    expect(
      refusalOf(
        { match: { path: { prefix: '/api' } }, to: FRONTEND },
        { match: { path: { prefix: '/api/v2' } }, redirect: { path: '/api' } },
        { to: FRONTEND },
        { respond: { status: 404 } },
      ),
    ).toBe(
      routesRefused(
        unreached('routes[1].match', '{"path":{"prefix":"/api/v2"}}', 0),
        unreached('routes[3].match', '{}', 2),
      ),
    );
  });

  test('are refused for each alternative that is hidden', () => {
    const match = [{ path: { exact: '/a' } }, { path: { exact: '/b' } }, { path: { exact: '/c' } }];

    expect(refusalOf({ match: match.slice(1), to: FRONTEND }, { match, to: FRONTEND })).toBe(
      routesRefused(
        unreached('routes[1].match[1]', '{"path":{"exact":"/b"}}', 0),
        unreached('routes[1].match[2]', '{"path":{"exact":"/c"}}', 0),
      ),
    );
  });

  test('are not compared where a match cannot be', () => {
    expect(
      refusalOf({ match: { path: { prefix: '' } }, to: FRONTEND }, { match: { path: { prefix: '/' } }, to: FRONTEND }),
    ).toBe(
      routesRefused(
        '`routes[0].match.path` {"prefix":""}: an empty prefix compares nothing. Leave it out to match anything.',
      ),
    );
  });

  test('are not compared with a regex that is too long', () => {
    const match = { path: { regex: `/${'a'.repeat(1024)}` } };

    expect(refusalOf({ match, to: FRONTEND }, { match, to: FRONTEND })).toBe(routesRefused(tooLong(0), tooLong(1)));
  });

  test('are none where alternatives of one route overlap', () => {
    const match = [{ path: { prefix: '/a' } }, { path: { exact: '/a' } }];

    expect(refusalOf({ match, to: FRONTEND }, { to: FRONTEND })).toBe(ACCEPTED);
  });
});
