import type { Chart } from 'cdk8s';
import { CertificateIssuer, type CertificateIssuerProps } from '../../lib/constructs/certificate-issuer';
import { ClientAuthority, type ClientAuthorityProps } from '../../lib/constructs/client-authority';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { SecretCopy } from '../../lib/constructs/secret-copy';
import { ServerCertificate } from '../../lib/constructs/server-certificate';
import { nameOfLength } from './long-names';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped, validation } from './rendering';

const gateway = GatewayWorkload.istioctl();
const PRIVATE_CA: CertificateIssuerProps = { type: 'existing', name: 'corp-ca', nature: 'private-ca' };

function issuer(chart: Chart, props: CertificateIssuerProps): CertificateIssuer {
  return new CertificateIssuer(chart, `issuer-${props.name}`, props);
}

/** A credential that somebody else writes. */
function existing(chart: Chart, secretName = 'shop-tls'): ServerCertificate {
  return new ServerCertificate(chart, 'credential', { source: 'existing-secret', gateway, secretName });
}

/** A credential that cert-manager writes. */
function issued(chart: Chart, props: CertificateIssuerProps): ServerCertificate {
  return new ServerCertificate(chart, 'credential', {
    source: 'issued',
    gateway,
    secretName: 'shop-tls',
    issuer: issuer(chart, props),
    hosts: ['shop.example.com'],
  });
}

/** What the authority adds to the chart, and what it says to Gateway servers. */
function rendered(props: (chart: Chart) => ClientAuthorityProps) {
  const parts: { authority?: ClientAuthority } = {};
  const objects = render((chart) => {
    parts.authority = new ClientAuthority(chart, 'authority', props(chart));
  });
  const { authority } = parts;
  const own = objects.filter((object) => (object as { metadata: { name: string } }).metadata.name.endsWith('-cacert'));
  return { objects: own, ca: authority?.caCertCredentialName, issuer: authority?.issuer?.issuerName };
}

function refusal(props: (chart: Chart) => ClientAuthorityProps): string {
  return refusalOf((chart) => new ClientAuthority(chart, 'authority', props(chart)));
}

function refused(...problems: string[]): string {
  return refusedBy('ClientAuthority chart/authority', ...problems);
}

const NO_CA = "Use a CertificateIssuer of type private-ca, or say nature: 'private-ca' of an existing one.";
const NATURES: [CertificateIssuerProps, string][] = [
  [
    { type: 'self-signed', name: 'trial' },
    '"trial": a self-signed certificate is no CA: it could verify no client but itself.',
  ],
  [
    { type: 'existing', name: 'public', nature: 'acme-http01' },
    '"public": ACME writes no ca.crt, and a public root would let in everybody who has a certificate of it.',
  ],
  [
    { type: 'existing', name: 'public', nature: 'acme-dns01' },
    '"public": ACME writes no ca.crt, and a public root would let in everybody who has a certificate of it.',
  ],
  [
    { type: 'existing', name: 'public' },
    '"public": nothing says that its CA is private, and a public root would let in everybody who has a certificate of it.',
  ],
];

describe("the server issuer's CA", () => {
  test('is in the credential already', () => {
    expect(rendered((chart) => ({ source: 'server-issuer', credential: issued(chart, PRIVATE_CA) }))).toEqual({
      objects: [],
      ca: undefined,
      issuer: 'corp-ca',
    });
  });

  test.each(NATURES)('is none of %j', (props, why) => {
    expect(refusal((chart) => ({ source: 'server-issuer', credential: issued(chart, props) }))).toBe(
      refused(`\`credential.issuer\` ${why} ${NO_CA}`),
    );
  });

  test('is not in a credential that cert-manager does not issue', () => {
    expect(refusal((chart) => ({ source: 'server-issuer', credential: existing(chart) }))).toBe(
      refused(
        "`credential` \"shop-tls\": cert-manager does not issue this credential, so no issuer has put a CA into it. Use source 'issuer' with a private CA, 'existing-secret', 'credential' or 'config-map'.",
      ),
    );
  });
});

describe("another issuer's CA", () => {
  test('is brought by a certificate whose key is good for nothing', () => {
    expect(
      rendered((chart) => ({ source: 'issuer', credential: existing(chart), issuer: issuer(chart, PRIVATE_CA) })),
    ).toEqual({
      objects: [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'shop-tls-cacert', namespace: 'istio-system' },
          spec: {
            secretName: 'shop-tls-cacert',
            dnsNames: ['client-ca.invalid'],
            usages: ['digital signature', 'server auth'],
            privateKey: { algorithm: 'ECDSA', size: 256 },
            issuerRef: { name: 'corp-ca', kind: 'ClusterIssuer', group: 'cert-manager.io' },
          },
        },
      ],
      ca: undefined,
      issuer: 'corp-ca',
    });
  });

  test('also for a credential by ACME', () => {
    const acme: CertificateIssuerProps = { type: 'existing', name: 'letsencrypt', nature: 'acme-dns01' };

    expect(
      refusal((chart) => ({ source: 'issuer', credential: issued(chart, acme), issuer: issuer(chart, PRIVATE_CA) })),
    ).toBe(ACCEPTED);
  });

  test.each(NATURES)('is none of %j', (props, why) => {
    expect(refusal((chart) => ({ source: 'issuer', credential: existing(chart), issuer: issuer(chart, props) }))).toBe(
      refused(`\`issuer\` ${why} ${NO_CA}`),
    );
  });

  test('refuses what cannot be, all of it at once', () => {
    const other: CertificateIssuerProps = { type: 'existing', name: 'corp', namespace: 'web' };
    const credential = nameOfLength(247);

    expect(
      refusal((chart) => ({ source: 'issuer', credential: existing(chart, credential), issuer: issuer(chart, other) })),
    ).toBe(
      refused(
        `\`credential\` "${credential}": too long for the object that is named with "-cacert" after it. Use at most 246 characters.`,
        `\`issuer\` "corp": nothing says that its CA is private, and a public root would let in everybody who has a certificate of it. ${NO_CA}`,
        '`issuer` "web/corp": an Issuer signs Certificates of its own namespace only, and this one lies in istio-system. Use a ClusterIssuer, or an Issuer in istio-system.',
      ),
    );
  });

  test('refuses a CA whose key the gateway may read', () => {
    const ca: CertificateIssuerProps = {
      type: 'private-ca',
      name: 'clients',
      subject: { organizations: ['Shop'] },
      clusterResourceNamespace: 'istio-system',
    };

    expect(refusal((chart) => ({ source: 'issuer', credential: existing(chart), issuer: issuer(chart, ca) }))).toBe(
      refused(
        '`issuer` "clients": its private key lies in istio-system, where the gateway may read all Secrets and could sign for anybody. Use a clusterResourceNamespace in which no gateway runs.',
      ),
    );
  });
});

describe('a CA that somebody else brings', () => {
  test.each(['credential', 'existing-secret'] as const)('%s: nothing is rendered', (source) => {
    expect(rendered((chart) => ({ source, credential: existing(chart) }))).toEqual({
      objects: [],
      ca: undefined,
      issuer: undefined,
    });
  });

  test('as a ConfigMap of any namespace', () => {
    expect(
      rendered((chart) => ({
        source: 'config-map',
        credential: existing(chart),
        namespace: 'trust',
        name: 'corp.bundle',
      })),
    ).toEqual({ objects: [], ca: 'configmap://trust/corp.bundle', issuer: undefined });
  });

  test('refuses names that cannot be', () => {
    expect(
      refusal((chart) => ({ source: 'config-map', credential: existing(chart), namespace: 'a/b', name: 'Bundle' })),
    ).toBe(
      refused(
        '`namespace` "a/b": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`name` "Bundle": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      ),
    );
  });

  test('leaves room for the name of the Secret', () => {
    expect(refusal((chart) => ({ source: 'existing-secret', credential: existing(chart, nameOfLength(246)) }))).toBe(
      ACCEPTED,
    );
    expect(refusal((chart) => ({ source: 'credential', credential: existing(chart, nameOfLength(247)) }))).toBe(
      ACCEPTED,
    );
    expect(refusal((chart) => ({ source: 'existing-secret', credential: existing(chart, nameOfLength(247)) }))).toBe(
      refused(
        `\`credential\` "${nameOfLength(247)}": too long for the object that is named with "-cacert" after it. Use at most 246 characters.`,
      ),
    );
  });

  test('cert-manager puts no foreign CA into a credential that it writes', () => {
    expect(refusal((chart) => ({ source: 'credential', credential: issued(chart, PRIVATE_CA) }))).toBe(
      refused(
        "`source` \"credential\": cert-manager writes this credential, and with it only the server issuer's own CA. Use source 'server-issuer' when that CA signs the clients, else source 'issuer'.",
      ),
    );
    expect(refusal((chart) => ({ source: 'existing-secret', credential: issued(chart, PRIVATE_CA) }))).toBe(ACCEPTED);
  });
});

test('refuses a source that there is not', () => {
  expect(refusal((chart) => untyped({ source: 'vault', credential: existing(chart) }))).toBe(
    refused(
      '`source` "vault": is none of server-issuer, issuer, credential, existing-secret, config-map. Use one of these.',
    ),
  );
});

const own = (chart: Chart) => {
  new ClientAuthority(chart, 'own', { source: 'credential', credential: existing(chart) });
};
const foreign = (chart: Chart) => {
  const props = { credential: existing(chart), issuer: issuer(chart, PRIVATE_CA) };
  new ClientAuthority(chart, 'foreign', { source: 'issuer', ...props });
};
const byName = (chart: Chart) => {
  new ClientAuthority(chart, 'by-name', { source: 'existing-secret', credential: existing(chart) });
};
const copy = (chart: Chart) => {
  const from = { namespace: 'default', name: 'clients' };
  new SecretCopy(chart, 'copy', { from, to: { namespace: 'istio-system', name: 'shop-tls-cacert' } });
};
const bundle = (chart: Chart) => {
  const props = { credential: existing(chart), namespace: 'trust', name: 'bundle' };
  new ClientAuthority(chart, 'bundle', { source: 'config-map', ...props });
};
const overridden = (owner: string) =>
  `one/own takes the clients' CA from Secret istio-system/shop-tls, and ${owner} brings Secret ` +
  'istio-system/shop-tls-cacert, which Istio prefers for all servers with this credential. ' +
  'Give the servers credentials of their own, or one ClientAuthority.';

describe('two sources for one credential', () => {
  test('the Secret that Istio looks for first would let in its clients everywhere', () => {
    expect(validation({ one: own, two: foreign })).toEqual([overridden('two/foreign')]);
    expect(validation({ one: own, two: copy })).toEqual([overridden('two/copy')]);
    expect(validation({ one: own, two: byName })).toEqual([overridden('two/by-name')]);
  });

  test('the same source twice, a copy for the name, and a ConfigMap are fine', () => {
    expect(validation({ one: own, two: own })).toEqual([]);
    expect(validation({ one: copy, two: byName })).toEqual([]);
    expect(validation({ one: bundle, two: foreign })).toEqual([]);
  });

  test('the Secret has one writer', () => {
    expect(validation({ one: foreign, two: copy })).toEqual([
      'Secret istio-system/shop-tls-cacert is claimed twice: by one/foreign (credential) and by two/copy (to). ' +
        'Keep one of the two, or give one of them another name or host.',
    ]);
  });
});
