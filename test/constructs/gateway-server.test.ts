import type { Chart } from 'cdk8s';
import { CertificateIssuer } from '../../lib/constructs/certificate-issuer';
import { ClientAuthority } from '../../lib/constructs/client-authority';
import { IngressGateway } from '../../lib/constructs/gateway';
import type { GatewayServer, HttpServer, MutualTlsServer, SimpleTlsServer } from '../../lib/constructs/gateway-server';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { ServerCertificate } from '../../lib/constructs/server-certificate';
import { ACCEPTED, NOT_A_PORT, refusal, refused, render, untyped } from './rendering';

const WORKLOAD = GatewayWorkload.existing({
  namespace: 'edge',
  labels: { istio: 'edge' },
  serviceName: 'edge',
  serviceAccountName: 'edge',
  ports: [
    { name: 'status-port', port: 15021 },
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
    { name: 'https-alt', port: 8443 },
    { name: 'metrics', port: 90, targetPort: 15090 },
  ],
});

const SUBJECT = 'IngressGateway chart/gateway';
const SHOP = { host: 'shop.example.com', namespace: 'shop' };
const HTTP: HttpServer = { protocol: 'HTTP', hosts: [SHOP] };
const PASSTHROUGH: GatewayServer = { protocol: 'TLS', mode: 'PASSTHROUGH', hosts: [SHOP] };

type Servers = (chart: Chart) => readonly GatewayServer[];

function addGateway(servers: Servers) {
  return (chart: Chart) =>
    new IngressGateway(chart, 'gateway', {
      name: 'shop',
      namespace: 'web',
      workload: WORKLOAD,
      servers: servers(chart),
    });
}

function rendered(servers: Servers): unknown {
  const [gateway, ...others] = render(addGateway(servers)) as { spec: { servers: unknown } }[];
  expect(others).toEqual([]);
  return gateway?.spec.servers;
}

function message(servers: Servers): string {
  return refusal(addGateway(servers));
}

function certificate(chart: Chart, secretName = 'shop-tls', hosts?: readonly string[]): ServerCertificate {
  return new ServerCertificate(chart, secretName, { source: 'existing-secret', gateway: WORKLOAD, secretName, hosts });
}

function simple(props: Partial<SimpleTlsServer> = {}): Servers {
  return (chart) => [{ protocol: 'HTTPS', mode: 'SIMPLE', hosts: [SHOP], credential: certificate(chart), ...props }];
}

function mutual(props: Partial<MutualTlsServer> = {}): Servers {
  return (chart) => {
    const credential = certificate(chart);
    const clientAuthority = new ClientAuthority(chart, 'clients', { source: 'credential', credential });
    return [{ protocol: 'HTTPS', mode: 'MUTUAL', hosts: [SHOP], credential, clientAuthority, ...props }];
  };
}

describe('renders', () => {
  test('plaintext HTTP', () => {
    expect(rendered(() => [HTTP])).toEqual([
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop/shop.example.com'] },
    ]);
  });

  test("a redirect, with nothing beside it that Istio's webhook would refuse on HTTP", () => {
    expect(rendered(() => [{ ...HTTP, redirect: 'https' }])).toEqual([
      {
        port: { number: 80, name: 'http', protocol: 'HTTP' },
        hosts: ['shop/shop.example.com'],
        tls: { httpsRedirect: true },
      },
    ]);
  });

  test('TLS with a server certificate, of version 1.2 at least', () => {
    expect(rendered(simple())).toEqual([
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['shop/shop.example.com'],
        tls: { mode: 'SIMPLE', credentialName: 'shop-tls', minProtocolVersion: 'TLSV1_2' },
      },
    ]);
  });

  test('TLS with each option', () => {
    const cipherSuites = ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'];

    expect(
      rendered(
        simple({
          name: 'https-shop',
          port: 8443,
          hosts: [
            { host: '*', namespace: '*' },
            { host: '*.example.com', namespace: '.' },
          ],
          minTlsVersion: '1.2',
          maxTlsVersion: '1.2',
          cipherSuites,
        }),
      ),
    ).toEqual([
      {
        port: { number: 8443, name: 'https-shop', protocol: 'HTTPS' },
        hosts: ['*/*', './*.example.com'],
        tls: {
          mode: 'SIMPLE',
          credentialName: 'shop-tls',
          minProtocolVersion: 'TLSV1_2',
          maxProtocolVersion: 'TLSV1_2',
          cipherSuites,
        },
      },
    ]);
  });

  test('TLS 1.3 alone', () => {
    expect(rendered(simple({ minTlsVersion: '1.3', maxTlsVersion: '1.3' }))).toEqual([
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['shop/shop.example.com'],
        tls: {
          mode: 'SIMPLE',
          credentialName: 'shop-tls',
          minProtocolVersion: 'TLSV1_3',
          maxProtocolVersion: 'TLSV1_3',
        },
      },
    ]);
  });

  test.each(['MUTUAL', 'OPTIONAL_MUTUAL'] as const)('%s TLS', (mode) => {
    expect(rendered(mutual({ mode }))).toEqual([
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['shop/shop.example.com'],
        tls: { mode, credentialName: 'shop-tls', minProtocolVersion: 'TLSV1_2' },
      },
    ]);
  });

  test('mutual TLS with a CA from elsewhere and pinned clients', () => {
    const key = `${'A'.repeat(42)}8=`;
    const fingerprint = '09afAF5e'.repeat(8);

    expect(
      rendered((chart) => {
        const credential = certificate(chart);
        return [
          {
            protocol: 'HTTPS',
            mode: 'MUTUAL',
            hosts: [SHOP],
            credential,
            clientAuthority: new ClientAuthority(chart, 'clients', {
              source: 'config-map',
              credential,
              namespace: 'edge',
              name: 'client-ca',
            }),
            clientIdentities: ['alb.clients.internal', 'spiffe://cluster.local/ns/web/sa/alb'],
            clientPublicKeys: [key],
            clientFingerprints: [fingerprint],
            minTlsVersion: '1.3',
          },
        ];
      }),
    ).toEqual([
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['shop/shop.example.com'],
        tls: {
          mode: 'MUTUAL',
          credentialName: 'shop-tls',
          minProtocolVersion: 'TLSV1_3',
          caCertCredentialName: 'configmap://edge/client-ca',
          subjectAltNames: ['alb.clients.internal', 'spiffe://cluster.local/ns/web/sa/alb'],
          verifyCertificateSpki: [key],
          verifyCertificateHash: [fingerprint],
        },
      },
    ]);
  });

  test('TLS that is passed on unopened', () => {
    expect(rendered(() => [PASSTHROUGH])).toEqual([
      {
        port: { number: 443, name: 'tls', protocol: 'TLS' },
        hosts: ['shop/shop.example.com'],
        tls: { mode: 'PASSTHROUGH' },
      },
    ]);
  });
});

describe('refuses servers', () => {
  test('that are none', () => {
    expect(message(() => [])).toBe(
      refused(SUBJECT, '`servers` []: Istio refuses a Gateway without servers. Give at least one.'),
    );
  });

  test('of one name, also by default', () => {
    const fix = 'Give each server a name of its own, of lower-case letters, digits and dashes.';

    expect(message(() => [HTTP, { ...HTTP, port: 80 }, { ...PASSTHROUGH, name: 'http' }])).toBe(
      refused(
        SUBJECT,
        `\`servers[1].name\` "http": another server of this Gateway has this name. ${fix}`,
        `\`servers[2].name\` "http": another server of this Gateway has this name. ${fix}`,
      ),
    );
    expect(message(() => [HTTP, { ...HTTP, name: 'http-2' }])).toBe(ACCEPTED);
  });

  test.each(['', 'Http', 'a'.repeat(64), 'http_2'])('of the name %j', (name) => {
    expect(message(() => [{ ...HTTP, name }])).toBe(
      refused(
        SUBJECT,
        `\`servers[0].name\` ${JSON.stringify(name)}: not a port name. Give each server a name of its own, of lower-case letters, digits and dashes.`,
      ),
    );
  });

  test.each([0, 65536, 1.5, -443])('on port %p', (port) => {
    expect(message(() => [{ ...HTTP, port }])).toBe(refused(SUBJECT, `\`servers[0].port\` ${port}: ${NOT_A_PORT}`));
  });

  test('on a port that is no number', () => {
    expect(message(() => [{ ...HTTP, port: Number.NaN }])).toBe(
      refused(SUBJECT, `\`servers[0].port\` NaN: ${NOT_A_PORT}`),
    );
  });

  test('on a port that the Service does not have, such as one of the pods', () => {
    expect(message(() => [{ ...HTTP, port: 8080 }])).toBe(
      refused(
        SUBJECT,
        '`servers[0].port` 8080: Service edge/edge has no such port, so nobody could connect. ' +
          'Use one of 80, 443, 8443, or describe the workload as it is.',
      ),
    );
  });

  test.each([15021, 90])('on port %i, which leads to one of the proxy itself', (port) => {
    expect(message(() => [{ ...HTTP, port }])).toBe(
      refused(
        SUBJECT,
        `\`servers[0].port\` ${port}: the proxy itself listens there for health checks or metrics, and Istio would leave the server out. ` +
          'Use another port of the Service.',
      ),
    );
  });

  test('with and without TLS on one port, also by way of two ports of the Service', () => {
    const why =
      'uses the port too, one of them plaintext and the other TLS: Istio drops TLS servers of a port that plaintext has taken';

    expect(
      message(() => [
        { ...HTTP, port: 8443 },
        { ...PASSTHROUGH, name: 'one', port: 443 },
        { ...HTTP, name: 'two', port: 443 },
        { ...PASSTHROUGH, name: 'three', port: 80 },
        { ...HTTP, name: 'four' },
      ]),
    ).toBe(
      refused(
        SUBJECT,
        `\`servers[1].port\` 443: servers[0] ${why}. Give each protocol a port of its own.`,
        `\`servers[4].port\` 80: servers[3] ${why}. Give each protocol a port of its own.`,
      ),
    );
  });

  test('without hosts', () => {
    expect(message(() => [{ ...HTTP, hosts: [] }])).toBe(
      refused(
        SUBJECT,
        '`servers[0].hosts` []: Istio refuses a server without hosts. Give at least one, with the namespace whose VirtualServices route it.',
      ),
    );
  });

  test('of several faults, all of them', () => {
    expect(message((chart) => [{ ...HTTP, hosts: [], port: 8080 }, ...simple({ hosts: [], name: 'Two' })(chart)])).toBe(
      refused(
        SUBJECT,
        '`servers[0].port` 8080: Service edge/edge has no such port, so nobody could connect. Use one of 80, 443, 8443, or describe the workload as it is.',
        '`servers[0].hosts` []: Istio refuses a server without hosts. Give at least one, with the namespace whose VirtualServices route it.',
        '`servers[1].name` "Two": not a port name. Give each server a name of its own, of lower-case letters, digits and dashes.',
        '`servers[1].hosts` []: Istio refuses a server without hosts. Give at least one, with the namespace whose VirtualServices route it.',
      ),
    );
  });
});

describe('hosts', () => {
  const label = 'a'.repeat(63);

  test.each([
    '*',
    '*.example.com',
    'shop.example.com',
    'xn--bcher-kva.example',
    `${label}.example.com`,
    '1.2.3.x',
    `${`${label}.`.repeat(3)}${'a'.repeat(61)}`,
  ])('may be %s', (host) => {
    expect(message(() => [{ ...HTTP, hosts: [{ host, namespace: 'shop' }] }])).toBe(ACCEPTED);
  });

  test.each([
    '',
    'localhost',
    '*.com',
    '*foo.example.com',
    'a.*.example.com',
    '*.*.example.com',
    '**',
    '.example.com',
    'shop.example.com.',
    'shop..example.com',
    'Shop.example.com',
    'shop.example.com:443',
    'https://shop.example.com',
    'shop/shop.example.com',
    '192.0.2.1',
    '2001:db8::1',
    '[2001:db8::1]',
    'bücher.example',
    `${label}a.example.com`,
    `${`${label}.`.repeat(3)}${'a'.repeat(62)}`,
  ])('may not be %j', (host) => {
    expect(message(() => [{ ...HTTP, hosts: [{ host, namespace: 'shop' }] }])).toBe(
      refused(
        SUBJECT,
        `\`servers[0].hosts[0].host\` ${JSON.stringify(host)}: not a DNS name with a dot, nor \`*.\` before one, nor \`*\`. ` +
          'Write the name as clients ask for it, in lower case and without scheme, port or path.',
      ),
    );
  });

  test.each(['shop', '.', '*', label])('may be bound to namespace %s', (namespace) => {
    expect(message(() => [{ ...HTTP, hosts: [{ ...SHOP, namespace }] }])).toBe(ACCEPTED);
  });

  test.each(['', '~', 'shop.web', 'Shop', `${label}a`])('may not be bound to namespace %j', (namespace) => {
    expect(message(() => [{ ...HTTP, hosts: [{ ...SHOP, namespace }] }])).toBe(
      refused(
        SUBJECT,
        `\`servers[0].hosts[0].namespace\` ${JSON.stringify(namespace)}: not the name of a namespace, \`.\` or \`*\`. Name the namespace of the routes.`,
      ),
    );
  });

  test('are listed once in a server, whatever the namespace', () => {
    expect(message(() => [{ ...HTTP, hosts: [SHOP, { ...SHOP, namespace: 'other' }] }])).toBe(
      refused(SUBJECT, '`servers[0].hosts[1].host` "shop.example.com": listed twice. List it once.'),
    );
  });

  test('may overlap by wildcards, unlike those of routes', () => {
    const hosts = [SHOP, { host: '*.example.com', namespace: 'shop' }, { host: '*', namespace: 'shop' }];

    expect(message(() => [{ ...HTTP, hosts }])).toBe(ACCEPTED);
  });
});

function serving(hosts: readonly string[], covered: readonly string[]): string {
  return message((chart) =>
    simple({
      credential: certificate(chart, 'covering', covered),
      hosts: hosts.map((host) => ({ host, namespace: 'shop' })),
    })(chart),
  );
}

describe('the credential', () => {
  test('lies where the workload reads it', () => {
    expect(
      message((chart) =>
        simple({
          credential: new ServerCertificate(chart, 'elsewhere', {
            source: 'existing-secret',
            gateway: GatewayWorkload.istioctl(),
            secretName: 'shop-tls',
          }),
        })(chart),
      ),
    ).toBe(
      refused(
        SUBJECT,
        '`servers[0].credential` "istio-system/shop-tls": Istio looks credentials up in the gateway workload\'s namespace, which is edge. ' +
          'Make the ServerCertificate for the same gateway workload as the Gateway.',
      ),
    );
  });

  test('covers the hosts: a wildcard stands for one label, and not for none', () => {
    const covered = ['example.com', '*.example.com'];
    const why = 'certificate covering covers example.com, *.example.com and not this host';

    expect(serving(['example.com', 'a.example.com', '*.example.com'], covered)).toBe(ACCEPTED);
    expect(serving(['a.example.com', 'b.a.example.com', '*.a.example.com', '*', 'example.org'], covered)).toBe(
      refused(
        SUBJECT,
        `\`servers[0].hosts[1].host\` "b.a.example.com": ${why}. Add it to the certificate's hosts.`,
        `\`servers[0].hosts[2].host\` "*.a.example.com": ${why}. Add it to the certificate's hosts.`,
        `\`servers[0].hosts[3].host\` "*": ${why}. Name the hosts that the certificate covers.`,
        `\`servers[0].hosts[4].host\` "example.org": ${why}. Add it to the certificate's hosts.`,
      ),
    );
  });

  test('of an exact host does not cover a wildcard over it', () => {
    expect(serving(['*.example.com'], ['a.example.com'])).toBe(
      refused(
        SUBJECT,
        '`servers[0].hosts[0].host` "*.example.com": certificate covering covers a.example.com and not this host. ' +
          "Add it to the certificate's hosts.",
      ),
    );
  });

  test('of unknown hosts is taken for any', () => {
    expect(message(simple({ hosts: [{ host: '*', namespace: '*' }] }))).toBe(ACCEPTED);
  });
});

describe('TLS settings', () => {
  test('leave a version', () => {
    expect(message(simple({ minTlsVersion: '1.3', maxTlsVersion: '1.2' }))).toBe(
      refused(
        SUBJECT,
        '`servers[0].maxTlsVersion` "1.2": lower than minTlsVersion: no version is left. Leave it out, or use 1.3.',
      ),
    );
    expect(message(simple({ maxTlsVersion: '1.2' }))).toBe(ACCEPTED);
  });

  test('have no version that is broken', () => {
    expect(message(simple({ minTlsVersion: untyped('1.1'), maxTlsVersion: untyped('TLSV1_3') }))).toBe(
      refused(
        SUBJECT,
        '`servers[0].minTlsVersion` "1.1": is none of 1.2, 1.3. Use one of these.',
        '`servers[0].maxTlsVersion` "TLSV1_3": is none of 1.2, 1.3. Use one of these.',
      ),
    );
  });

  test.each([
    [
      ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256', 'aes128-sha'],
      `["TLS_AES_128_GCM_SHA256","aes128-sha"]: not among Istio's cipher suites, and what it does not know it leaves out`,
    ],
    [['RC4-SHA'], `["RC4-SHA"]: not among Istio's cipher suites, and what it does not know it leaves out`],
    [[], '[]: a list of cipher suites has at least one, and none twice'],
    [
      ['AES128-SHA', 'AES128-SHA'],
      '["AES128-SHA","AES128-SHA"]: a list of cipher suites has at least one, and none twice',
    ],
  ])('refuse cipher suites %j', (cipherSuites, problem) => {
    expect(message(simple({ cipherSuites }))).toBe(
      refused(
        SUBJECT,
        `\`servers[0].cipherSuites\` ${problem}. Use names such as ECDHE-ECDSA-AES256-GCM-SHA384, or leave it out.`,
      ),
    );
  });
});

function verifiedForAnother(chart: Chart): GatewayServer[] {
  const [one, two] = [certificate(chart, 'one'), certificate(chart, 'two')];
  const clientAuthority = new ClientAuthority(chart, 'clients', { source: 'credential', credential: one });
  return [{ protocol: 'HTTPS', mode: 'MUTUAL', hosts: [SHOP], credential: two, clientAuthority }];
}

describe('clients', () => {
  test('are verified by a CA that was made for the credential of the server', () => {
    expect(message(verifiedForAnother)).toBe(
      refused(
        SUBJECT,
        '`servers[0].clientAuthority` "one": made for another credential than this server\'s two, whose name Istio looks the CA up by. ' +
          'Make a ClientAuthority for each credential.',
      ),
    );
  });

  test.each(['clientIdentities', 'clientPublicKeys', 'clientFingerprints'] as const)(
    'are not pinned by an empty list of %s',
    (key) => {
      expect(message(mutual({ [key]: [] }))).toBe(
        refused(
          SUBJECT,
          `\`servers[0].${key}\` []: an empty list pins nothing, and every client of the CA would get in. ` +
            'Name at least one, or leave it out if that is what you want.',
        ),
      );
    },
  );

  test('are pinned by what some client can have', () => {
    expect(
      message(
        mutual({
          mode: 'OPTIONAL_MUTUAL',
          clientIdentities: ['alb.clients.internal', ''],
          clientPublicKeys: ['AA==', `${'+/09azAZ'.repeat(6).slice(5)}=`],
          clientFingerprints: [
            '00:9F:af:'.repeat(11).slice(0, 95),
            'ab'.repeat(31),
            'AB:'.repeat(32),
            `${'ab'.repeat(31)}a:`,
          ],
        }),
      ),
    ).toBe(
      refused(
        SUBJECT,
        '`servers[0].clientIdentities[1]` "": no client has it. Use text.',
        '`servers[0].clientPublicKeys[0]` "AA==": no client has it. Use SHA-256 in base64.',
        `\`servers[0].clientFingerprints[1]\` "${'ab'.repeat(31)}": no client has it. Use SHA-256 in hex.`,
        `\`servers[0].clientFingerprints[2]\` "${'AB:'.repeat(32)}": no client has it. Use SHA-256 in hex.`,
        `\`servers[0].clientFingerprints[3]\` "${'ab'.repeat(31)}a:": no client has it. Use SHA-256 in hex.`,
      ),
    );
  });
});

/** Istio's defaults would stand in for these, and its default mode is PASSTHROUGH. */
describe('without types', () => {
  test.each([
    [
      'a protocol in lower case',
      { ...HTTP, protocol: 'http' },
      '`servers[0].protocol` "http": is none of HTTP, HTTPS, TLS. Use one of these.',
    ],
    ['no protocol', { hosts: [SHOP] }, '`servers[0].protocol`: is none of HTTP, HTTPS, TLS. Use one of these.'],
    [
      'a mode on HTTP',
      { ...HTTP, mode: 'SIMPLE' },
      '`servers[0].mode` "SIMPLE": not known here, so it would have no effect. Use name, port, hosts, protocol, redirect.',
    ],
    [
      'no mode on HTTPS',
      { protocol: 'HTTPS', hosts: [SHOP] },
      '`servers[0].mode`: is none of SIMPLE, MUTUAL, OPTIONAL_MUTUAL. Use one of these.',
    ],
    [
      'a mode of Istio that is not offered',
      { protocol: 'HTTPS', mode: 'ISTIO_MUTUAL', hosts: [SHOP] },
      '`servers[0].mode` "ISTIO_MUTUAL": is none of SIMPLE, MUTUAL, OPTIONAL_MUTUAL. Use one of these.',
    ],
    [
      'termination on TLS',
      { protocol: 'TLS', mode: 'SIMPLE', hosts: [SHOP] },
      '`servers[0].mode` "SIMPLE": is none of PASSTHROUGH. Use one of these.',
    ],
    [
      'a redirect that is a flag',
      { ...HTTP, redirect: true },
      '`servers[0].redirect` true: is none of https, https-acme-safe. Use one of these.',
    ],
    [
      'no credential',
      { protocol: 'HTTPS', mode: 'SIMPLE', hosts: [SHOP] },
      '`servers[0].credential`: missing. Give a ServerCertificate.',
    ],
  ])('%s is refused', (_, server, problem) => {
    expect(message(() => [untyped(server)])).toBe(refused(SUBJECT, problem));
  });

  test('no client authority is refused', () => {
    expect(message(mutual({ clientAuthority: untyped(undefined) }))).toBe(
      refused(SUBJECT, '`servers[0].clientAuthority`: missing. Give a ClientAuthority.'),
    );
  });

  test('what follows a server of no known kind is checked too', () => {
    expect(message(() => [untyped({ protocol: 'TCP' }), { ...HTTP, hosts: untyped(undefined) }])).toBe(
      refused(
        SUBJECT,
        '`servers[0].protocol` "TCP": is none of HTTP, HTTPS, TLS. Use one of these.',
        '`servers[1].hosts`: missing. Give a list where each item is an object with host, namespace.',
      ),
    );
  });
});

test('a certificate of cert-manager serves a Gateway in any namespace', () => {
  const objects = render((chart) => {
    const issuer = new CertificateIssuer(chart, 'issuer', { type: 'existing', name: 'ca', nature: 'private-ca' });
    const credential = new ServerCertificate(chart, 'certificate', {
      source: 'issued',
      gateway: WORKLOAD,
      issuer,
      secretName: 'shop-tls',
      hosts: ['shop.example.com'],
    });
    return addGateway(simple({ credential }))(chart);
  });

  expect(
    (objects as { kind: string; metadata: { namespace: string } }[]).map(({ kind, metadata }) => [
      kind,
      metadata.namespace,
    ]),
  ).toEqual([
    ['Certificate', 'edge'],
    ['Gateway', 'web'],
  ]);
});
