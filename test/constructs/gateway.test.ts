import { Chart, Testing } from 'cdk8s';
import { declareAlternative } from '../../lib/alternatives';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { IngressGateway, type IngressGatewayProps } from '../../lib/constructs/gateway';
import type { GatewayServer, HttpServer, PassthroughServer } from '../../lib/constructs/gateway-server';
import { type GatewayPort, GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { ServerCertificate } from '../../lib/constructs/server-certificate';
import { ACCEPTED, type Build, NOT_A_LABEL, refusal, refused, render, validation } from './rendering';

const WORKLOAD = GatewayWorkload.istioctl();
const SHOP = { host: 'shop.example.com', namespace: 'shop' };
const HTTP: HttpServer = { protocol: 'HTTP', hosts: [SHOP] };
const REDIRECT: HttpServer = { ...HTTP, redirect: 'https' };
const ACME_SAFE: HttpServer = { ...HTTP, redirect: 'https-acme-safe' };
const PASSTHROUGH: PassthroughServer = { protocol: 'TLS', mode: 'PASSTHROUGH', hosts: [SHOP] };

const PRIVATE_CA: CertificateIssuerProps = { type: 'existing', name: 'ca', nature: 'private-ca' };
const HTTP01: CertificateIssuerProps = { type: 'existing', name: 'letsencrypt', nature: 'acme-http01' };
const DNS01: CertificateIssuerProps = { type: 'existing', name: 'letsencrypt', nature: 'acme-dns01' };

type Servers = readonly GatewayServer[];

function add(chart: Chart, servers: Servers, props: Partial<IngressGatewayProps> = {}): IngressGateway {
  return new IngressGateway(chart, 'gateway', {
    name: 'shop',
    namespace: 'web',
    workload: WORKLOAD,
    ...props,
    servers,
  });
}

function https(chart: Chart, issuer: CertificateIssuerProps, host = 'shop.example.com'): GatewayServer {
  return {
    protocol: 'HTTPS',
    mode: 'SIMPLE',
    hosts: [{ host, namespace: 'shop' }],
    credential: new ServerCertificate(chart, `certificate-${host}`, {
      source: 'issued',
      gateway: WORKLOAD,
      secretName: host,
      hosts: [host],
      issuer: new CertificateIssuer(chart, `issuer-${host}`, issuer),
    }),
  };
}

/** What the Gateway and its redirect render, without the certificates. */
function rendered(servers: (chart: Chart) => Servers): unknown[] {
  const objects = render((chart) => add(chart, servers(chart))) as { kind: string }[];
  return objects.filter(({ kind }) => kind !== 'Certificate');
}

function gateway(name: string, servers: object[], namespace = 'web') {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace, annotations: { 'argocd.argoproj.io/sync-wave': '5' } },
    spec: { selector: { istio: 'ingressgateway' }, servers },
  };
}

function redirect(name: string, hosts: string[]) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace: 'web', annotations: { 'argocd.argoproj.io/sync-wave': '10' } },
    spec: {
      hosts,
      gateways: [`web/${name}`],
      http: [{ name: 'https', redirect: { scheme: 'https', redirectCode: 301 } }],
    },
  };
}

const HTTP_80 = { number: 80, name: 'http', protocol: 'HTTP' };
const RENDERED_HTTPS = {
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  hosts: ['shop/shop.example.com'],
  tls: { mode: 'SIMPLE', credentialName: 'shop.example.com', minProtocolVersion: 'TLSV1_2' },
};

describe('renders', () => {
  test('one Gateway, in its own namespace, that selects the workload', () => {
    expect(rendered((chart) => [REDIRECT, https(chart, PRIVATE_CA)])).toEqual([
      gateway('shop', [
        { port: HTTP_80, hosts: ['shop/shop.example.com'], tls: { httpsRedirect: true } },
        RENDERED_HTTPS,
      ]),
    ]);
  });

  test('all labels of the workload', () => {
    const labels = { app: 'edge', istio: 'edge' };
    const workload = GatewayWorkload.existing({
      namespace: 'edge',
      labels,
      serviceName: 'edge',
      serviceAccountName: 'edge',
      ports: [{ name: 'http', port: 80 }],
    });

    expect(render((chart) => add(chart, [HTTP], { workload, name: 'a', namespace: 'b' }))).toEqual([
      {
        ...gateway('a', [], 'b'),
        spec: { selector: labels, servers: [{ port: HTTP_80, hosts: ['shop/shop.example.com'] }] },
      },
    ]);
  });
});

function named(length: number, servers: Servers): string {
  return refusal((chart) => add(chart, servers, { name: 'a'.repeat(length) }));
}

function tooLong(length: number, suffix: string): string {
  return refused(
    'IngressGateway chart/gateway',
    `\`name\` "${'a'.repeat(length)}": too long for the Gateway that redirects, which is named with "${suffix}" after it. ` +
      `Use at most ${length - 1} characters.`,
  );
}

describe('a redirect that leaves HTTP-01 challenges through', () => {
  const apart = [
    gateway('shop', [RENDERED_HTTPS]),
    gateway('shop-redirect', [{ port: HTTP_80, hosts: ['web/shop.example.com'] }]),
    redirect('shop-redirect', ['shop.example.com']),
  ];

  test('is a Gateway and a catch-all route of their own', () => {
    expect(rendered((chart) => [ACME_SAFE, https(chart, PRIVATE_CA)])).toEqual(apart);
  });

  test('is chosen when a certificate of the Gateway is issued by HTTP-01', () => {
    expect(rendered((chart) => [REDIRECT, https(chart, HTTP01)])).toEqual(apart);
  });

  test('is not chosen for a certificate that is issued by DNS-01', () => {
    expect(rendered((chart) => [REDIRECT, https(chart, DNS01)])).toEqual([
      gateway('shop', [
        { port: HTTP_80, hosts: ['shop/shop.example.com'], tls: { httpsRedirect: true } },
        RENDERED_HTTPS,
      ]),
    ]);
  });

  test('is not chosen for a server that serves in the clear', () => {
    expect(rendered((chart) => [HTTP, https(chart, HTTP01)])).toEqual([
      gateway('shop', [{ port: HTTP_80, hosts: ['shop/shop.example.com'] }, RENDERED_HTTPS]),
    ]);
  });

  test('leaves no Gateway without servers behind', () => {
    expect(rendered(() => [ACME_SAFE])).toEqual(apart.slice(1));
  });

  test('is one for each server, with its own name and options', () => {
    const other = { host: 'other.example.com', namespace: '*' };

    expect(
      rendered(() => [
        { ...ACME_SAFE, hosts: [other, SHOP] },
        { ...ACME_SAFE, name: 'second' },
      ]),
    ).toEqual([
      gateway('shop-redirect', [{ port: HTTP_80, hosts: ['web/other.example.com', 'web/shop.example.com'] }]),
      redirect('shop-redirect', ['other.example.com', 'shop.example.com']),
      gateway('shop-redirect-2', [{ port: { ...HTTP_80, name: 'second' }, hosts: ['web/shop.example.com'] }]),
      redirect('shop-redirect-2', ['shop.example.com']),
    ]);
  });

  test('names each host once in its routes, where Istio refuses hosts within others', () => {
    const hosts = ['a.example.com', '*.example.com', '*.a.example.com', 'example.com'].map((host) => ({
      host,
      namespace: 'shop',
    }));

    expect(rendered(() => [{ ...ACME_SAFE, hosts }])).toEqual([
      gateway('shop-redirect', [
        {
          port: HTTP_80,
          hosts: ['web/a.example.com', 'web/*.example.com', 'web/*.a.example.com', 'web/example.com'],
        },
      ]),
      redirect('shop-redirect', ['*.example.com', 'example.com']),
    ]);
    expect(rendered(() => [{ ...ACME_SAFE, hosts: [...hosts, { host: '*', namespace: 'shop' }] }])[1]).toEqual(
      redirect('shop-redirect', ['*']),
    );
  });

  test('needs a name with room for the suffix', () => {
    const second = { ...ACME_SAFE, name: 'second' };

    expect(named(63, [REDIRECT])).toBe(ACCEPTED);
    expect(named(54, [ACME_SAFE])).toBe(ACCEPTED);
    expect(named(55, [ACME_SAFE])).toBe(tooLong(55, '-redirect'));
    expect(named(52, [ACME_SAFE, second])).toBe(ACCEPTED);
    expect(named(53, [ACME_SAFE, second])).toBe(tooLong(53, '-redirect-2'));
  });
});

describe('refuses', () => {
  test('names that cannot be, together with faults of servers', () => {
    expect(refusal((chart) => add(chart, [], { name: 'shop.web', namespace: 'Web' }))).toBe(
      refused(
        'IngressGateway chart/gateway',
        `\`namespace\` "Web": ${NOT_A_LABEL}`,
        `\`name\` "shop.web": ${NOT_A_LABEL}`,
        '`servers` []: Istio refuses a Gateway without servers. Give at least one.',
      ),
    );
  });

  test.each([
    ['a'.repeat(63), ACCEPTED],
    ['a'.repeat(64), refused('IngressGateway chart/gateway', `\`name\` "${'a'.repeat(64)}": ${NOT_A_LABEL}`)],
  ])('a name that is no label: %s', (name, expected) => {
    expect(refusal((chart) => add(chart, [HTTP], { name }))).toBe(expected);
  });

  test('before anything is added to the tree', () => {
    const chart = new Chart(Testing.app(), 'chart');

    expect(() => add(chart, [])).toThrow('Istio refuses a Gateway without servers');
    expect(chart.node.children).toEqual([]);
  });
});

function serves(hosts: HttpServer['hosts'], host: string, namespace: string): boolean {
  return add(new Chart(Testing.app(), 'chart'), [{ ...HTTP, hosts }]).serves(host, namespace);
}

describe('serves', () => {
  test.each([
    ['shop.example.com', 'shop', 'shop.example.com', 'shop', true],
    ['shop.example.com', 'shop', 'shop.example.com', 'web', false],
    ['shop.example.com', 'shop', 'other.example.com', 'shop', false],
    ['shop.example.com', '.', 'shop.example.com', 'web', true],
    ['shop.example.com', '.', 'shop.example.com', 'shop', false],
    ['shop.example.com', '*', 'shop.example.com', 'any', true],
    ['*.example.com', 'shop', 'a.b.example.com', 'shop', true],
    ['*.example.com', 'shop', '*.example.com', 'shop', true],
    ['*.example.com', 'shop', '*.a.example.com', 'shop', true],
    ['*.example.com', 'shop', 'example.com', 'shop', false],
    ['*.example.com', 'shop', 'badexample.com', 'shop', false],
    ['*.a.example.com', 'shop', '*.example.com', 'shop', false],
    ['*', 'shop', '*', 'shop', true],
    ['*', 'shop', 'shop.example.com', 'shop', true],
    ['shop.example.com', 'shop', '*', 'shop', false],
  ])('%s, bound to %s, takes %s from %s: %p', (served, bound, host, namespace, expected) => {
    expect(serves([{ host: served, namespace: bound }], host, namespace)).toBe(expected);
  });

  test('what one server takes whole, not what two take together', () => {
    const hosts = [
      { host: 'a.example.com', namespace: 'shop' },
      { host: 'b.example.com', namespace: 'shop' },
    ];

    expect(serves(hosts, 'b.example.com', 'shop')).toBe(true);
    expect(serves(hosts, '*.example.com', 'shop')).toBe(false);
  });

  test('either requests or unopened TLS', () => {
    const secure = { ...PASSTHROUGH, hosts: [{ host: 'tls.example.com', namespace: 'shop' }] };
    const both = add(new Chart(Testing.app(), 'chart'), [HTTP, secure]);
    const answers = (host: string) => [
      both.serves(host, 'shop'),
      both.serves(host, 'shop', 'http'),
      both.serves(host, 'shop', 'passthrough'),
    ];

    expect(answers('shop.example.com')).toEqual([true, true, false]);
    expect(answers('tls.example.com')).toEqual([true, false, true]);
    expect(answers('other.example.com')).toEqual([false, false, false]);
  });

  test('no routes on servers that redirect apart, since these are in another Gateway', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const other = { ...REDIRECT, hosts: [{ host: 'other.example.com', namespace: 'shop' }] };
    const both = add(chart, [other, https(chart, HTTP01)]);

    expect(['shop.example.com', 'other.example.com'].map((host) => both.serves(host, 'shop'))).toEqual([true, false]);
  });
});

function gatewayOf(servers: Servers, props: Partial<IngressGatewayProps> = {}): Build {
  return (chart) => {
    add(chart, servers, props);
  };
}

function certificateOf(host: string, issuer = HTTP01): Build {
  return (chart) => {
    https(chart, issuer, host);
  };
}

function inFamily(family: string, build: Build): Build {
  return (chart) => {
    declareAlternative(chart, family);
    build(chart);
  };
}

/** The default gateway of istioctl with a second port of the Service for TLS. */
function workloadWith(port: GatewayPort): GatewayWorkload {
  const { namespace, labels, serviceName, serviceAccountName } = WORKLOAD;
  const ports = [{ name: 'https', port: 443, targetPort: 8443 }, port];
  return GatewayWorkload.existing({ namespace, labels, serviceName, serviceAccountName, ports });
}

describe('validation of the tree reports', () => {
  const TLS = gatewayOf([PASSTHROUGH]);
  const CLAIMED =
    'Host shop.example.com on gateway workload istio-system (istio=ingressgateway) port 443 is claimed twice: ' +
    'by one/gateway (servers[0].hosts) and by two/gateway (servers[0].hosts). ' +
    'Keep one of the two, or give one of them another name or host.';

  test('a host of two servers with TLS on one port of a workload, once', () => {
    expect(validation({ one: TLS, two: TLS })).toEqual([CLAIMED]);
  });

  test('it for each further claim', () => {
    expect(validation({ one: TLS, two: TLS, three: TLS })).toEqual([
      CLAIMED,
      CLAIMED.replace('two/gateway', 'three/gateway'),
    ]);
  });

  test('it also when one terminates TLS and when both are in one Gateway', () => {
    const wildcard = { ...SHOP, host: '*.example.com' };

    expect(
      validation({
        one: (chart) => add(chart, [{ ...PASSTHROUGH, hosts: [SHOP, wildcard] }, https(chart, PRIVATE_CA)]),
      }),
    ).toEqual([
      'Host shop.example.com on gateway workload istio-system (istio=ingressgateway) port 443 is claimed twice: ' +
        'by one/gateway (servers[0].hosts) and by one/gateway (servers[1].hosts). ' +
        'Keep one of the two, or give one of them another name or host.',
    ]);
  });

  test('it where two ports of the Service lead to one of the pods', () => {
    const workload = workloadWith({ name: 'https-alt', port: 8443 });

    expect(
      validation({
        one: gatewayOf([PASSTHROUGH], { workload }),
        two: gatewayOf([{ ...PASSTHROUGH, port: 8443 }], { workload }),
      }),
    ).toEqual([CLAIMED]);
  });

  test('nothing for other hosts, ports and workloads', () => {
    const workload = workloadWith({ name: 'tls', port: 15443 });

    expect(
      validation({
        one: gatewayOf([PASSTHROUGH], { workload }),
        two: gatewayOf([{ ...PASSTHROUGH, port: 15443 }], { workload }),
        three: gatewayOf([{ ...PASSTHROUGH, hosts: [{ host: '*.example.com', namespace: 'shop' }] }], { workload }),
        four: gatewayOf([PASSTHROUGH], { workload: GatewayWorkload.helm() }),
        five: gatewayOf([PASSTHROUGH], { workload: GatewayWorkload.istioctl('other') }),
      }),
    ).toEqual([]);
  });

  test('nothing for charts that are never deployed together, but all others', () => {
    expect(validation({ one: inFamily('shop', TLS), two: inFamily('shop', TLS) })).toEqual([]);
    expect(validation({ one: inFamily('shop', TLS), two: inFamily('other', TLS) })).toEqual([CLAIMED]);
    expect(validation({ one: inFamily('shop', TLS), two: TLS })).toEqual([CLAIMED]);
  });

  test('nothing for a host of plaintext servers, which Istio merges', () => {
    const plain = gatewayOf([HTTP, { ...REDIRECT, name: 'redirect' }]);

    expect(validation({ one: plain, two: plain })).toEqual([]);
  });

  test('TLS on a port that another Gateway has in the clear', () => {
    const plain = gatewayOf([HTTP, { ...HTTP, name: 'alt', port: 443 }]);
    const problem =
      'tls/gateway (servers[0]) serves TLS on gateway workload istio-system (istio=ingressgateway) port 443, and ' +
      'plain/gateway plaintext HTTP: Istio drops the TLS server when the other Gateway is the older one. ' +
      'Give one of them another port.';

    expect(validation({ plain, tls: TLS })).toEqual([problem]);
    expect(validation({ tls: TLS, plain, other: plain })).toEqual([problem]);
    expect(validation({ tls: inFamily('shop', TLS), plain: inFamily('shop', plain) })).toEqual([]);
    expect(validation({ tls: gatewayOf([PASSTHROUGH], { workload: GatewayWorkload.helm() }), plain })).toEqual([]);
  });
});

describe('validation of the tree reports a redirect of challenges', () => {
  const problem =
    'redirect/gateway redirects http://shop.example.com to https, and certificate/certificate-shop.example.com has it issued by HTTP-01: ' +
    "challenges would be redirected too. Use redirect: 'https-acme-safe', or a DNS-01 issuer.";
  const certificate = certificateOf('shop.example.com');

  test('for a certificate that another Gateway serves', () => {
    const redirects = gatewayOf([REDIRECT]);

    expect(validation({ redirect: redirects, certificate })).toEqual([problem]);
    expect(validation({ redirect: redirects, certificate: certificateOf('shop.example.com', DNS01) })).toEqual([]);
    expect(validation({ redirect: redirects, certificate: certificateOf('other.example.com') })).toEqual([]);
  });

  test('by a server beside one that is safe', () => {
    const other = { ...ACME_SAFE, name: 'safe', hosts: [{ host: 'other.example.com', namespace: 'shop' }] };
    const redirects = gatewayOf([other, REDIRECT]);

    expect(validation({ redirect: redirects, certificate })).toEqual([problem]);
    expect(validation({ redirect: redirects, certificate: certificateOf('other.example.com') })).toEqual([]);
  });

  test('not by a safe one, nor at another workload, nor in an alternative', () => {
    expect(
      validation({
        safe: gatewayOf([ACME_SAFE]),
        elsewhere: gatewayOf([REDIRECT], { workload: GatewayWorkload.helm() }),
        certificate,
      }),
    ).toEqual([]);
    expect(
      validation({
        redirect: inFamily('shop', gatewayOf([REDIRECT])),
        certificate: inFamily('shop', certificate),
      }),
    ).toEqual([]);
  });
});

test('the servers are those that were given, also when the list changes afterwards', () => {
  const servers = [HTTP];
  const added = add(new Chart(Testing.app(), 'chart'), servers);

  servers.push(REDIRECT);

  expect(added.servers).toEqual([HTTP]);
});
