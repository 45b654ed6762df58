import { type Chart, Duration } from 'cdk8s';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { ClientCertificate, type ClientCertificateProps } from '../../lib/constructs/client-certificate';
import { refusal as refusalOf, refused as refusedBy, render, validation } from './rendering';

const PRIVATE_CA: CertificateIssuerProps = { type: 'existing', name: 'ca', nature: 'private-ca' };

function add(
  chart: Chart,
  issuer: CertificateIssuerProps = PRIVATE_CA,
  props: Partial<ClientCertificateProps> = {},
): ClientCertificate {
  return new ClientCertificate(chart, 'client', {
    issuer: new CertificateIssuer(chart, 'issuer', issuer),
    namespace: 'istio-system',
    secretName: 'alb-client',
    identities: ['alb.clients.internal'],
    ...props,
  });
}

function refusal(issuer: CertificateIssuerProps, props: Partial<ClientCertificateProps> = {}): string {
  return refusalOf((chart) => add(chart, issuer, props));
}

function refused(...problems: string[]): string {
  return refusedBy('ClientCertificate chart/client', ...problems);
}

test('where the client reads it, for client authentication only', () => {
  const objects = render((chart) => {
    const client = add(chart);
    expect(client.secret).toEqual({ namespace: 'istio-system', name: 'alb-client' });
    expect(client.identities).toEqual(['alb.clients.internal']);
    expect(client.issuer.issuerName).toBe('ca');
  });

  expect(objects).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'alb-client', namespace: 'istio-system' },
      spec: {
        secretName: 'alb-client',
        dnsNames: ['alb.clients.internal'],
        privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS1', rotationPolicy: 'Always' },
        usages: ['digital signature', 'client auth'],
        issuerRef: { name: 'ca', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    },
  ]);
});

test('every prop', () => {
  const props: Partial<ClientCertificateProps> = {
    name: 'alb',
    identities: ['alb.clients.internal', 'alb-2.clients.internal'],
    subject: { organizations: ['Shop'] },
    commonName: 'ALB',
    duration: Duration.days(30),
    renewBefore: Duration.days(10),
    privateKey: { algorithm: 'RSA', size: 3072 },
  };

  expect(render((chart) => add(chart, { ...PRIVATE_CA, namespace: 'istio-system' }, props))).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'alb', namespace: 'istio-system' },
      spec: {
        secretName: 'alb-client',
        subject: { organizations: ['Shop'] },
        commonName: 'ALB',
        dnsNames: ['alb.clients.internal', 'alb-2.clients.internal'],
        duration: '720h',
        renewBefore: '240h',
        privateKey: { algorithm: 'RSA', size: 3072, encoding: 'PKCS1', rotationPolicy: 'Always' },
        usages: ['digital signature', 'key encipherment', 'client auth'],
        issuerRef: { name: 'ca', kind: 'Issuer', group: 'cert-manager.io' },
      },
    },
  ]);
});

test.each<CertificateIssuerProps>([
  { type: 'existing', name: 'public', nature: 'acme-http01' },
  { type: 'existing', name: 'public', nature: 'acme-dns01' },
  { type: 'existing', name: 'public' },
  { type: 'self-signed', name: 'public' },
])('refuses an issuer that is no private CA: %j', (issuer) => {
  const nature = issuer.type === 'existing' ? (issuer.nature ?? 'unknown') : 'self-signed';

  expect(refusal(issuer)).toBe(
    refused(
      `\`issuer\` "public": client certificates come from a private CA, and this issuer is ${nature}; no public CA signs for client authentication any more. ` +
        "Use a CertificateIssuer of type private-ca, or say nature: 'private-ca' of an existing one.",
    ),
  );
});

test('refuses what cannot be, all of it at once', () => {
  const props = {
    namespace: 'Web',
    secretName: 'alb_client',
    name: '',
    identities: ['alb', '*.clients.internal', 'a.clients.internal', 'a.clients.internal'],
    duration: Duration.minutes(30),
  };

  expect(refusal({ ...PRIVATE_CA, namespace: 'istio-system' }, props)).toBe(
    refused(
      '`namespace` "Web": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      '`secretName` "alb_client": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`identities[0]` "alb": not a DNS name with a dot, nor `*.` before one. Write the name as clients ask for it, in lower case and without scheme, port or path.',
      '`identities[3]` "a.clients.internal": listed twice. List it once.',
      '`identities[1]` "*.clients.internal": Gateway servers compare identities as they are, so a wildcard stands for no client. Name this one client.',
      '`name` "": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`issuer` "istio-system/ca": an Issuer signs Certificates of its own namespace only, and this one lies in Web. Use a ClusterIssuer, or an Issuer in Web.',
      '`duration` "30m": cert-manager refuses less than 1h. Use 1h or more.',
    ),
  );
});

test('refuses no identity', () => {
  expect(refusal(PRIVATE_CA, { identities: [] })).toBe(
    refused('`identities` []: no host. Name at least one, such as shop.example.com.'),
  );
});

test('its Secret has one writer in an app', () => {
  const elsewhere = (chart: Chart) => add(chart, PRIVATE_CA, { namespace: 'web' });

  expect(validation({ one: add, two: elsewhere })).toEqual([]);
  expect(validation({ one: add, two: add })).toEqual([
    'Secret istio-system/alb-client is claimed twice: by one/client (secretName) and by two/client (secretName). ' +
      'Keep one of the two, or give one of them another name or host.',
  ]);
});
