import { STATUS_CODES } from 'node:http';
import { Duration } from 'cdk8s';
import type { BackendRoute, HeaderChanges, Hsts, RedirectRoute, Retries, Route } from '../../lib/constructs/route';
import { FRONTEND, hostRoutes, refusalOf, routesRefused } from './host-routes';
import { ACCEPTED, NOT_A_LABEL, NOT_A_PORT, refusal, untyped } from './rendering';

function backend(props: Partial<BackendRoute>): string {
  return refusalOf({ to: FRONTEND, ...props });
}

test('no routes are refused', () => {
  expect(refusalOf()).toBe(
    routesRefused('`routes` []: Istio refuses a VirtualService without routes. Give at least one.'),
  );
});

describe('a route does one thing', () => {
  const why =
    'a request goes to a backend, is redirected or is answered, one of the three. Give one of to, redirect and respond.';

  test.each<[string, Route, string]>([
    ['none', untyped({ name: 'x' }), '[]'],
    ['two', untyped({ to: FRONTEND, redirect: { path: '/' } }), '["to","redirect"]'],
    ['all', untyped({ respond: { status: 404 }, to: FRONTEND, redirect: {} }), '["respond","to","redirect"]'],
    ['one that is undefined', untyped({ to: undefined }), '[]'],
  ])('not %s', (_, route, actions) => {
    expect(refusalOf(route)).toBe(routesRefused(`\`routes[0]\` ${actions}: ${why}`));
  });

  test('what only backends can have is refused elsewhere, where it would be dropped', () => {
    const backendOnly = {
      rewritePath: '/',
      rewriteHost: 'x',
      timeout: Duration.seconds(1),
      retries: { attempts: 1 },
      requestHeaders: {},
      responseHeaders: {},
    };
    const problems = Object.keys(backendOnly).map(
      (key) => `\`routes[0].${key}\`: only requests that go to a backend can have it. Leave it out.`,
    );

    expect(refusalOf({ redirect: { path: '/' }, ...backendOnly })).toBe(routesRefused(...problems));
    expect(refusalOf({ respond: { status: 404 }, ...backendOnly })).toBe(routesRefused(...problems));
    expect(refusalOf(untyped({ respond: { status: 404 }, timeout: undefined }))).toBe(ACCEPTED);
  });
});

function redirect(props: RedirectRoute['redirect']): string {
  return refusalOf({ redirect: props });
}

describe('redirects', () => {
  test.each([{}, { code: 302 as const }, { path: undefined }])('%j leads nowhere', (props) => {
    expect(redirect(props)).toBe(
      routesRefused(
        `\`routes[0].redirect\` ${JSON.stringify(props)}: would redirect to where the request came from. Give scheme, host, path or port.`,
      ),
    );
  });

  test('of which everything is wrong', () => {
    expect(redirect({ scheme: untyped('ftp'), code: untyped(304) })).toBe(
      routesRefused(
        '`routes[0].redirect.scheme` "ftp": is none of http, https. Use one of these.',
        '`routes[0].redirect.code` 304: is none of 301, 302, 303, 307, 308. Use one of these.',
      ),
    );
    expect(redirect({ host: 'https://x', path: 'new', port: 0 })).toBe(
      routesRefused(
        '`routes[0].redirect.host` "https://x": not a host. Write a DNS name or an IP address, without scheme and path.',
        '`routes[0].redirect.path` "new": paths begin with a slash. Write the slash.',
        `\`routes[0].redirect.port\` 0: ${NOT_A_PORT}`,
      ),
    );
  });

  test.each(['', 'a b', 'a/', 'user@a', 'a?b', 'a#b', ' a'])('to host %j', (host) => {
    expect(redirect({ host })).toBe(
      routesRefused(
        `\`routes[0].redirect.host\` ${JSON.stringify(host)}: not a host. Write a DNS name or an IP address, without scheme and path.`,
      ),
    );
  });

  test.each(['localhost', '203.0.113.10', '[2001:db8::1]:8443', '%REQ(x)%'])('to host %j are accepted', (host) => {
    expect(redirect({ host })).toBe(ACCEPTED);
  });
});

describe('fixed responses', () => {
  test.each([200, 599])('of status %i are accepted', (status) => {
    expect(refusalOf({ respond: { status } })).toBe(ACCEPTED);
  });

  test.each([199, 600, 200.5, 0])('of status %j are refused', (status) => {
    expect(refusalOf({ respond: { status } })).toBe(
      routesRefused(
        `\`routes[0].respond.status\` ${JSON.stringify(status)}: not a status that can be answered. Use a whole number from 200 to 599.`,
      ),
    );
  });

  test('have at most 1 MB', () => {
    const megabyte = 'a'.repeat(1024 * 1024);

    expect(refusalOf({ respond: { status: 200, body: megabyte } })).toBe(ACCEPTED);
    for (const body of [`${megabyte}a`, `${megabyte.slice(1)}é`]) {
      expect(refusalOf({ respond: { status: 200, body } })).toBe(
        routesRefused(
          `\`routes[0].respond.body\` "${'a'.repeat(40)}...": Istio refuses more than 1 MB. Serve it from a backend.`,
        ),
      );
    }
  });
});

describe('rewrites', () => {
  test('to nothing are refused, as Istio does', () => {
    expect(backend({ rewritePath: '', rewriteHost: '' })).toBe(
      routesRefused(
        '`routes[0].rewritePath` "": paths begin with a slash. Write the slash.',
        '`routes[0].rewriteHost` "": not a host. Write a DNS name or an IP address, without scheme and path.',
      ),
    );
  });

  test('to a relative path are refused', () => {
    expect(backend({ rewritePath: 'v1/' })).toBe(
      routesRefused('`routes[0].rewritePath` "v1/": paths begin with a slash. Write the slash.'),
    );
  });
});

describe('durations', () => {
  test.each([
    [Duration.millis(0), '0ms'],
    [Duration.seconds(0), '0ms'],
    [Duration.millis(0.5), '0.5ms'],
    [Duration.millis(1.5), '1.5ms'],
    [Duration.seconds(0.0015), '1.5ms'],
    [Duration.millis(Number.NaN), 'NaNms'],
  ])('that are no whole milliseconds are refused: %j', (duration, shown) => {
    const why = 'Istio takes whole milliseconds from 1. Use Duration.millis(1) or more.';

    expect(backend({ timeout: duration, retries: { attempts: 1, perTryTimeout: duration } })).toBe(
      routesRefused(
        `\`routes[0].timeout\` "${shown}": ${why}`,
        `\`routes[0].retries.perTryTimeout\` "${shown}": ${why}`,
      ),
    );
  });

  test('that are are accepted', () => {
    expect(
      backend({ timeout: Duration.seconds(0.001), retries: { attempts: 1, perTryTimeout: Duration.days(2) } }),
    ).toBe(ACCEPTED);
  });
});

describe('retries', () => {
  test.each([-1, 0.5])('of %j attempts are refused', (attempts) => {
    expect(backend({ retries: { attempts } })).toBe(
      routesRefused(
        `\`routes[0].retries.attempts\` ${JSON.stringify(attempts)}: not a number of tries. Use a whole number from 0.`,
      ),
    );
  });

  test.each<[Retries, string]>([
    [{ attempts: 0, retryOn: '5xx' }, '["attempts","retryOn"]'],
    [{ attempts: 0, perTryTimeout: Duration.seconds(1) }, '["attempts","perTryTimeout"]'],
  ])('of none with conditions are refused', (retries, keys) => {
    expect(backend({ retries })).toBe(
      routesRefused(
        `\`routes[0].retries\` ${keys}: Istio refuses 0 attempts together with conditions for them. Give attempts: 0 alone.`,
      ),
    );
  });

  test.each(['5xx', 'reset,connect-failure', 'unavailable', '100', '418', '503,511', '226,308,451'])(
    'on %s are accepted',
    (retryOn) => {
      expect(backend({ retries: { attempts: 1, retryOn } })).toBe(ACCEPTED);
    },
  );

  test('on HTTP codes that have a name are accepted', () => {
    const codes = Array.from({ length: 1000 }, (_, code) => String(code));
    const accepted = codes.filter((retryOn) => backend({ retries: { attempts: 1, retryOn } }) === ACCEPTED);

    // Node knows one more than Go: 509, which no RFC names.
    expect(accepted).toEqual(Object.keys(STATUS_CODES).filter((code) => code !== '509'));
  });

  test.each([
    ['', '""'],
    ['5xx, reset', '" reset"'],
    ['5xx,,reset,', '"", ""'],
    ['connect_failure', '"connect_failure"'],
    ['5XX,503', '"5XX"'],
    ['99,5030', '"99", "5030"'],
  ])('on %j are refused', (retryOn, unknown) => {
    expect(backend({ retries: { attempts: 1, retryOn } })).toBe(
      routesRefused(
        `\`routes[0].retries.retryOn\` "${retryOn}": Istio does not know ${unknown}. Use conditions of Envoy and HTTP codes with commas between, without spaces.`,
      ),
    );
  });
});

describe('changes of headers', () => {
  const NOT_HERE =
    'Istio refuses to change this header here. Use rewriteHost for the host, and plain header names otherwise.';
  const NO_NAME = 'not a header name. Write for instance x-api-version.';

  test('of requests may set the host, and nothing else that begins with a colon', () => {
    const changes: HeaderChanges = {
      set: { ':path': '/', 'x-a': '' },
      add: { ':method': 'GET' },
      remove: ['Host', ':authority', 'x-b'],
    };

    expect(backend({ requestHeaders: { set: { ':authority': 'a.example.com' } } })).toBe(ACCEPTED);
    expect(backend({ requestHeaders: { add: { Host: 'a.example.com' } } })).toBe(ACCEPTED);
    expect(backend({ requestHeaders: { remove: ['x-b3-09', "!#$%&'*+-.^_`|~AZaz"] } })).toBe(ACCEPTED);
    expect(backend({ requestHeaders: changes })).toBe(
      routesRefused(
        `\`routes[0].requestHeaders.set\` ":path": ${NOT_HERE}`,
        `\`routes[0].requestHeaders.add\` ":method": ${NOT_HERE}`,
        `\`routes[0].requestHeaders.remove\` "Host": ${NOT_HERE}`,
        `\`routes[0].requestHeaders.remove\` ":authority": ${NOT_HERE}`,
      ),
    );
  });

  test('of responses may not touch the host', () => {
    const changes = { set: { host: 'a' }, add: { ':authority': 'a' }, remove: ['HOST', ':status'] };

    expect(backend({ responseHeaders: changes })).toBe(
      routesRefused(
        `\`routes[0].responseHeaders.set\` "host": ${NOT_HERE}`,
        `\`routes[0].responseHeaders.add\` ":authority": ${NOT_HERE}`,
        `\`routes[0].responseHeaders.remove\` "HOST": ${NOT_HERE}`,
        `\`routes[0].responseHeaders.remove\` ":status": ${NOT_HERE}`,
      ),
    );
  });

  test('need names', () => {
    expect(
      backend({ requestHeaders: { set: { '': 'a' }, add: { 'x y': 'a' } }, responseHeaders: { remove: ['ü'] } }),
    ).toBe(
      routesRefused(
        `\`routes[0].requestHeaders.set\` "": ${NO_NAME}`,
        `\`routes[0].requestHeaders.add\` "x y": ${NO_NAME}`,
        `\`routes[0].responseHeaders.remove\` "ü": ${NO_NAME}`,
      ),
    );
  });

  test('need values that Envoy can read, in set as in add of the same name', () => {
    const CONTROL = 'has a control character, which Istio refuses. Write the value on one line.';
    const PERCENT =
      'has a single %, which Istio refuses, since Envoy reads %VARIABLE%. Double it where it stands for itself.';

    expect(
      backend({
        requestHeaders: { set: { x: 'a\nb' }, add: { x: 'fine' } },
        responseHeaders: { set: { a: '100%', b: '%START_TIME%', c: '%%', d: '', e: '\t' }, add: { f: '%a%b%' } },
      }),
    ).toBe(
      routesRefused(
        `\`routes[0].requestHeaders.set.x\` "a\\nb": ${CONTROL}`,
        `\`routes[0].responseHeaders.set.a\` "100%": ${PERCENT}`,
        `\`routes[0].responseHeaders.set.e\` "\\t": ${CONTROL}`,
        `\`routes[0].responseHeaders.add.f\` "%a%b%": ${PERCENT}`,
      ),
    );
  });

  test('set the host once', () => {
    const why = 'Istio refuses to set the host more than once. Keep one of them.';

    expect(backend({ rewriteHost: 'a', requestHeaders: { set: { Host: 'b' } } })).toBe(
      routesRefused(`\`routes[0]\` ["rewriteHost","requestHeaders.set.Host"]: ${why}`),
    );
    expect(backend({ requestHeaders: { set: { host: 'a', ':authority': 'b' }, add: { Host: 'c' } } })).toBe(
      routesRefused(
        `\`routes[0]\` ["requestHeaders.set.host","requestHeaders.set.:authority","requestHeaders.add.Host"]: ${why}`,
      ),
    );
  });
});

function hsts(props: Hsts): string {
  return refusal(hostRoutes({ hsts: props }));
}

describe('HSTS', () => {
  test('is preloaded only with subdomains and a year', () => {
    const refusedPreload = routesRefused(
      '`hsts.preload` true: browsers preload only with includeSubDomains and a maxAge of a year or more (hstspreload.org). Add both, or leave preload out.',
    );
    const year = Duration.days(365);

    expect(hsts({ maxAge: year, preload: true })).toBe(refusedPreload);
    expect(hsts({ maxAge: Duration.seconds(365 * 86400 - 1), includeSubDomains: true, preload: true })).toBe(
      refusedPreload,
    );
    expect(hsts({ maxAge: year, includeSubDomains: true, preload: true })).toBe(ACCEPTED);
    expect(hsts({ maxAge: Duration.seconds(1), includeSubDomains: true })).toBe(ACCEPTED);
  });

  test('lasts whole seconds', () => {
    expect(hsts({ maxAge: Duration.millis(1500) })).toBe(
      routesRefused('`hsts.maxAge` "1.5s": browsers read whole seconds. Use whole seconds.'),
    );
    expect(hsts({ maxAge: Duration.millis(2000) })).toBe(ACCEPTED);
  });
});

test('all faults of all routes are reported together, with those of the rest', () => {
  expect(
    refusal(
      hostRoutes({
        namespace: 'Shop',
        routes: [
          { match: { path: { prefix: 'a' } }, respond: { status: 99 } },
          { to: { ...FRONTEND, port: 0 }, timeout: Duration.millis(0) },
        ],
        hsts: { maxAge: Duration.days(1), preload: true },
      }),
    ),
  ).toBe(
    routesRefused(
      `\`namespace\` "Shop": ${NOT_A_LABEL}`,
      '`routes[0].match.path` {"prefix":"a"}: paths of requests begin with a slash, so this matches none. Write the slash.',
      '`routes[0].respond.status` 99: not a status that can be answered. Use a whole number from 200 to 599.',
      `\`routes[1].to.port\` 0: ${NOT_A_PORT}`,
      '`routes[1].timeout` "0ms": Istio takes whole milliseconds from 1. Use Duration.millis(1) or more.',
      '`hsts.preload` true: browsers preload only with includeSubDomains and a maxAge of a year or more (hstspreload.org). Add both, or leave preload out.',
    ),
  );
});
