import type { Construct } from 'constructs';
import type {
  CertificateIssuer,
  ClientAuthority,
  ClientCertificate,
  GatewayWorkload,
  HostBinding,
  IngressGateway,
  ServerCertificate,
} from '../../lib/index';

/** What the cases are made of. Nothing here runs: these files are only type-checked. */
export declare const scope: Construct;
export declare const workload: GatewayWorkload;
export declare const gateway: IngressGateway;
export declare const issuer: CertificateIssuer;
export declare const credential: ServerCertificate;
export declare const clientAuthority: ClientAuthority;
export declare const clientCertificate: ClientCertificate;
export declare const hosts: readonly HostBinding[];
export declare const backend: { readonly name: string; readonly namespace: string; readonly port: number };
