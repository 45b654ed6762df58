import type { Construct } from 'constructs';
import {
  CertificateIssuer,
  type CertificateIssuerProps,
  type GatewayWorkload,
  type SecretName,
  ServerCertificate,
} from '../lib/index';
import { type ClusterProps, issuerOn } from './scenario';

/** Where the certificate of a public host comes from. */
export type CredentialChoice =
  /** The platform writes and renews the Secret in the gateway's namespace, as IBM Cloud does with `--secret-namespace`. */
  | { readonly source: 'existing-secret'; readonly secretName: string }
  /** The platform writes it elsewhere; External Secrets keeps a copy in the gateway's namespace. */
  | { readonly source: 'copied-secret'; readonly secretName: string; readonly from: SecretName }
  /** cert-manager issues it in the gateway's namespace. */
  | { readonly source: 'issued'; readonly secretName: string; readonly issuer: CertificateIssuerProps };

export interface CredentialProps {
  readonly gateway: GatewayWorkload;
  readonly host: string;
  readonly choice: CredentialChoice;
  readonly cluster: ClusterProps;
}

export function addCredential(
  scope: Construct,
  id: string,
  { gateway, host, choice, cluster }: CredentialProps,
): ServerCertificate {
  if (choice.source !== 'issued') return new ServerCertificate(scope, id, { gateway, ...choice });
  const { issuer, ...rest } = choice;
  return new ServerCertificate(scope, id, {
    gateway,
    ...rest,
    issuer: new CertificateIssuer(scope, `${id}-issuer`, issuerOn(cluster, issuer)),
    hosts: [host],
  });
}
