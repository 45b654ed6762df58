import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { declareAlternative } from '../../lib/alternatives';
import { SecureIngressApp } from '../../lib/app';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { checkTree, claim, note, whoClaimed, whoNoted } from '../../lib/constructs/claims';
import { ClientCertificate } from '../../lib/constructs/client-certificate';
import { IngressGateway } from '../../lib/constructs/gateway';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { MutualTls } from '../../lib/constructs/mutual-tls';
import { SecretCopy } from '../../lib/constructs/secret-copy';
import { ServerCertificate } from '../../lib/constructs/server-certificate';

const FIX = 'Keep one of the two, or give one of them another name or host.';

/** A chart, of a family if one is given. */
function chartOf(scope: Construct, id: string, family?: string): Chart {
  const chart = new Chart(scope, id);
  if (family !== undefined) declareAlternative(chart, family);
  return chart;
}

function part(chart: Chart, id = 'part'): Construct {
  return new Construct(chart, id);
}

function problemsOf(app: App): string[] {
  return app.node.findAll().flatMap(({ node }) => node.validate());
}

describe('claims', () => {
  test('of different things', () => {
    const app = new App();
    claim(part(chartOf(app, 'one')), 'Secret a/b', 'secretName');
    claim(part(chartOf(app, 'two')), 'Secret a/c', 'secretName');

    expect(problemsOf(app)).toEqual([]);
  });

  test('of one thing: each claim after the first is reported once', () => {
    const app = new App();
    const chart = chartOf(app, 'one');
    claim(part(chart, 'a'), 'Secret a/b', 'secretName');
    claim(part(chart, 'b'), 'Secret a/b', 'to');
    claim(part(chartOf(app, 'two')), 'Secret a/b', 'name');

    const twice = 'Secret a/b is claimed twice: by one/a (secretName) and by';
    expect(problemsOf(app)).toEqual([`${twice} one/b (to). ${FIX}`, `${twice} two/part (name). ${FIX}`]);
  });

  test('of one construct are reported too', () => {
    const app = new App();
    const owner = part(chartOf(app, 'one'));
    claim(owner, 'Host a', 'servers[0].hosts');
    claim(owner, 'Host a', 'servers[1].hosts');

    expect(problemsOf(app)).toEqual([
      `Host a is claimed twice: by one/part (servers[0].hosts) and by one/part (servers[1].hosts). ${FIX}`,
    ]);
  });

  test('alternatives of one family may claim the same, one of them may not claim it twice', () => {
    const app = new App();
    const first = chartOf(app, 'first', 'shop');
    const second = chartOf(app, 'second', 'shop');
    claim(part(first), 'Host a', 'here');
    claim(part(second), 'Host a', 'there');
    expect(problemsOf(app)).toEqual([]);

    claim(part(second, 'again'), 'Host a', 'again');
    expect(problemsOf(app)).toEqual([
      `Host a is claimed twice: by second/part (there) and by second/again (again). ${FIX}`,
    ]);
  });

  test.each([
    ['another family', 'articles'],
    ['no family', undefined],
  ])('an alternative and a chart of %s may not', (_, family) => {
    const app = new App();
    claim(part(chartOf(app, 'first', 'shop')), 'Host a', 'here');
    claim(part(chartOf(app, 'second', 'shop')), 'Host a', 'here');
    claim(part(chartOf(app, 'third', family)), 'Host a', 'here');

    expect(problemsOf(app)).toEqual([`Host a is claimed twice: by first/part (here) and by third/part (here). ${FIX}`]);
  });

  test('alternatives may stand below one construct: the nearest chart counts', () => {
    const app = new App();
    const group = new Construct(app, 'group');
    claim(part(chartOf(group, 'first', 'shop')), 'Host a', 'here');
    claim(part(chartOf(group, 'second', 'shop')), 'Host a', 'here');

    expect(problemsOf(app)).toEqual([]);
  });

  test('outside of charts', () => {
    const app = new App();
    claim(new Construct(app, 'a'), 'Host a', 'here');
    claim(new Construct(app, 'b'), 'Host a', 'here');

    expect(problemsOf(app)).toEqual([`Host a is claimed twice: by a (here) and by b (here). ${FIX}`]);
  });

  test('of one app mean nothing in another', () => {
    const [app, other] = [new App(), new App()];
    claim(part(chartOf(app, 'one')), 'Host a', 'here');
    claim(part(chartOf(other, 'one')), 'Host a', 'here');

    expect([...problemsOf(app), ...problemsOf(other)]).toEqual([]);
  });

  test('20,000 of them', () => {
    const app = new App();
    const owner = part(chartOf(app, 'one'));
    for (let index = 0; index < 20_000; index++) claim(owner, `Secret a/${index % 19_999}`, `secrets[${index}]`);

    expect(problemsOf(app)).toEqual([
      `Secret a/0 is claimed twice: by one/part (secrets[0]) and by one/part (secrets[19999]). ${FIX}`,
    ]);
  });

  test('20,000 of one thing', () => {
    const app = new App();
    const owner = part(chartOf(app, 'one'));
    for (let index = 0; index < 20_000; index++) claim(owner, 'Secret a/b', `secrets[${index}]`);

    const problems = problemsOf(app);
    expect(problems).toHaveLength(19_999);
    expect(problems.at(-1)).toBe(
      `Secret a/b is claimed twice: by one/part (secrets[0]) and by one/part (secrets[19999]). ${FIX}`,
    );
  });
});

describe('facts and checks', () => {
  test('who noted or claimed it and can be deployed together with the asker', () => {
    const app = new App();
    const [first, second, third] = [
      part(chartOf(app, 'first', 'shop')),
      part(chartOf(app, 'second', 'shop')),
      part(chartOf(app, 'third')),
    ] as const;
    for (const owner of [first, second, third]) {
      note(owner, 'solves challenges');
      claim(owner, 'Secret a/b', 'here');
    }

    expect(whoNoted(first, 'solves challenges')).toEqual([first, third]);
    expect(whoNoted(third, 'solves challenges')).toEqual([first, second, third]);
    expect(whoNoted(third, 'something else')).toEqual([]);
    expect(whoClaimed(second, 'Secret a/b')).toEqual([second, third]);
    expect(whoClaimed(second, 'Secret b/a')).toEqual([]);
  });

  test('checks run when the whole tree is known, and say the same thing once', () => {
    const app = new App();
    const asker = part(chartOf(app, 'one'));
    const check = () => whoNoted(asker, 'late').map(({ node }) => `${node.path} is late`);
    checkTree(asker, check);
    checkTree(asker, check);
    note(part(chartOf(app, 'two')), 'late');

    expect(problemsOf(app)).toEqual(['two/part is late']);
  });
});

const HTTP01: CertificateIssuerProps = { type: 'acme', name: 'letsencrypt', solver: { type: 'http01' } };
const gateway = GatewayWorkload.istioctl();
const explicit = (chart: Chart, id: string, namespace?: string) => {
  if (namespace === undefined) new MutualTls(chart, id, { scope: 'mesh', clients: {} });
  else new MutualTls(chart, id, { scope: 'namespace', namespace, clients: {} });
};
const certificate = (chart: Chart, id: string, host: string, workload = gateway) =>
  new ServerCertificate(chart, id, {
    source: 'issued',
    gateway: workload,
    secretName: id,
    issuer: new CertificateIssuer(chart, `${id}-issuer`, HTTP01),
    hosts: [host],
  });

describe('constructs together', () => {
  test('all problems of a tree are reported together, each once', () => {
    const app = new App();
    const edge = GatewayWorkload.istioctl('edge');
    const shop = chartOf(app, 'shop');
    const mesh = chartOf(app, 'mesh');
    explicit(mesh, 'mesh-wide');
    explicit(mesh, 'edge', 'edge');
    new MutualTls(mesh, 'edge-again', { scope: 'namespace', namespace: 'edge' });
    certificate(shop, 'shop-tls', 'shop.example.com', edge);
    const from = { namespace: 'default', name: 'shop-tls' };
    new SecretCopy(shop, 'copy', { from, to: { namespace: 'edge', name: 'shop-tls' } });
    const other = new ServerCertificate(shop, 'other', { source: 'existing-secret', gateway: edge, secretName: 'o' });
    const hosts = [{ host: 'shop.example.com', namespace: 'shop' }];
    new IngressGateway(shop, 'gateway', {
      namespace: 'edge',
      name: 'shop',
      workload: edge,
      servers: [
        { protocol: 'HTTP', hosts, redirect: 'https' },
        { protocol: 'HTTPS', mode: 'SIMPLE', hosts, credential: other },
      ],
    });

    const solved =
      'has HTTP-01 challenges solved there by pods that have random names and no sidecar: they would fail.';
    expect(problemsOf(app)).toEqual([
      `PeerAuthentication without selector in namespace edge is claimed twice: by mesh/edge (scope) and by mesh/edge-again (scope). ${FIX}`,
      `Secret edge/shop-tls is claimed twice: by shop/shop-tls (secretName) and by shop/copy (to). ${FIX}`,
      `mesh/mesh-wide makes clients send mTLS to Services of the mesh, and shop/shop-tls-issuer ${solved} Use clients: 'auto', or a DNS-01 issuer.`,
      `mesh/edge makes clients send mTLS to Services of namespace edge, and shop/shop-tls ${solved} Use clients: 'auto', or a DNS-01 issuer.`,
      'shop/gateway redirects http://shop.example.com to https, and shop/shop-tls has it issued by HTTP-01: ' +
        "challenges would be redirected too. Use redirect: 'https-acme-safe', or a DNS-01 issuer.",
    ]);
  });

  test('nothing is wrong between alternatives, only inside one', () => {
    const app = new App();
    for (const id of ['plain', 'secure']) {
      const chart = chartOf(app, id, 'shop');
      new MutualTls(chart, 'mutual-tls', { scope: 'namespace', namespace: 'web' });
      certificate(chart, 'shop-tls', 'shop.example.com');
    }
    explicit(chartOf(app, 'strict', 'shop'), 'mesh-wide');
    expect(problemsOf(app)).toEqual([]);

    const plain = app.node.findChild('plain') as Chart;
    new MutualTls(plain, 'again', { scope: 'namespace', namespace: 'web' });
    expect(problemsOf(app)).toEqual([
      `PeerAuthentication without selector in namespace web is claimed twice: by plain/mutual-tls (scope) and by plain/again (scope). ${FIX}`,
    ]);
  });

  test('a chart with 20,000 certificates', () => {
    const app = new App();
    const chart = chartOf(app, 'clients');
    const issuer = new CertificateIssuer(chart, 'ca', { type: 'existing', name: 'ca', nature: 'private-ca' });
    for (let index = 0; index < 20_000; index++) {
      const identities = [`client-${index}.internal`];
      const secretName = `client-${index % 19_999}`;
      new ClientCertificate(chart, `client-${index}`, { issuer, namespace: 'web', secretName, identities });
    }

    expect(problemsOf(app)).toEqual([
      `Secret web/client-0 is claimed twice: by clients/client-0 (secretName) and by clients/client-19999 (secretName). ${FIX}`,
    ]);
  });

  test('the app writes nothing and tells them with the rest', () => {
    const app = new SecureIngressApp();
    const add = (id: string) => new MutualTls(chartOf(app, id), 'mutual-tls', { scope: 'namespace', namespace: 'web' });
    add('one');
    add('two');

    expect(() => app.synthYaml()).toThrow(
      new Error(
        'Nothing was synthesized because of 2 problems:\n' +
          `  PeerAuthentication without selector in namespace web is claimed twice: by one/mutual-tls (scope) and by two/mutual-tls (scope). ${FIX}\n` +
          '  PeerAuthentication.security.istio.io web/default is rendered 2 times, by one/mutual-tls/peer-authentication and two/mutual-tls/peer-authentication, and the last one applied would win. ' +
          'Remove or rename all but one; or, if these charts are never deployed together, call declareAlternative with the same family in each.',
      ),
    );
  });
});
