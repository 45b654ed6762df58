import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
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

/** Certificate, Gateway with ports 80 and 443, and routes of the shop on a gateway workload. */
export function exposeByTls(scope: Construct, shop: Shop, workload: GatewayWorkload, props: ShopTlsProps): void {
  const credential = addCertificate(scope, shop, workload, props);
  const { hosts } = shop;
  const plain: HttpServer = { protocol: 'HTTP', hosts };
  shop.expose(scope, workload, [
    props.http === 'serve' ? plain : { ...plain, redirect: 'https' },
    { protocol: 'HTTPS', mode: 'SIMPLE', credential, hosts },
  ]);
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
