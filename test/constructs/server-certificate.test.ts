import { type Chart, Duration } from 'cdk8s';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { ServerCertificate, type ServerCertificateProps } from '../../lib/constructs/server-certificate';
import { nameOfLength } from './long-names';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped, validation } from './rendering';

const PRIVATE_CA: CertificateIssuerProps = { type: 'existing', name: 'ca', nature: 'private-ca' };
const HTTP01: CertificateIssuerProps = { type: 'existing', name: 'letsencrypt', nature: 'acme-http01' };
const gateway = GatewayWorkload.istioctl();
const shop = { gateway, secretName: 'shop-tls' };

/** A certificate for shop.example.com at the default gateway, signed by an issuer with these props. */
function issued(chart: Chart, issuer: CertificateIssuerProps, props: object = {}): ServerCertificate {
  return new ServerCertificate(chart, 'certificate', {
    source: 'issued',
    ...shop,
    issuer: new CertificateIssuer(chart, 'issuer', issuer),
    hosts: ['shop.example.com'],
    ...props,
  });
}

function refusal(props: ServerCertificateProps): string {
  return refusalOf((chart) => new ServerCertificate(chart, 'certificate', props));
}

function refused(...problems: string[]): string {
  return refusedBy('ServerCertificate chart/certificate', ...problems);
}

describe('existing Secret', () => {
  test('nothing is rendered', () => {
    expect(
      render((chart) => {
        const unknown = new ServerCertificate(chart, 'unknown', { source: 'existing-secret', ...shop });
        const known = new ServerCertificate(chart, 'known', {
          source: 'existing-secret',
          ...shop,
          hosts: ['*.example.com'],
        });

        expect(unknown).toMatchObject({ credentialName: 'shop-tls', gateway, hosts: undefined, issuer: undefined });
        expect(known).toMatchObject({
          credentialName: 'shop-tls',
          gateway,
          hosts: ['*.example.com'],
          issuer: undefined,
        });
      }),
    ).toEqual([]);
  });

  test('refuses what cannot be, all of it at once', () => {
    expect(refusal({ source: 'existing-secret', gateway, secretName: 'Shop-cacert', hosts: [] })).toBe(
      refused(
        '`secretName` "Shop-cacert": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`secretName` "Shop-cacert": Istio reads no key from Secrets whose names end in -cacert, only a CA. Use another name.',
        '`hosts` []: no host. Name at least one, such as shop.example.com.',
      ),
    );
  });
});

const named = (kind: string, namespace: string, name: string) =>
  expect.objectContaining({
    kind,
    metadata: expect.objectContaining({ namespace, name }),
  });

describe('copied Secret', () => {
  const copied: ServerCertificateProps = {
    source: 'copied-secret',
    ...shop,
    from: { namespace: 'default', name: 'shop-tls' },
  };

  test('a SecretCopy into the namespace of the gateway', () => {
    const objects = render((chart) => new ServerCertificate(chart, 'certificate', copied));

    expect(objects).toEqual([
      named('ServiceAccount', 'istio-system', 'shop-tls-copier'),
      named('Role', 'default', 'shop-tls-copier-istio-system'),
      named('RoleBinding', 'default', 'shop-tls-copier-istio-system'),
      named('SecretStore', 'istio-system', 'shop-tls-copier'),
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'shop-tls', namespace: 'istio-system' },
        spec: {
          refreshPolicy: 'Periodic',
          refreshInterval: '1h',
          secretStoreRef: { kind: 'SecretStore', name: 'shop-tls-copier' },
          target: {
            name: 'shop-tls',
            creationPolicy: 'Owner',
            deletionPolicy: 'Retain',
            template: { type: 'kubernetes.io/tls' },
          },
          dataFrom: [{ extract: { key: 'shop-tls' } }],
        },
      },
    ]);
  });

  test('with its own interval and known hosts', () => {
    const objects = render((chart) => {
      const props = { ...copied, refreshInterval: Duration.minutes(10), hosts: ['shop.example.com'] };
      expect(new ServerCertificate(chart, 'certificate', props)).toMatchObject({
        credentialName: 'shop-tls',
        hosts: ['shop.example.com'],
        issuer: undefined,
      });
    });

    expect(objects.at(-1)).toMatchObject({ spec: { refreshInterval: '10m' } });
  });

  test('refuses what cannot be, all of it at once', () => {
    const from = { namespace: 'Default', name: 'shop_tls' };
    const refreshInterval = Duration.millis(999);

    expect(refusal({ ...copied, secretName: 'shop tls', from, refreshInterval, hosts: ['shop'] })).toBe(
      refused(
        '`from.namespace` "Default": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`from.name` "shop_tls": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`secretName` "shop tls": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`refreshInterval` "999ms": External Secrets takes 0 for "never again", so this construct refuses less than 1s. Use 1s or more.',
        '`hosts[0]` "shop": not a DNS name with a dot, nor `*.` before one. Write the name as clients ask for it, in lower case and without scheme, port or path.',
      ),
    );
  });

  test('refuses a Secret that lies there already, and too long a name', () => {
    expect(refusal({ ...copied, from: { namespace: 'istio-system', name: 'shop-tls' } })).toBe(
      refused(
        '`from` "istio-system/shop-tls": source and copy are the same Secret. Use the Secret as it is, or copy it under another name.',
      ),
    );
    expect(refusal({ ...copied, secretName: nameOfLength(234) })).toBe(
      refused(
        `\`secretName\` "${nameOfLength(234)}": too long for the object that is named with "-copier-istio-system" after it. Use at most 233 characters.`,
      ),
    );
  });
});

describe('issued', () => {
  test('in the namespace of the gateway, for server authentication only', () => {
    expect(render((chart) => issued(chart, PRIVATE_CA))).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'shop-tls', namespace: 'istio-system' },
        spec: {
          secretName: 'shop-tls',
          dnsNames: ['shop.example.com'],
          privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS1', rotationPolicy: 'Always' },
          usages: ['digital signature', 'server auth'],
          issuerRef: { name: 'ca', kind: 'ClusterIssuer', group: 'cert-manager.io' },
        },
      },
    ]);
  });

  test('every prop, at another gateway', () => {
    const props = {
      gateway: GatewayWorkload.helm(),
      name: 'shop',
      subject: { organizations: ['Shop'] },
      commonName: 'shop.example.com',
      hosts: ['shop.example.com', '*.shop.example.com'],
      ipAddresses: ['203.0.113.10', '2001:db8::1'],
      duration: Duration.hours(2160),
      renewBefore: Duration.hours(360),
      privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8' },
    };

    expect(render((chart) => issued(chart, { ...PRIVATE_CA, namespace: 'istio-ingress' }, props))).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'shop', namespace: 'istio-ingress' },
        spec: {
          secretName: 'shop-tls',
          subject: { organizations: ['Shop'] },
          commonName: 'shop.example.com',
          dnsNames: ['shop.example.com', '*.shop.example.com'],
          ipAddresses: ['203.0.113.10', '2001:db8::1'],
          duration: '2160h',
          renewBefore: '360h',
          privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8', rotationPolicy: 'Always' },
          usages: ['digital signature', 'key encipherment', 'server auth'],
          issuerRef: { name: 'ca', kind: 'Issuer', group: 'cert-manager.io' },
        },
      },
    ]);
  });

  test('what others ask for', () => {
    render((chart) => {
      const certificate = issued(chart, PRIVATE_CA);
      expect(certificate).toMatchObject({ gateway, credentialName: 'shop-tls', hosts: ['shop.example.com'] });
      expect(certificate.issuer?.issuerName).toBe('ca');
    });
  });

  test('by HTTP-01 after the routes, which the challenges need', () => {
    expect(render((chart) => issued(chart, HTTP01))).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: {
          name: 'shop-tls',
          namespace: 'istio-system',
          annotations: { 'argocd.argoproj.io/sync-wave': '15' },
        },
        spec: {
          secretName: 'shop-tls',
          dnsNames: ['shop.example.com'],
          privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS1', rotationPolicy: 'Always' },
          usages: ['digital signature', 'server auth'],
          issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer', group: 'cert-manager.io' },
        },
      },
    ]);
  });

  test('wildcards by DNS-01, not by HTTP-01', () => {
    const hosts = ['shop.example.com', '*.shop.example.com'];

    expect(refusalOf((chart) => issued(chart, { ...HTTP01, nature: 'acme-dns01' }, { hosts }))).toBe(ACCEPTED);
    expect(refusalOf((chart) => issued(chart, HTTP01, { hosts }))).toBe(
      refused(
        '`hosts[1]` "*.shop.example.com": HTTP-01 cannot prove a wildcard name. Use an issuer with a DNS-01 solver, or exact names.',
      ),
    );
  });

  test('refuses hosts that cannot be', () => {
    const hosts = ['shop.example.com', 'Shop.example.com', 'https://a.example.com', '*', 'a.*.com', 'shop.example.com'];
    const why =
      'not a DNS name with a dot, nor `*.` before one. Write the name as clients ask for it, in lower case and without scheme, port or path.';

    expect(refusalOf((chart) => issued(chart, PRIVATE_CA, { hosts }))).toBe(
      refused(
        `\`hosts[1]\` "Shop.example.com": ${why}`,
        `\`hosts[2]\` "https://a.example.com": ${why}`,
        `\`hosts[3]\` "*": ${why}`,
        `\`hosts[4]\` "a.*.com": ${why}`,
        '`hosts[5]` "shop.example.com": listed twice. List it once.',
      ),
    );
  });

  test("refuses a CA's key where the gateway may read it", () => {
    const ca: CertificateIssuerProps = {
      type: 'private-ca',
      name: 'shop-ca',
      subject: { organizations: ['Shop'] },
      clusterResourceNamespace: 'istio-system',
    };

    expect(refusalOf((chart) => issued(chart, ca))).toBe(
      refused(
        '`issuer` "shop-ca": its private key lies in istio-system, where the gateway may read all Secrets and could sign for anybody. Use a clusterResourceNamespace in which no gateway runs.',
      ),
    );
    expect(refusalOf((chart) => issued(chart, ca, { gateway: GatewayWorkload.helm() }))).toBe(ACCEPTED);
  });
});

const acme = (ingressSelector?: string): CertificateIssuerProps => ({
  type: 'acme',
  name: 'letsencrypt',
  solver: { type: 'http01', ...(ingressSelector && { ingressSelector }) },
});

describe('HTTP-01 by class istio', () => {
  const edge = GatewayWorkload.helm({ release: 'istio-edge' });
  const unlabelled = GatewayWorkload.existing({
    namespace: 'edge',
    labels: { app: 'edge' },
    serviceName: 'edge',
    serviceAccountName: 'edge',
    ports: [{ name: 'https', port: 443 }],
  });

  test('is served by the gateway that the mesh config selects', () => {
    expect(refusalOf((chart) => issued(chart, acme()))).toBe(ACCEPTED);
    expect(refusalOf((chart) => issued(chart, acme('edge'), { gateway: edge }))).toBe(ACCEPTED);
  });

  test.each([
    ['edge', edge, 'istio-ingress, istio=edge'],
    ['unlabelled', unlabelled, 'edge, istio=(none)'],
  ])('refuses the gateway that it does not select: %s', (_, other, where) => {
    expect(refusalOf((chart) => issued(chart, acme(), { gateway: other }))).toBe(
      refused(
        '`issuer` "letsencrypt": its challenges are served by pods with label istio=ingressgateway (mesh config ingressSelector), ' +
          `and the host is served by ${where}. Use DNS-01, a Gateway API solver, or set the solver's ingressSelector to what the mesh config says.`,
      ),
    );
  });

  test('other classes have pods of their own', () => {
    const solver = { type: 'http01', ingressClassName: 'nginx' } as const;

    expect(refusalOf((chart) => issued(chart, { type: 'acme', name: 'letsencrypt', solver }, { gateway: edge }))).toBe(
      ACCEPTED,
    );
  });
});

test('refuses a source that there is not', () => {
  expect(refusal(untyped({ source: 'vault', ...shop }))).toBe(
    refused('`source` "vault": is none of existing-secret, copied-secret, issued. Use one of these.'),
  );
});

const existing = (chart: Chart) => new ServerCertificate(chart, 'existing', { source: 'existing-secret', ...shop });
const copied = (chart: Chart) => {
  const from = { namespace: 'default', name: 'shop-tls' };
  new ServerCertificate(chart, 'copied', { source: 'copied-secret', ...shop, from });
};
const ours = (chart: Chart) => issued(chart, PRIVATE_CA);

test('a Secret has one writer in an app, and any number of readers', () => {
  expect(validation({ one: ours, two: existing, three: existing })).toEqual([]);
  expect(validation({ one: ours, two: copied, three: existing })).toEqual([
    'Secret istio-system/shop-tls is claimed twice: by one/certificate (secretName) and by two/copied/copy (to). ' +
      'Keep one of the two, or give one of them another name or host.',
  ]);
});
