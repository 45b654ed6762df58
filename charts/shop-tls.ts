import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  acknowledge,
  CertificateIssuer,
  type CertificateIssuerProps,
  type GatewayWorkload,
  type HttpServer,
  ServerCertificate,
} from '../lib/index';
import { issuerOn } from './scenario';
import type { Shop, ShopProps } from './shop';

/** What the stages with TLS add. */
export interface ShopTlsProps extends ShopProps {
  /** Who signs the certificate. Default: a private CA `hipstershop-ca`. */
  readonly issuer?: CertificateIssuerProps;
  /** Name of the Certificate. Default: `hipstershop`. */
  readonly certificateName?: string;
  /** Secret of the certificate in the gateway's namespace. Default: `hipstershop-cert`. */
  readonly secretName?: string;
  /** Organization in the certificate's subject. Default: `hipstershop`. */
  readonly organization?: string;
  /**
   * What port 80 does. `serve`: the shop, in the clear, as in the document. Default: `redirect` to https, in the
   * form that leaves HTTP-01 challenges through when the issuer needs it.
   */
  readonly http?: 'redirect' | 'serve';
}

const IN_THE_CLEAR = 'Port 80 serves the shop in the clear, as the document has it.';

/** Certificate, Gateway with ports 80 and 443, and routes of the shop on a gateway workload. */
export function exposeByTls(scope: Construct, shop: Shop, workload: GatewayWorkload, props: ShopTlsProps): void {
  const credential = addCertificate(scope, shop, workload, props);
  const { hosts } = shop;
  const plain: HttpServer = { protocol: 'HTTP', hosts };
  const isServed = props.http === 'serve';
  const { resource } = shop.expose(scope, workload, [
    isServed ? plain : { ...plain, redirect: 'https' },
    { protocol: 'HTTPS', mode: 'SIMPLE', credential, hosts },
  ]);
  if (resource && isServed) acknowledge(resource, 'gateway-plaintext-beside-tls', IN_THE_CLEAR);
}

function addCertificate(
  scope: Construct,
  shop: Shop,
  gateway: GatewayWorkload,
  props: ShopTlsProps,
): ServerCertificate {
  const { organization = 'hipstershop' } = props;
  const privateCa = { type: 'private-ca', name: 'hipstershop-ca', subject: { organizations: [organization] } } as const;
  const issuer = new CertificateIssuer(scope, 'issuer', issuerOn(props, props.issuer ?? privateCa));
  // ACME CAs set the lifetime themselves and keep shortening it.
  const lifetime = issuer.nature.startsWith('acme')
    ? {}
    : { duration: Duration.hours(2160), renewBefore: Duration.hours(360) };
  return new ServerCertificate(scope, 'certificate', {
    source: 'issued',
    gateway,
    issuer,
    name: props.certificateName ?? 'hipstershop',
    secretName: props.secretName ?? 'hipstershop-cert',
    subject: { organizations: [organization] },
    hosts: [shop.host],
    ...(issuer.signsIpAddresses ? { ipAddresses: [props.ingressIp] } : {}),
    ...lifetime,
    privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS1' },
  });
}
