import { diffOf, lines, whys } from './diff-lines';
import { MUTUAL_SHOP } from './mutual-shop';
import { SHOP, shopWith } from './shop';

const TLS = 'mode: SIMPLE, credentialName: shop-tls';

/** Of both paths of the shop, which come through one server. */
function serverLines(old: string, now: string): string[] {
  const all = lines(old, now);
  const first = all.filter((line) => line.includes('shop.example.com/, client → istio-ingress/gateway'));
  expect(all).toEqual([...first, ...first.map((line) => line.replace('com/,', 'com/api,'))]);
  return first.map((line) => line.replace(/^(\w+) .*?: /, '$1 '));
}

function replaced(text: string, one: string, other: string): string {
  expect(text.split(one)).toHaveLength(2);
  return text.replace(one, () => other);
}

const secretShop = (content: string) => `${shopWith('mode: SIMPLE', 'mode: MUTUAL')}---
apiVersion: v1
kind: Secret
metadata: { name: shop-tls-cacert, namespace: istio-ingress }
data: { ca.crt: ${content} }
`;

const outside = (
  tls: string,
) => `${shopWith('host: web, port: { number: 80 }', 'host: api.example.org, port: { number: 443 }')}---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partner, namespace: shop }
spec: { hosts: [api.example.org], ports: [{ number: 443, name: https, protocol: HTTPS }], resolution: DNS }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: partner, namespace: shop }
spec: { host: api.example.org, trafficPolicy: { tls: ${tls} } }
`;

const nginx = 'nginx.ingress.kubernetes.io';
const https = `${nginx}/backend-protocol: HTTPS, ${nginx}/proxy-ssl-secret: istio-ingress/ca, ${nginx}/proxy-ssl-name: shop.example.com, ${nginx}/proxy-ssl-server-name: "on"`;
const edge = (annotations: string, port = 443) => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: istio-ingress, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: gateway, port: { number: ${port} } } } }] }
`;
const behind = (annotations: string, port?: number) =>
  shopWith('httpsRedirect: true', 'httpsRedirect: false') + edge(annotations, port);

describe('the certificate of a server', () => {
  const second = `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: second, namespace: istio-ingress }
spec: { secretName: second-tls, dnsNames: [shop.example.com], issuerRef: { kind: ClusterIssuer, name: letsencrypt } }
`;

  test('is in another Secret', () => {
    expect(
      serverLines(SHOP + second, shopWith('credentialName: shop-tls', 'credentialName: second-tls') + second),
    ).toEqual(['changed shop-tls → second-tls']);
  });

  test('is in a Secret that is not there', () => {
    expect(serverLines(SHOP, shopWith('credentialName: shop-tls', 'credentialName: none'))).toEqual([
      'changed shop-tls → none',
    ]);
    expect(whys(SHOP, shopWith('credentialName: shop-tls', 'credentialName: none'))[0]).toContain('now TLS reset: ');
  });

  test('comes from another issuer, or from another authority through it', () => {
    const authority = shopWith('https://acme-v02.api.letsencrypt.org/directory', 'https://acme.internal/directory');

    expect(serverLines(SHOP, authority)).toEqual([
      'changed ClusterIssuer letsencrypt (acme https://acme-v02.api.letsencrypt.org/directory) → ' +
        'ClusterIssuer letsencrypt (acme https://acme.internal/directory)',
    ]);
    expect(serverLines(SHOP, shopWith('kind: ClusterIssuer, name: letsencrypt', 'name: own'))).toEqual([
      'changed ClusterIssuer letsencrypt (acme https://acme-v02.api.letsencrypt.org/directory) → Issuer istio-ingress/own',
    ]);
  });
});

describe('versions of TLS', () => {
  test.each([
    ['minProtocolVersion: TLSV1_0', 'weaker TLSV1_2 → TLSV1_0'],
    ['minProtocolVersion: TLSV1_3', 'stronger TLSV1_2 → TLSV1_3'],
    ['maxProtocolVersion: TLSV1_2', 'weaker TLSV1_3 → TLSV1_2'],
    ['cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256]', 'changed none → ECDHE-RSA-AES128-GCM-SHA256'],
  ])('%s', (setting, line) => {
    expect(serverLines(SHOP, shopWith(TLS, `${TLS}, ${setting}`))).toEqual([line]);
  });

  test('the default may be written', () => {
    expect(diffOf(SHOP, shopWith(TLS, `${TLS}, minProtocolVersion: TLS_AUTO, maxProtocolVersion: TLSV1_3`))).toEqual(
      [],
    );
  });
});

describe('what a server asks of clients', () => {
  const simple = replaced(MUTUAL_SHOP, 'mode: MUTUAL', 'mode: SIMPLE');

  test('a certificate, or none', () => {
    expect(serverLines(simple, MUTUAL_SHOP)).toEqual(['stronger tls → mutual-tls']);
    expect(serverLines(MUTUAL_SHOP, simple)).toEqual(['weaker mutual-tls → tls']);
    expect(whys(MUTUAL_SHOP, simple)[0]).toContain(
      'spec.servers[0].tls.mode of Gateway istio-ingress/public was "MUTUAL", is "SIMPLE"',
    );
  });

  test('the same where no client of the input has one', () => {
    const mutual = shopWith('mode: SIMPLE', 'mode: MUTUAL');

    expect(serverLines(SHOP, mutual)).toEqual(['stronger tls → mutual-tls']);
    expect(serverLines(mutual, SHOP)).toEqual(['weaker mutual-tls → tls']);
  });

  test('a certificate only where clients have one', () => {
    const optional = replaced(MUTUAL_SHOP, 'mode: MUTUAL', 'mode: OPTIONAL_MUTUAL');

    expect(serverLines(MUTUAL_SHOP, optional)).toEqual(['weaker mutual-tls → tls']);
    expect(serverLines(optional, MUTUAL_SHOP)).toEqual(['stronger tls → mutual-tls']);
  });

  test('one of certain names', () => {
    const named = replaced(
      MUTUAL_SHOP,
      'credentialName: shop-tls',
      'credentialName: shop-tls, subjectAltNames: [partner.example.com]',
    );
    const more = replaced(named, '[partner.example.com] }', '[partner.example.com, b.example.com] }');

    expect(serverLines(MUTUAL_SHOP, named)).toEqual(['stronger none → partner.example.com']);
    expect(serverLines(named, MUTUAL_SHOP)).toEqual(['weaker partner.example.com → none']);
    expect(serverLines(named, more)).toEqual(['weaker partner.example.com → b.example.com, partner.example.com']);
  });

  test('one of another CA', () => {
    const now = replaced(
      MUTUAL_SHOP,
      'commonName: partners\n  issuerRef: { name: partners }',
      'commonName: partners\n  issuerRef: { name: others }',
    );

    expect(serverLines(MUTUAL_SHOP, now)).toEqual([
      'changed Secret istio-ingress/shop-tls-cacert (istio-ingress/partners-root) → ' +
        'Secret istio-ingress/shop-tls-cacert (istio-ingress/others-root)',
    ]);
    expect(whys(MUTUAL_SHOP, now)[0]).toContain('with the certificate of istio-ingress/partner: now TLS reset');
  });

  test('one of a CA with another content, which is not shown', () => {
    expect(serverLines(secretShop('Zm9v'), secretShop('YmFy'))).toEqual([
      'changed Secret istio-ingress/shop-tls-cacert → Secret istio-ingress/shop-tls-cacert',
    ]);
    expect(whys(secretShop('Zm9v'), secretShop('YmFy'))).toEqual([
      'CA for clients has another content: data["ca.crt"] of Secret istio-ingress/shop-tls-cacert is another',
    ]);
  });
});

describe('TLS to a host outside of the mesh', () => {
  const hop = 'shop.example.com/, istio-ingress/gateway → external api.example.org';

  test.each([
    ['{ mode: SIMPLE }', '{ mode: DISABLE }', `weaker ${hop}: tls → plaintext`],
    ['{ mode: SIMPLE }', '{ mode: SIMPLE, insecureSkipVerify: true }', `weaker ${hop}: false → true`],
    ['{ mode: SIMPLE, caCertificates: /a.pem }', '{ mode: SIMPLE }', `weaker ${hop}: /a.pem → none`],
    ['{ mode: SIMPLE }', '{ mode: SIMPLE, subjectAltNames: [a.org] }', `stronger ${hop}: none → a.org`],
    ['{ mode: SIMPLE }', '{ mode: SIMPLE, sni: a.org }', `changed ${hop}: none → a.org`],
  ])('%s, then %s', (was, is, line) => {
    expect(lines(outside(was), outside(is))).toEqual([line]);
  });
});

describe('an Ingress controller', () => {
  test('sends in plain text', () => {
    expect(lines(behind(https), behind('', 80))).toEqual([
      'weaker shop.example.com/, istio-ingress/edge → istio-ingress/gateway: tls → plaintext',
    ]);
  });

  test('stands before a gateway that is reached by itself, too', () => {
    const ingress = edge(https.replace('istio-ingress/ca', 'istio-ingress/partner'));
    const now = replaced(MUTUAL_SHOP, 'mode: MUTUAL', 'mode: SIMPLE');

    expect(lines(MUTUAL_SHOP + ingress, now + ingress)).toEqual([
      'weaker shop.example.com/, client → istio-ingress/gateway: mutual-tls → tls',
      'weaker shop.example.com/, istio-ingress/edge → istio-ingress/gateway: mutual-tls → tls',
      'weaker shop.example.com/api, client → istio-ingress/gateway: mutual-tls → tls',
    ]);
  });

  test('verifies its backend', () => {
    const verified = behind(`${https}, ${nginx}/proxy-ssl-verify: "on"`);

    expect(lines(behind(https), verified)).toEqual([
      'stronger shop.example.com/, istio-ingress/edge → istio-ingress/gateway: no → yes',
    ]);
    expect(whys(behind(https), verified)).toEqual([
      'verification of the backend was no, is yes: metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-verify"] ' +
        'of Ingress istio-ingress/edge was not set, is "on"',
    ]);
  });
});
