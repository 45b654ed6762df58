import { Duration } from 'cdk8s';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { ClientCertificate } from '../../lib/constructs/client-certificate';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import type { IssuedCertificateProps } from '../../lib/constructs/issued-certificate';
import { type IssuedServerCertificateProps, ServerCertificate } from '../../lib/constructs/server-certificate';
import { nameOfLength } from './long-names';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped } from './rendering';

const PRIVATE_CA: CertificateIssuerProps = { type: 'private-ca', name: 'ca', subject: { organizations: ['Shop'] } };
const SHORT_LIVED: CertificateIssuerProps = {
  type: 'acme',
  name: 'letsencrypt',
  solver: { type: 'http01' },
  profile: 'shortlived',
};
const ACME_DNS01: CertificateIssuerProps = {
  type: 'acme',
  name: 'letsencrypt',
  solver: { type: 'dns01', provider: { route53: {} } },
};

type ServerProps = Partial<Omit<IssuedServerCertificateProps, 'issuer'>>;

/** The lines of the refusal of a server certificate for shop.example.com at the gateway in istio-system. */
function refusal(issuer: CertificateIssuerProps, props: ServerProps): string {
  return refusalOf((chart) => {
    new ServerCertificate(chart, 'certificate', {
      source: 'issued',
      gateway: GatewayWorkload.istioctl(),
      secretName: 'shop-tls',
      issuer: new CertificateIssuer(chart, 'issuer', issuer),
      hosts: ['shop.example.com'],
      ...props,
    });
  });
}

function refused(...problems: string[]): string {
  return refusedBy('ServerCertificate chart/certificate', ...problems);
}

/** What `props` add to the spec of a client certificate from a private CA. */
function specOf(props: Omit<IssuedCertificateProps, 'issuer'>): unknown {
  const objects = render((chart) => {
    const issuer = new CertificateIssuer(chart, 'issuer', { type: 'existing', name: 'ca', nature: 'private-ca' });
    const namespace = 'web';
    new ClientCertificate(chart, 'client', {
      issuer,
      namespace,
      secretName: 'me',
      identities: ['me.internal'],
      ...props,
    });
  });
  return (objects as { spec: unknown }[])[0]?.spec;
}

const COMMON = {
  secretName: 'me',
  dnsNames: ['me.internal'],
  issuerRef: { name: 'ca', kind: 'ClusterIssuer', group: 'cert-manager.io' },
};
const ECDSA_256 = { algorithm: 'ECDSA', size: 256, encoding: 'PKCS1', rotationPolicy: 'Always' };

describe('spec', () => {
  test('defaults', () => {
    expect(specOf({})).toEqual({ ...COMMON, privateKey: ECDSA_256, usages: ['digital signature', 'client auth'] });
  });

  test('subject, common name and lifetime', () => {
    const props = {
      subject: { organizations: ['Shop'], countries: ['DE'] },
      commonName: 'me',
      duration: Duration.days(90),
      renewBefore: Duration.minutes(90),
    };

    expect(specOf(props)).toEqual({
      ...COMMON,
      subject: { organizations: ['Shop'], countries: ['DE'] },
      commonName: 'me',
      duration: '2160h',
      renewBefore: '1h30m',
      privateKey: ECDSA_256,
      usages: ['digital signature', 'client auth'],
    });
  });

  test.each([2048, 3072, 4096, 8192] as const)('RSA with %i bits also enciphers keys', (size) => {
    expect(specOf({ privateKey: { algorithm: 'RSA', size, encoding: 'PKCS8' } })).toEqual({
      ...COMMON,
      privateKey: { algorithm: 'RSA', size, encoding: 'PKCS8', rotationPolicy: 'Always' },
      usages: ['digital signature', 'key encipherment', 'client auth'],
    });
  });

  test.each([256, 384, 521] as const)('ECDSA with %i bits', (size) => {
    expect(specOf({ privateKey: { algorithm: 'ECDSA', size } })).toEqual({
      ...COMMON,
      privateKey: { algorithm: 'ECDSA', size, encoding: 'PKCS1', rotationPolicy: 'Always' },
      usages: ['digital signature', 'client auth'],
    });
  });
});

describe('name', () => {
  test('refuses what no object can be named', () => {
    expect(refusal(PRIVATE_CA, { name: nameOfLength(253) })).toBe(ACCEPTED);
    expect(refusal(PRIVATE_CA, { name: 'Shop' })).toBe(
      refused(
        '`name` "Shop": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      ),
    );
  });
});

describe('common name', () => {
  test.each([
    ['64 bytes', 'x'.repeat(64)],
    ['64 bytes in 32 characters', 'ü'.repeat(32)],
  ])('takes %s', (_, commonName) => {
    expect(refusal(PRIVATE_CA, { commonName })).toBe(ACCEPTED);
  });

  test.each([
    [0, ''],
    [65, 'x'.repeat(65)],
    [66, 'ü'.repeat(33)],
  ])('refuses %i bytes', (bytes, commonName) => {
    expect(refusal(PRIVATE_CA, { commonName })).toBe(
      refused(
        `\`commonName\` "${commonName}": a common name has 1 to 64 bytes, this one ${bytes}. Give a shorter one, or leave it out: clients read the DNS names.`,
      ),
    );
  });

  test('with ACME it is one of the DNS names', () => {
    const hosts = ['shop.example.com', 'www.example.com'];

    expect(refusal(ACME_DNS01, { hosts, commonName: 'www.example.com' })).toBe(ACCEPTED);
    expect(refusal(ACME_DNS01, { hosts, commonName: 'example.com' })).toBe(
      refused(
        '`commonName` "example.com": ACME CAs sign a common name only when it is one of the DNS names. Leave it out, or use one of the hosts.',
      ),
    );
  });
});

describe('lifetime', () => {
  test.each([
    ['an hour', { duration: Duration.hours(1) }],
    ['five minutes left', { renewBefore: Duration.minutes(5) }],
    ['a millisecond in between', { duration: Duration.hours(2), renewBefore: Duration.millis(7_199_999) }],
    ['just under the 90 days of the default', { renewBefore: Duration.hours(2159) }],
  ])('takes %s', (_, props) => {
    expect(refusal(PRIVATE_CA, props)).toBe(ACCEPTED);
  });

  const LOOP = 'it would be renewed without end. Use about a third of the lifetime, or leave it out.';

  test.each([
    [{ duration: Duration.minutes(59) }, '`duration` "59m": cert-manager refuses less than 1h. Use 1h or more.'],
    [
      { renewBefore: Duration.seconds(299) },
      '`renewBefore` "4m59s": cert-manager refuses less than 5m. Use 5m or more.',
    ],
    [
      { duration: Duration.hours(2), renewBefore: Duration.hours(2) },
      `\`renewBefore\` "2h": not shorter than the lifetime of 2h: ${LOOP}`,
    ],
    [{ renewBefore: Duration.days(90) }, `\`renewBefore\` "2160h": not shorter than the lifetime of 2160h: ${LOOP}`],
  ])('refuses %j', (props, problem) => {
    expect(refusal(PRIVATE_CA, props)).toBe(refused(problem));
  });

  const MOVING =
    'ACME CAs set the lifetime themselves and keep shortening it, so a fixed time will not fit for long. Leave it out: cert-manager renews at two thirds of the real lifetime.';

  test.each([
    ['a duration', { duration: Duration.days(90) }, '`duration` "2160h"'],
    ['a time of renewal', { renewBefore: Duration.days(15) }, '`renewBefore` "360h"'],
    ['both', { duration: Duration.days(90), renewBefore: Duration.days(15) }, '`duration` "2160h"'],
  ])('ACME with %s is refused', (_, props, place) => {
    expect(refusal(ACME_DNS01, props)).toBe(refused(`${place}: ${MOVING}`));
  });
});

describe('IP addresses', () => {
  const valid = ['203.0.113.10', '2001:db8::1', '::', '::ffff:203.0.113.10'];

  test('IPv4 and IPv6, by those who sign them', () => {
    expect(refusal(PRIVATE_CA, { ipAddresses: valid })).toBe(ACCEPTED);
    expect(refusal({ type: 'self-signed', name: 'trial' }, { ipAddresses: valid })).toBe(ACCEPTED);
    expect(refusal(SHORT_LIVED, { ipAddresses: valid })).toBe(ACCEPTED);
    expect(refusal({ type: 'existing', name: 'corp', nature: 'private-ca' }, { ipAddresses: valid })).toBe(ACCEPTED);
  });

  test.each(['203.0.113.256', '203.0.113.0/24', '[2001:db8::1]', 'fe80::1%eth0', '203.0.113', '010.0.0.1', ''])(
    'refuses %j',
    (address) => {
      expect(refusal(PRIVATE_CA, { ipAddresses: ['203.0.113.10', address] })).toBe(
        refused(
          `\`ipAddresses[1]\` "${address}": not an IP address. Write an IPv4 or IPv6 address without prefix length, brackets or zone.`,
        ),
      );
    },
  );

  test.each<[string, CertificateIssuerProps]>([
    ['letsencrypt (acme-dns01)', ACME_DNS01],
    ['letsencrypt (acme-http01)', { ...SHORT_LIVED, profile: undefined }],
    ['corp (unknown)', { type: 'existing', name: 'corp' }],
  ])('refuses them for issuer %s', (issuer, props) => {
    expect(refusal(props, { ipAddresses: ['203.0.113.10'] })).toBe(
      refused(
        `\`ipAddresses[0]\` "203.0.113.10": issuer ${issuer} does not sign IP addresses, and the whole order would fail. Leave it out, or use a private CA.`,
      ),
    );
  });
});

describe('private key', () => {
  test.each([
    [{ algorithm: 'RSA', size: 1024 }, '`privateKey.size` 1024: is none of 2048, 3072, 4096, 8192. Use one of these.'],
    [{ algorithm: 'RSA', size: 256 }, '`privateKey.size` 256: is none of 2048, 3072, 4096, 8192. Use one of these.'],
    [{ algorithm: 'RSA' }, '`privateKey.size`: is none of 2048, 3072, 4096, 8192. Use one of these.'],
    [{ algorithm: 'ECDSA', size: 2048 }, '`privateKey.size` 2048: is none of 256, 384, 521. Use one of these.'],
    [{ algorithm: 'Ed25519', size: 256 }, '`privateKey.algorithm` "Ed25519": is none of RSA, ECDSA. Use one of these.'],
    [
      { algorithm: 'ECDSA', size: 256, encoding: 'DER' },
      '`privateKey.encoding` "DER": is none of PKCS1, PKCS8. Use one of these.',
    ],
  ])('refuses %j', (privateKey, problem) => {
    expect(refusal(PRIVATE_CA, { privateKey: untyped(privateKey) })).toBe(refused(problem));
  });
});

describe("keys that Let's Encrypt does not sign", () => {
  const keys = [
    { algorithm: 'RSA', size: 8192 },
    { algorithm: 'ECDSA', size: 521 },
  ] as const;

  test.each(keys)('%j', (privateKey) => {
    const problem = refused(
      `\`privateKey.size\` ${privateKey.size}: Let's Encrypt signs RSA keys of 2048, 3072 and 4096 bits and ECDSA keys of 256 and 384 bits. Use one of these, or leave privateKey out.`,
    );

    expect(refusal(ACME_DNS01, { privateKey })).toBe(problem);
    const staging = 'https://acme-staging-v02.api.letsencrypt.org/directory';
    expect(refusal({ ...ACME_DNS01, server: staging }, { privateKey })).toBe(problem);
    expect(refusal({ ...ACME_DNS01, server: 'https://ca.example.com/letsencrypt.org/' }, { privateKey })).toBe(
      ACCEPTED,
    );
    expect(refusal(PRIVATE_CA, { privateKey })).toBe(ACCEPTED);
  });

  test.each([
    { algorithm: 'RSA', size: 4096 },
    { algorithm: 'ECDSA', size: 384 },
  ] as const)('but %j', (privateKey) => {
    expect(refusal(ACME_DNS01, { privateKey })).toBe(ACCEPTED);
  });
});

describe('issuer of a namespace', () => {
  test('signs in its own namespace', () => {
    expect(refusal({ ...ACME_DNS01, namespace: 'istio-system' }, {})).toBe(ACCEPTED);
  });

  test('and in no other', () => {
    expect(refusal({ ...ACME_DNS01, namespace: 'web' }, {})).toBe(
      refused(
        '`issuer` "web/letsencrypt": an Issuer signs Certificates of its own namespace only, and this one lies in istio-system. Use a ClusterIssuer, or an Issuer in istio-system.',
      ),
    );
  });
});

test('several problems are told together', () => {
  const props: ServerProps = {
    name: 'shop_tls',
    commonName: 'www.example.com',
    duration: Duration.minutes(30),
    renewBefore: Duration.minutes(30),
    ipAddresses: ['localhost'],
  };

  expect(refusal({ ...ACME_DNS01, namespace: 'web' }, props)).toBe(
    refused(
      '`name` "shop_tls": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`issuer` "web/letsencrypt": an Issuer signs Certificates of its own namespace only, and this one lies in istio-system. Use a ClusterIssuer, or an Issuer in istio-system.',
      '`duration` "30m": ACME CAs set the lifetime themselves and keep shortening it, so a fixed time will not fit for long. Leave it out: cert-manager renews at two thirds of the real lifetime.',
      '`commonName` "www.example.com": ACME CAs sign a common name only when it is one of the DNS names. Leave it out, or use one of the hosts.',
      '`ipAddresses[0]` "localhost": not an IP address. Write an IPv4 or IPv6 address without prefix length, brackets or zone.',
    ),
  );
});
