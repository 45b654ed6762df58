import { Chart, Duration, Testing } from 'cdk8s';
import {
  type ClusterIssuerSpec,
  type ClusterIssuerSpecAcmeSolversDns01,
  ClusterIssuerSpecAcmeSolversDns01CnameStrategy,
} from '../../imports/cert-manager.io';
import type { AcmeProps, AcmeSolver } from '../../lib/constructs/acme';
import {
  CertificateIssuer,
  type CertificateIssuerProps,
  type ExistingIssuerProps,
} from '../../lib/constructs/certificate-issuer';
import type { PrivateCaProps } from '../../lib/constructs/private-ca';
import { nameOfLength } from './long-names';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped, validation } from './rendering';

function issuerOf(props: CertificateIssuerProps): CertificateIssuer {
  const issuers: CertificateIssuer[] = [];
  render((chart) => issuers.push(new CertificateIssuer(chart, 'issuer', props)));
  const [issuer] = issuers;
  if (!issuer) throw new Error('no issuer');
  return issuer;
}

const objects = (props: CertificateIssuerProps) => render((chart) => new CertificateIssuer(chart, 'issuer', props));
const refusal = (props: CertificateIssuerProps) => refusalOf((chart) => new CertificateIssuer(chart, 'issuer', props));

function refused(...problems: string[]): string {
  return refusedBy('CertificateIssuer chart/issuer', ...problems);
}

/** Metadata with the wave in which Argo CD applies the object. */
const metadata = (name: string, wave: number, namespace?: string) => ({
  name,
  ...(namespace && { namespace }),
  annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
});

function solversOf(props: AcmeProps): unknown[] {
  return objects(props).map((object) => (object as { spec: ClusterIssuerSpec }).spec.acme?.solvers);
}

function factsOf(props: AcmeProps) {
  const { nature, http01Selector, profile, signsIpAddresses, isPrivateCa, kind, namespace } = issuerOf(props);
  return { nature, http01Selector, profile, signsIpAddresses, isPrivateCa, kind, namespace };
}

function referenceOf(props: Omit<ExistingIssuerProps, 'type' | 'name'>) {
  const { issuerRef, namespace, nature } = issuerOf({ type: 'existing', name: 'corp', ...props });
  return { ...issuerRef, namespace, nature };
}

describe('private CA', () => {
  const minimal: PrivateCaProps = { type: 'private-ca', name: 'shop-ca', subject: { organizations: ['Shop'] } };

  test('a self-signed issuer, the CA certificate where no gateway runs, and the CA issuer', () => {
    expect(objects(minimal)).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: metadata('shop-ca-selfsigned', -15),
        spec: { selfSigned: {} },
      },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: metadata('shop-ca', -12, 'cert-manager'),
        spec: {
          isCA: true,
          secretName: 'shop-ca',
          commonName: 'shop-ca',
          subject: { organizations: ['Shop'] },
          duration: '87600h',
          privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
          usages: ['digital signature', 'cert sign', 'crl sign'],
          issuerRef: { name: 'shop-ca-selfsigned', kind: 'ClusterIssuer', group: 'cert-manager.io' },
        },
      },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: metadata('shop-ca', -10),
        spec: { ca: { secretName: 'shop-ca' } },
      },
    ]);
  });

  test('every prop', () => {
    const [, certificate] = objects({
      ...minimal,
      subject: {
        organizations: ['Shop', 'Shop Ltd'],
        organizationalUnits: ['Platform'],
        countries: ['DE'],
        localities: ['Berlin'],
        provinces: ['Berlin'],
      },
      commonName: 'Shop Root',
      clusterResourceNamespace: 'certificates',
      duration: Duration.days(365),
    });

    expect(certificate).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata('shop-ca', -12, 'certificates'),
      spec: {
        isCA: true,
        secretName: 'shop-ca',
        commonName: 'Shop Root',
        subject: {
          organizations: ['Shop', 'Shop Ltd'],
          organizationalUnits: ['Platform'],
          countries: ['DE'],
          localities: ['Berlin'],
          provinces: ['Berlin'],
        },
        duration: '8760h',
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
        usages: ['digital signature', 'cert sign', 'crl sign'],
        issuerRef: { name: 'shop-ca-selfsigned', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    });
  });

  test('what others ask for', () => {
    expect(issuerOf(minimal)).toMatchObject({
      issuerName: 'shop-ca',
      kind: 'ClusterIssuer',
      group: 'cert-manager.io',
      issuerRef: { name: 'shop-ca', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      namespace: undefined,
      nature: 'private-ca',
      isPrivateCa: true,
      signsIpAddresses: true,
      http01Selector: undefined,
      profile: undefined,
      keyNamespace: 'cert-manager',
    });
    expect(issuerOf({ ...minimal, clusterResourceNamespace: 'certificates' }).keyNamespace).toBe('certificates');
  });

  test('refuses what cannot be, all of it at once', () => {
    const props = {
      ...minimal,
      name: 'Shop CA',
      subject: { organizations: [] },
      commonName: '',
      clusterResourceNamespace: 'cert.manager',
      duration: Duration.days(364),
    };

    expect(refusal(props)).toBe(
      refused(
        '`name` "Shop CA": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`commonName` "": a common name has 1 to 64 bytes, this one 0. Give a shorter one; the default is the name.',
        "`subject.organizations` []: the CA's certificate would not say whose CA it is. Name your organization.",
        '`clusterResourceNamespace` "cert.manager": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`duration` "8736h": a CA that expires takes all its certificates along, so this construct refuses less than 8760h. Use 8760h or more.',
      ),
    );
  });

  test('an organization without a name is none', () => {
    expect(refusal({ ...minimal, subject: { organizations: ['Shop', ''] } })).toBe(
      refused(
        '`subject.organizations` ["Shop",""]: the CA\'s certificate would not say whose CA it is. Name your organization.',
      ),
    );
  });

  test.each([
    ['64 bytes', 'x'.repeat(64)],
    ['64 bytes in 32 characters', 'ü'.repeat(32)],
  ])('takes a common name of %s', (_, commonName) => {
    expect(refusal({ ...minimal, commonName })).toBe(ACCEPTED);
  });

  test.each([
    ['65 bytes', 'x'.repeat(65), 65],
    ['66 bytes in 33 characters', 'ü'.repeat(33), 66],
  ])('refuses a common name of %s', (_, commonName, bytes) => {
    expect(refusal({ ...minimal, commonName })).toBe(
      refused(
        `\`commonName\` "${commonName}": a common name has 1 to 64 bytes, this one ${bytes}. Give a shorter one; the default is the name.`,
      ),
    );
  });

  test('refuses a name that makes too long a common name, which is the default', () => {
    const name = `${'a'.repeat(32)}.${'b'.repeat(32)}`;

    expect(refusal({ ...minimal, name })).toBe(
      refused(
        `\`commonName\` "${name}": a common name has 1 to 64 bytes, this one 65. Give a shorter one; the default is the name.`,
      ),
    );
  });

  test('leaves room for the name of the self-signed issuer', () => {
    expect(refusal({ ...minimal, name: nameOfLength(242), commonName: 'Shop' })).toBe(ACCEPTED);
    expect(refusal({ ...minimal, name: nameOfLength(243), commonName: 'Shop' })).toBe(
      refused(
        `\`name\` "${nameOfLength(243)}": too long for the object that is named with "-selfsigned" after it. Use at most 242 characters.`,
      ),
    );
  });

  test('its Secret has one writer in an app', () => {
    expect(
      validation({
        one: (chart) => new CertificateIssuer(chart, 'ca', minimal),
        two: (chart) => new CertificateIssuer(chart, 'ca', minimal),
        three: (chart) => new CertificateIssuer(chart, 'ca', { ...minimal, name: 'other-ca' }),
      }),
    ).toEqual([
      'Secret cert-manager/shop-ca is claimed twice: by one/ca (name) and by two/ca (name). ' +
        'Keep one of the two, or give one of them another name or host.',
    ]);
  });
});

describe('self-signed', () => {
  test('one issuer', () => {
    expect(objects({ type: 'self-signed', name: 'trial' })).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: metadata('trial', -15),
        spec: { selfSigned: {} },
      },
    ]);
    expect(issuerOf({ type: 'self-signed', name: 'trial' })).toMatchObject({
      nature: 'self-signed',
      isPrivateCa: false,
      signsIpAddresses: true,
      keyNamespace: undefined,
    });
  });
});

describe('ACME', () => {
  const http01: AcmeProps = { type: 'acme', name: 'letsencrypt', solver: { type: 'http01' } };
  const withSolver = (solver: AcmeSolver): AcmeProps => ({ ...http01, solver });
  const dns01 = (provider: ClusterIssuerSpecAcmeSolversDns01) => withSolver({ type: 'dns01', provider });
  const token = { apiTokenSecretRef: { name: 'cloudflare', key: 'token' } };

  test('a cluster issuer, HTTP-01 by class istio', () => {
    expect(objects(http01)).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: metadata('letsencrypt', -10),
        spec: {
          acme: {
            server: 'https://acme-v02.api.letsencrypt.org/directory',
            privateKeySecretRef: { name: 'letsencrypt-account-key' },
            solvers: [{ http01: { ingress: { ingressClassName: 'istio' } } }],
          },
        },
      },
    ]);
  });

  test('every prop, in an issuer of a namespace', () => {
    expect(
      objects({
        ...http01,
        solver: { type: 'http01', ingressClassName: 'public-nginx' },
        namespace: 'istio-system',
        server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
        email: 'ops@example.com',
        profile: 'tlsserver',
        accountKeySecretName: 'staging-account',
      }),
    ).toEqual([
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Issuer',
        metadata: metadata('letsencrypt', -10, 'istio-system'),
        spec: {
          acme: {
            server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
            privateKeySecretRef: { name: 'staging-account' },
            email: 'ops@example.com',
            profile: 'tlsserver',
            solvers: [{ http01: { ingress: { ingressClassName: 'public-nginx' } } }],
          },
        },
      },
    ]);
  });

  test('HTTP-01 through the Gateway API', () => {
    const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'http' }, { name: 'local' }];

    expect(solversOf(withSolver({ type: 'http01-gateway-api', parentRefs }))).toEqual([
      [{ http01: { gatewayHTTPRoute: { parentRefs } } }],
    ]);
  });

  test('DNS-01, with the names of the API', () => {
    const serviceAccountSecretRef = { name: 'dns', key: 'key.json' };
    const provider = {
      cloudDns: { project: 'shop', serviceAccountSecretRef },
      cnameStrategy: ClusterIssuerSpecAcmeSolversDns01CnameStrategy.FOLLOW,
    };

    expect(solversOf(dns01(provider))).toEqual([
      [{ dns01: { cloudDNS: { project: 'shop', serviceAccountSecretRef }, cnameStrategy: 'Follow' } }],
    ]);
  });

  test.each<[string, ClusterIssuerSpecAcmeSolversDns01]>([
    ['ambient credentials', { route53: {} }],
    ['a token', { cloudflare: token }],
    ['a key with address', { cloudflare: { email: 'ops@example.com', apiKeySecretRef: { name: 'cf', key: 'k' } } }],
    ['a webhook and its own config', { webhook: { groupName: 'g', solverName: 's', config: { any: [{ thing: 1 }] } } }],
    ['a provider and one left out', { cloudflare: token, route53: undefined }],
  ])('takes DNS-01 by %s', (_, provider) => {
    expect(solversOf(dns01(provider))).toEqual([[{ dns01: provider }]]);
  });

  test('what others ask for', () => {
    const none = { profile: undefined, signsIpAddresses: false, isPrivateCa: false, namespace: undefined };
    const other = { ...none, http01Selector: undefined, kind: 'ClusterIssuer' };

    expect(factsOf(http01)).toEqual({ ...other, nature: 'acme-http01', http01Selector: 'ingressgateway' });
    expect(factsOf(withSolver({ type: 'http01', ingressSelector: 'edge' }))).toEqual({
      ...other,
      nature: 'acme-http01',
      http01Selector: 'edge',
    });
    expect(factsOf(withSolver({ type: 'http01', ingressClassName: 'nginx' }))).toEqual({
      ...other,
      nature: 'acme-http01',
    });
    expect(factsOf({ ...dns01({ route53: {} }), namespace: 'web' })).toEqual({
      ...other,
      nature: 'acme-dns01',
      kind: 'Issuer',
      namespace: 'web',
    });
    expect(factsOf(withSolver({ type: 'http01-gateway-api', parentRefs: [{ name: 'public' }] }))).toEqual({
      ...other,
      nature: 'acme-http01',
    });
  });

  test.each([
    ['shortlived', true],
    ['tlsserver', false],
  ])('with profile %s by HTTP-01 it signs IP addresses: %s', (profile, signs) => {
    expect(issuerOf({ ...http01, profile }).signsIpAddresses).toBe(signs);
    expect(issuerOf({ ...dns01({ route53: {} }), profile }).signsIpAddresses).toBe(false);
  });

  test('refuses what cannot be, all of it at once', () => {
    const props: AcmeProps = {
      ...http01,
      name: '-',
      solver: { type: 'http01', ingressClassName: 'Nginx', ingressSelector: 'edge' },
      namespace: 'Web',
      server: 'http://acme.example.com/directory',
      email: 'mailto:ops@example.com',
      profile: '',
      accountKeySecretName: 'account_key',
    };

    expect(refusal(props)).toBe(
      refused(
        '`name` "-": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`namespace` "Web": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`accountKeySecretName` "account_key": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`server` "http://acme.example.com/directory": not the https address of an ACME server\'s directory. Use for instance https://acme-v02.api.letsencrypt.org/directory.',
        '`email` "mailto:ops@example.com": not a mail address, and the CA would refuse the account. Write for instance ops@example.com, or leave it out.',
        '`profile` "": names no profile. Leave it out to use the CA\'s own default.',
        '`solver.ingressClassName` "Nginx": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`solver.ingressSelector` "edge": tells which pods serve class istio, and the class here is Nginx. Leave it out.',
      ),
    );
  });

  test.each(['https://', 'https:///directory', 'https://acme.example.com/a b', 'acme.example.com'])(
    'refuses server %j',
    (server) => {
      expect(refusal({ ...http01, server })).toBe(
        refused(
          `\`server\` "${server}": not the https address of an ACME server's directory. Use for instance https://acme-v02.api.letsencrypt.org/directory.`,
        ),
      );
    },
  );

  test('refuses a selector that no label can have', () => {
    expect(refusal(withSolver({ type: 'http01', ingressSelector: 'in gress' }))).toBe(
      refused(
        '`solver.ingressSelector` "in gress": not the value of a label. Use what the mesh config\'s ingressSelector says, such as ingressgateway.',
      ),
    );
  });

  test('leaves room for the name of the account key', () => {
    const name = nameOfLength(241);

    expect(refusal({ ...http01, name })).toBe(ACCEPTED);
    expect(refusal({ ...http01, name: `${name}b`, accountKeySecretName: 'account' })).toBe(ACCEPTED);
    expect(refusal({ ...http01, name: `${name}b` })).toBe(
      refused(
        `\`name\` "${name}b": too long for the object that is named with "-account-key" after it. Use at most 241 characters.`,
      ),
    );
  });

  test('refuses a Gateway API solver without a Gateway, or with names that cannot be', () => {
    expect(refusal(withSolver({ type: 'http01-gateway-api', parentRefs: [] }))).toBe(
      refused(
        '`solver.parentRefs` []: no Gateway would route the challenges. Name the Gateway API gateway that serves port 80 of these hosts.',
      ),
    );
    const parentRefs = [{ name: 'Public' }, { name: 'public', namespace: 'a.b' }];
    expect(refusal(withSolver({ type: 'http01-gateway-api', parentRefs }))).toBe(
      refused(
        '`solver.parentRefs[0]` "Public": not the name of a Gateway, or not that of a namespace. Give both as they are on the cluster.',
        '`solver.parentRefs[1]` "a.b/public": not the name of a Gateway, or not that of a namespace. Give both as they are on the cluster.',
      ),
    );
  });

  const FIX =
    'Use the property names of ClusterIssuerSpecAcmeSolversDns01 in imports/cert-manager.io, with one provider.';
  const LOST = 'has a field that the generated class does not know, which would vanish';

  test.each([
    ['no provider', {}, '[]: names 0 DNS providers, one is needed'],
    ['only a strategy', { cnameStrategy: 'Follow' }, '["cnameStrategy"]: names 0 DNS providers, one is needed'],
    [
      'two',
      { route53: {}, cloudDns: { project: 'p' } },
      '["route53","cloudDns"]: names 2 DNS providers, one is needed',
    ],
    ['a wire name', { cloudDNS: { project: 'p' } }, `["cloudDNS"]: ${LOST}`],
    ['a wire name beside a provider', { route53: {}, cloudDNS: {} }, `["route53","cloudDNS"]: ${LOST}`],
    ['a wire name below', { route53: { hostedZoneID: 'Z1' } }, `["route53"]: ${LOST}`],
  ])('refuses DNS-01 with %s', (_, provider, why) => {
    expect(refusal(dns01(untyped(provider)))).toBe(refused(`\`solver.provider\` ${why}. ${FIX}`));
  });

  const EITHER = 'needs either a token or a key. Use apiTokenSecretRef, which may be limited to one zone.';
  const key = { apiKeySecretRef: { name: 'cloudflare', key: 'key' } };

  test.each([
    ['neither', {}, [`\`solver.provider.cloudflare\` []: ${EITHER}`]],
    [
      'both',
      { ...token, ...key, email: 'ops@example.com' },
      [`\`solver.provider.cloudflare\` ["apiTokenSecretRef","apiKeySecretRef","email"]: ${EITHER}`],
    ],
    [
      'a key without address',
      key,
      [
        "`solver.provider.cloudflare.email`: a key is good only together with the account's mail address. Give it, or use apiTokenSecretRef.",
      ],
    ],
  ])('refuses Cloudflare with %s', (_, cloudflare, problems) => {
    expect(refusal(dns01({ cloudflare }))).toBe(refused(...problems));
  });

  test('refuses a solver that there is not', () => {
    expect(refusal(withSolver(untyped({ type: 'tls-alpn01' })))).toBe(
      refused('`solver.type` "tls-alpn01": is none of http01, http01-gateway-api, dns01. Use one of these.'),
    );
  });
});

describe('existing', () => {
  test('nothing is rendered, and it is taken for a public CA', () => {
    const props: CertificateIssuerProps = { type: 'existing', name: 'corp' };

    expect(objects(props)).toEqual([]);
    expect(referenceOf({})).toEqual({
      name: 'corp',
      kind: 'ClusterIssuer',
      group: 'cert-manager.io',
      namespace: undefined,
      nature: 'unknown',
    });
    expect(issuerOf(props)).toMatchObject({ isPrivateCa: false, signsIpAddresses: false, keyNamespace: undefined });
  });

  test('an issuer of a namespace, and one of another group', () => {
    expect(referenceOf({ namespace: 'web', kind: 'Issuer', nature: 'acme-http01' })).toEqual({
      name: 'corp',
      kind: 'Issuer',
      group: 'cert-manager.io',
      namespace: 'web',
      nature: 'acme-http01',
    });
    expect(referenceOf({ kind: 'ClusterIssuer' }).kind).toBe('ClusterIssuer');
    expect(referenceOf({ group: 'awspca.cert-manager.io', kind: 'AWSPCAClusterIssuer', nature: 'private-ca' })).toEqual(
      {
        name: 'corp',
        kind: 'AWSPCAClusterIssuer',
        group: 'awspca.cert-manager.io',
        namespace: undefined,
        nature: 'private-ca',
      },
    );
  });

  test.each([
    ['private-ca', true],
    ['self-signed', true],
    ['acme-http01', false],
    ['acme-dns01', false],
    ['unknown', false],
  ] as const)('%s signs IP addresses: %s', (nature, signs) => {
    expect(issuerOf({ type: 'existing', name: 'corp', nature }).signsIpAddresses).toBe(signs);
  });

  const KIND_FIX = 'Leave it out, and give a namespace for an Issuer and none for a ClusterIssuer.';

  test.each([
    [
      { kind: 'Issuer' },
      ` "Issuer": without a namespace cert-manager's own issuers are of kind ClusterIssuer. ${KIND_FIX}`,
    ],
    [
      { kind: 'ClusterIssuer', namespace: 'web' },
      ` "ClusterIssuer": in namespace web cert-manager's own issuers are of kind Issuer. ${KIND_FIX}`,
    ],
    [
      { kind: 'StepIssuer', namespace: 'web' },
      ` "StepIssuer": in namespace web cert-manager's own issuers are of kind Issuer. ${KIND_FIX}`,
    ],
    [
      { group: 'certmanager.step.sm' },
      ': group certmanager.step.sm has kinds of its own. Name the kind of this issuer, such as AWSPCAClusterIssuer.',
    ],
    [
      { group: 'certmanager.step.sm', kind: 'step issuer' },
      ' "step issuer": group certmanager.step.sm has kinds of its own. Name the kind of this issuer, such as AWSPCAClusterIssuer.',
    ],
  ])('refuses kind and group %j', (props, problem) => {
    expect(refusal({ type: 'existing', name: 'corp', ...props })).toBe(refused(`\`kind\`${problem}`));
  });

  test('refuses names that cannot be', () => {
    const props = {
      type: 'existing',
      name: 'Corp',
      namespace: 'web.shop',
      group: 'Group',
      kind: 'X',
    };

    expect(refusal(untyped(props))).toBe(
      refused(
        '`name` "Corp": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
        '`namespace` "web.shop": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`group` "Group": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      ),
    );
  });

  test('refuses a nature that there is not', () => {
    expect(refusal(untyped({ type: 'existing', name: 'corp', nature: 'public' }))).toBe(
      refused(
        '`nature` "public": is none of private-ca, self-signed, acme-http01, acme-dns01, unknown. Use one of these.',
      ),
    );
  });
});

test('refuses a type that there is not', () => {
  expect(refusal(untyped({ type: 'vault', name: 'corp' }))).toBe(
    refused('`type` "vault": is none of private-ca, self-signed, acme, existing. Use one of these.'),
  );
});

test.each<CertificateIssuerProps>([
  { type: 'self-signed', name: 'trial' },
  { type: 'acme', name: 'letsencrypt', solver: { type: 'http01' } },
  { type: 'private-ca', name: 'corp', subject: { organizations: ['Corp'] } },
])('the namespace of the chart does not land on ClusterIssuers: $type', (props) => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'other' });
  new CertificateIssuer(chart, 'issuer', props);
  const rendered: { kind: string; metadata: { namespace?: string } }[] = chart.toJson();

  const namespaces = Object.fromEntries(rendered.map((object) => [object.kind, object.metadata.namespace]));
  expect(namespaces).toEqual(
    props.type === 'private-ca'
      ? { ClusterIssuer: undefined, Certificate: 'cert-manager' }
      : { ClusterIssuer: undefined },
  );
});

test('an Issuer stays in its own namespace, whatever that of the chart', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'other' });
  new CertificateIssuer(chart, 'issuer', {
    type: 'acme',
    name: 'letsencrypt',
    namespace: 'web',
    solver: { type: 'http01' },
  });

  expect(chart.toJson()[0].metadata.namespace).toBe('web');
});
