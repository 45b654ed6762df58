import { Duration } from 'cdk8s';
import type { BackendRoute, Route } from '../../lib/constructs/route';
import { API, FRONTEND, httpOf, TO_API, TO_FRONTEND } from './host-routes';

describe('a route to a backend renders', () => {
  test('nothing but the destination', () => {
    expect(httpOf([{ to: FRONTEND }])).toEqual([{ route: TO_FRONTEND }]);
  });

  test('each option', () => {
    const route: Route = {
      name: 'api',
      match: { path: { prefix: '/api/' } },
      to: API,
      rewritePath: '/',
      rewriteHost: 'api.internal:8443',
      timeout: Duration.seconds(90),
      retries: { attempts: 3, perTryTimeout: Duration.millis(1500), retryOn: 'connect-failure,5xx,503' },
      requestHeaders: {
        set: { 'X-Team': 'shop', 'x-start': '%START_TIME%' },
        add: { 'x-via': '100%%' },
        remove: ['Cookie'],
      },
      responseHeaders: { set: { 'x-frame-options': 'DENY' }, add: { vary: 'Cookie' }, remove: ['server'] },
    };

    expect(httpOf([route])).toEqual([
      {
        name: 'api',
        match: [{ uri: { prefix: '/api/' } }],
        route: TO_API,
        rewrite: { uri: '/', authority: 'api.internal:8443' },
        timeout: '1m30s',
        retries: { attempts: 3, perTryTimeout: '1500ms', retryOn: 'connect-failure,5xx,503' },
        headers: {
          request: {
            set: { 'X-Team': 'shop', 'x-start': '%START_TIME%' },
            add: { 'x-via': '100%%' },
            remove: ['Cookie'],
          },
          response: { set: { 'x-frame-options': 'DENY' }, add: { vary: 'Cookie' }, remove: ['server'] },
        },
      },
    ]);
  });

  test.each<[string, Partial<BackendRoute>, object]>([
    ['a path alone', { rewritePath: '/v1' }, { rewrite: { uri: '/v1' } }],
    ['a host alone', { rewriteHost: 'shop.internal' }, { rewrite: { authority: 'shop.internal' } }],
    ['no retries', { retries: { attempts: 0 } }, { retries: { attempts: 0 } }],
    [
      'no retries, the rest as undefined',
      { retries: { attempts: 0, perTryTimeout: undefined, retryOn: undefined } },
      { retries: { attempts: 0 } },
    ],
    ['headers of requests alone', { requestHeaders: { remove: ['x'] } }, { headers: { request: { remove: ['x'] } } }],
    [
      'headers of responses alone',
      { responseHeaders: { add: { x: '' } } },
      { headers: { response: { add: { x: '' } } } },
    ],
    ['the shortest timeout', { timeout: Duration.millis(1) }, { timeout: '1ms' }],
    ['a timeout of days', { timeout: Duration.days(1) }, { timeout: '24h' }],
  ])('%s', (_, props, expected) => {
    expect(httpOf([{ to: FRONTEND, ...props }])).toEqual([{ route: TO_FRONTEND, ...expected }]);
  });
});

describe('a redirect renders', () => {
  test('each option', () => {
    const redirect = { scheme: 'https', host: 'www.example.com', path: '/new', port: 8443, code: 308 } as const;

    expect(httpOf([{ name: 'moved', match: { path: { exact: '/old' } }, redirect }])).toEqual([
      {
        name: 'moved',
        match: [{ uri: { exact: '/old' } }],
        redirect: { scheme: 'https', authority: 'www.example.com', uri: '/new', port: 8443, redirectCode: 308 },
      },
    ]);
  });

  test.each([
    [{ scheme: 'http' as const }, { scheme: 'http', redirectCode: 301 }],
    [{ host: '203.0.113.10:8080' }, { authority: '203.0.113.10:8080', redirectCode: 301 }],
    [{ path: '/v2' }, { uri: '/v2', redirectCode: 301 }],
    [{ port: 443 }, { port: 443, redirectCode: 301 }],
  ])('%j, with 301 by default', (redirect, expected) => {
    expect(httpOf([{ redirect }])).toEqual([{ redirect: expected }]);
  });
});

test.each([
  [{ status: 404 }, { status: 404 }],
  [
    { status: 503, body: 'Back soon.' },
    { status: 503, body: { string: 'Back soon.' } },
  ],
  [
    { status: 200, body: '' },
    { status: 200, body: { string: '' } },
  ],
])('a fixed response renders %j', (respond, directResponse) => {
  expect(httpOf([{ name: 'fixed', respond }])).toEqual([{ name: 'fixed', directResponse }]);
});

test('an action that is given as undefined is none', () => {
  expect(httpOf([{ to: FRONTEND, redirect: undefined, respond: undefined }])).toEqual([{ route: TO_FRONTEND }]);
  expect(httpOf([{ redirect: undefined, respond: { status: 404 } }])).toEqual([{ directResponse: { status: 404 } }]);
});

describe('HSTS', () => {
  test.each([
    [{ maxAge: Duration.days(365) }, 'max-age=31536000'],
    [{ maxAge: Duration.seconds(0) }, 'max-age=0'],
    [{ maxAge: Duration.hours(1), includeSubDomains: true, preload: false }, 'max-age=3600; includeSubDomains'],
    [{ maxAge: Duration.hours(1), includeSubDomains: false }, 'max-age=3600'],
    [
      { maxAge: Duration.days(365), includeSubDomains: true, preload: true },
      'max-age=31536000; includeSubDomains; preload',
    ],
  ])('%j is %s', (hsts, value) => {
    expect(httpOf([{ to: FRONTEND }], { hsts })).toEqual([
      { route: TO_FRONTEND, headers: { response: { set: { 'Strict-Transport-Security': value } } } },
    ]);
  });

  const hsts = { maxAge: Duration.seconds(60) };

  test('is added to what routes to backends do with responses, and to no other routes', () => {
    const match = { path: { exact: '/old' } };

    expect(
      httpOf(
        [
          { match, redirect: { path: '/new' } },
          { to: FRONTEND, responseHeaders: { set: { vary: 'Cookie' }, remove: ['server'] } },
        ],
        { hsts },
      ),
    ).toEqual([
      { match: [{ uri: { exact: '/old' } }], redirect: { uri: '/new', redirectCode: 301 } },
      {
        route: TO_FRONTEND,
        headers: {
          response: { set: { 'Strict-Transport-Security': 'max-age=60', vary: 'Cookie' }, remove: ['server'] },
        },
      },
    ]);
  });

  test.each(['Strict-Transport-Security', 'strict-transport-security'])(
    'gives way to a route that sets %s itself',
    (name) => {
      const responseHeaders = { set: { [name]: 'max-age=1' } };

      expect(httpOf([{ to: FRONTEND, responseHeaders }], { hsts })).toEqual([
        { route: TO_FRONTEND, headers: { response: responseHeaders } },
      ]);
    },
  );
});
