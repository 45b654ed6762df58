import type { Chart } from 'cdk8s';
import { IngressGateway } from '../../lib/constructs/gateway';
import type { GatewayServer, HostBinding } from '../../lib/constructs/gateway-server';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { type HostRoutesProps, PassthroughRoutes } from '../../lib/constructs/routes';
import { API, hostRoutes, routesRefused } from './host-routes';
import { ACCEPTED, refusal, refused } from './rendering';

function bound(props: Partial<HostRoutesProps>): string {
  return refusal(hostRoutes(props));
}

const SHOP: HostBinding = { host: 'shop.example.com', namespace: 'shop' };

function plain(...hosts: HostBinding[]): GatewayServer {
  return { protocol: 'HTTP', hosts };
}

function unopened(...hosts: HostBinding[]): GatewayServer {
  return { protocol: 'TLS', mode: 'PASSTHROUGH', hosts };
}

interface Place {
  readonly name?: string;
  readonly workload?: GatewayWorkload;
  readonly type?: typeof IngressGateway;
}

function gateway(chart: Chart, server: GatewayServer, place: Place = {}): IngressGateway {
  const { name = 'shop', workload = GatewayWorkload.istioctl(), type = IngressGateway } = place;
  return new type(chart, name, { name, namespace: 'web', workload, servers: [server] });
}

/** The refusal of routes in namespace shop at a Gateway with this server. */
function at(server: GatewayServer, props: Partial<HostRoutesProps> = {}, place: Place = {}): string {
  return refusal((chart) => {
    hostRoutes({ gateways: [gateway(chart, server, place)], ...props })(chart);
  });
}

function covered(index: number, host: string, wider: string): string {
  return `\`hosts[${index}]\` "${host}": ${wider} covers it already, and Istio refuses hosts that overlap. Leave one of them out, or use two HostRoutes.`;
}

describe('hosts', () => {
  test.each(['*', '*.example.com', 'shop.example.com', 'a.b.c.d.e.example'])('may be %s', (host) => {
    expect(bound({ hosts: [host] })).toBe(ACCEPTED);
  });

  test.each([
    '',
    'localhost',
    'Shop.example.com',
    'shop.example.com:443',
    '203.0.113.10',
    '2001:db8::1',
    '*shop.example.com',
  ])('may not be %j', (host) => {
    expect(bound({ hosts: [host] })).toBe(
      routesRefused(
        `\`hosts[0]\` ${JSON.stringify(host)}: not a DNS name with a dot, nor \`*.\` before one, nor \`*\`. ` +
          'Write the name as clients ask for it, in lower case and without scheme, port or path.',
      ),
    );
  });

  test('are at least one', () => {
    expect(bound({ hosts: [] })).toBe(
      routesRefused("`hosts` []: routes without hosts take no request. Name at least one of the Gateway's."),
    );
  });

  test('are listed once', () => {
    expect(bound({ hosts: ['a.example.com', 'b.example.com', 'a.example.com'] })).toBe(
      routesRefused(
        '`hosts` ["a.example.com","b.example.com","a.example.com"]: a host is listed twice. List each once.',
      ),
    );
  });

  test.each([
    [['*.example.com', 'a.example.com'], covered(1, 'a.example.com', '*.example.com')],
    [['a.b.example.com', '*.example.com'], covered(0, 'a.b.example.com', '*.example.com')],
    [['*.b.example.com', '*.example.com'], covered(0, '*.b.example.com', '*.example.com')],
    [['*', '*.example.com'], covered(1, '*.example.com', '*')],
    [['example.com', '*'], covered(0, 'example.com', '*')],
  ])('do not overlap: %j', (hosts, problem) => {
    expect(bound({ hosts })).toBe(routesRefused(problem));
  });

  test('overlap with the narrowest wildcard in the message', () => {
    expect(bound({ hosts: ['*', '*.example.com', '*.b.example.com', 'a.b.example.com'] })).toBe(
      routesRefused(
        covered(1, '*.example.com', '*'),
        covered(2, '*.b.example.com', '*.example.com'),
        covered(3, 'a.b.example.com', '*.b.example.com'),
      ),
    );
  });

  test.each([
    [['example.com', '*.example.com']],
    [['a.example.com', '*.b.example.com', '*.a.example.com']],
    [['badexample.com', '*.example.com']],
  ])('that do not overlap are accepted: %j', (hosts) => {
    expect(bound({ hosts })).toBe(ACCEPTED);
  });
});

function unserved(host: string, name = 'web/shop'): string {
  return `"${host}": no server of Gateway ${name} serves it to namespace shop. Add { host: '${host}', namespace: 'shop' } to the hosts of a server.`;
}

function passthrough(server: GatewayServer): string {
  return refusal((chart) => {
    new PassthroughRoutes(chart, 'routes', {
      name: 'shop',
      namespace: 'shop',
      hosts: ['shop.example.com'],
      gateways: [gateway(chart, server)],
      to: API,
    });
  });
}

describe('gateways', () => {
  test('are at least one', () => {
    expect(bound({ gateways: [] })).toBe(
      routesRefused(
        '`gateways` []: without a Gateway the routes would be for calls inside the mesh. Name the Gateway that serves the hosts.',
      ),
    );
  });

  test.each([
    [{ namespace: 'web', name: 'shop.web' }, 'web/shop.web'],
    [{ namespace: 'Web', name: 'shop' }, 'Web/shop'],
  ])('have names that can be: %j', (named, shown) => {
    expect(bound({ gateways: [{ namespace: 'web', name: 'fine' }, named] })).toBe(
      routesRefused(
        `\`gateways[1]\` "${shown}": namespace and name of a Gateway are DNS labels. Give both as they are on the cluster.`,
      ),
    );
  });

  test('serve the hosts to the namespace', () => {
    expect(at(plain(SHOP))).toBe(ACCEPTED);
    expect(at(plain({ host: '*', namespace: '*' }))).toBe(ACCEPTED);
    expect(at(plain({ host: '*.example.com', namespace: 'shop' }), { hosts: ['a.b.example.com'] })).toBe(ACCEPTED);
    expect(at(plain({ ...SHOP, namespace: '.' }), { namespace: 'web' })).toBe(ACCEPTED);
    expect(at(plain({ ...SHOP, namespace: '.' }))).toBe(routesRefused(`\`hosts[0]\` ${unserved('shop.example.com')}`));
    expect(at(plain(SHOP), { hosts: ['*.example.com', 'example.com'] })).toBe(
      routesRefused(`\`hosts[0]\` ${unserved('*.example.com')}`, `\`hosts[1]\` ${unserved('example.com')}`),
    );
  });

  test('serve the hosts each, but for those of which nothing is known', () => {
    const message = refusal((chart) => {
      const gateways = [
        gateway(chart, plain(SHOP)),
        gateway(chart, plain({ host: 'other.example.com', namespace: 'shop' }), { name: 'other' }),
        { namespace: 'edge', name: 'unknown' },
      ];
      hostRoutes({ gateways })(chart);
    });

    expect(message).toBe(routesRefused(`\`hosts[0]\` ${unserved('shop.example.com', 'web/other')}`));
  });

  test('pass TLS on to PassthroughRoutes, and read requests for HostRoutes', () => {
    expect(passthrough(unopened(SHOP))).toBe(ACCEPTED);
    expect(at(unopened(SHOP))).toBe(
      routesRefused(
        '`hosts[0]` "shop.example.com": Gateway web/shop passes its TLS on unopened and sees no request. Use PassthroughRoutes.',
      ),
    );
    expect(passthrough(plain(SHOP))).toBe(
      refused(
        'PassthroughRoutes chart/routes',
        '`hosts[0]` "shop.example.com": Gateway web/shop does not pass its TLS on unopened. Use HostRoutes.',
      ),
    );
  });

  test('that only look like one of this package are not asked', () => {
    const gateways = [{ namespace: 'web', name: 'shop', workload: GatewayWorkload.istioctl(), servers: [] }];

    expect(bound({ gateways, exportTo: ['.'] })).toBe(ACCEPTED);
  });

  test('of another copy of this package are asked too', () => {
    let type = IngressGateway;
    jest.isolateModules(() => {
      ({ IngressGateway: type } = jest.requireActual<{ IngressGateway: typeof IngressGateway }>(
        '../../lib/constructs/gateway',
      ));
    });

    expect(type).not.toBe(IngressGateway);
    expect(at(plain(SHOP), {}, { type })).toBe(ACCEPTED);
    expect(at(plain(SHOP), { hosts: ['other.example.com'] }, { type })).toBe(
      routesRefused(`\`hosts[0]\` ${unserved('other.example.com')}`),
    );
  });
});

function hidden(exportTo: string, workload: string): string {
  return `\`exportTo\` ${exportTo}: hides the routes from the gateway workload in ${workload}, which would answer 404. Add ${workload}, or leave exportTo out.`;
}

describe('exportTo', () => {
  const NAMESPACES = 'Leave exportTo out, or list namespaces.';

  test.each([[['.']], [['*']], [['istio-system', '.']], [['a', 'b']]])('may be %j', (exportTo) => {
    expect(bound({ exportTo })).toBe(ACCEPTED);
  });

  test.each([
    [[], `\`exportTo\` []: an empty list hides nothing: Istio takes it for all namespaces. ${NAMESPACES}`],
    [['~'], `\`exportTo[0]\` "~": not the name of a namespace, \`.\` or \`*\`. ${NAMESPACES}`],
    [['web', 'Web'], `\`exportTo[1]\` "Web": not the name of a namespace, \`.\` or \`*\`. ${NAMESPACES}`],
    [['a', 'a'], `\`exportTo\` ["a","a"]: \`*\` stands alone, and no namespace may be named twice. ${NAMESPACES}`],
    [
      ['.', 'shop'],
      `\`exportTo\` [".","shop"]: \`*\` stands alone, and no namespace may be named twice. ${NAMESPACES}`,
    ],
    [['*', 'a'], `\`exportTo\` ["*","a"]: \`*\` stands alone, and no namespace may be named twice. ${NAMESPACES}`],
  ])('may not be %j', (exportTo, problem) => {
    expect(bound({ exportTo })).toBe(routesRefused(problem));
  });

  test("reaches the workload's namespace, not the Gateway's", () => {
    expect(at(plain(SHOP), { exportTo: ['.', 'istio-system'] })).toBe(ACCEPTED);
    expect(at(plain(SHOP), { exportTo: ['*'] })).toBe(ACCEPTED);
    expect(at(plain(SHOP), { exportTo: ['web'] })).toBe(routesRefused(hidden('["web"]', 'istio-system')));
    expect(at(plain(SHOP), { exportTo: ['.'] })).toBe(routesRefused(hidden('["."]', 'istio-system')));
  });

  test('may be the own namespace where the workload runs there', () => {
    const workload = GatewayWorkload.istioctl('shop');

    expect(at(plain(SHOP), { exportTo: ['.'] }, { workload })).toBe(ACCEPTED);
    expect(at(plain(SHOP), { exportTo: ['shop'] }, { workload })).toBe(ACCEPTED);
  });

  test('is reported once for each namespace of workloads', () => {
    const message = refusal((chart) => {
      const gateways = [
        gateway(chart, plain(SHOP)),
        gateway(chart, plain(SHOP), { name: 'other' }),
        gateway(chart, plain(SHOP), { name: 'helm', workload: GatewayWorkload.helm() }),
      ];
      hostRoutes({ gateways, exportTo: ['.'] })(chart);
    });

    expect(message).toBe(routesRefused(hidden('["."]', 'istio-system'), hidden('["."]', 'istio-ingress')));
  });
});
