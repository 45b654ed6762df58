export { declareAlternative } from './alternatives';
export { SecureIngressApp, type SecureIngressAppProps } from './app';
export {
  AccessPolicy,
  type AccessPolicyProps,
  type NobodyPolicyProps,
  type RulesPolicyProps,
} from './constructs/access-policy';
export type {
  AccessCondition,
  AccessOperation,
  AccessRule,
  AccessSource,
  Identity,
  PrincipalSource,
  ServiceAccountSource,
} from './constructs/access-rule';
export { acknowledge } from './constructs/acknowledge';
export { SYNC_WAVE, SyncWave } from './constructs/argocd';
export type { Backend, Destinations, WeightedBackend } from './constructs/backend';
export {
  type AcmeProps,
  type AcmeSolver,
  CertificateIssuer,
  type CertificateIssuerProps,
  type CertificateSubject,
  type Dns01Solver,
  type ExistingIssuerProps,
  type Http01GatewayApiSolver,
  type Http01Solver,
  type IssuerNature,
  type PrivateCaProps,
  type SelfSignedProps,
} from './constructs/certificate-issuer';
export {
  ClientAuthority,
  type ClientAuthorityProps,
  type ConfigMapAuthorityProps,
  type CredentialAuthorityProps,
  type ExistingAuthorityProps,
  type IssuerAuthorityProps,
  type ServerIssuerAuthorityProps,
} from './constructs/client-authority';
export { ClientCertificate, type ClientCertificateProps } from './constructs/client-certificate';
export { DedicatedGateway, type DedicatedGatewayProps, type GatewayResources } from './constructs/dedicated-gateway';
export { goDuration, parseGoDuration } from './constructs/durations';
export {
  type EdgeController,
  EdgeIngress,
  type EdgeIngressProps,
  type IksAlbController,
  type IngressNginxController,
  type TraefikController,
} from './constructs/edge-ingress';
export { type GatewayRef, IngressGateway, type IngressGatewayProps } from './constructs/gateway';
export type {
  GatewayServer,
  HostBinding,
  HttpServer,
  MutualTlsServer,
  PassthroughServer,
  SimpleTlsServer,
} from './constructs/gateway-server';
export {
  type GatewayPort,
  GatewayWorkload,
  type GatewayWorkloadProps,
  type HelmGatewayProps,
} from './constructs/gateway-workload';
export type { IssuedCertificateProps, KeyEncoding, PrivateKey } from './constructs/issued-certificate';
export { MeshNamespace, type MeshNamespaceProps } from './constructs/mesh-namespace';
export {
  type ExplicitClients,
  type MeshMutualTlsProps,
  MutualTls,
  type MutualTlsMode,
  type MutualTlsProps,
  type NamespaceMutualTlsProps,
  type WorkloadMutualTlsProps,
} from './constructs/mutual-tls';
export {
  isHostName,
  isHostPattern,
  isIpBlock,
  isLabel as isDnsLabel,
  isSubdomain as isObjectName,
} from './constructs/names';
export type {
  BackendRoute,
  FixedResponseRoute,
  HeaderChanges,
  Hsts,
  RedirectRoute,
  Retries,
  Route,
} from './constructs/route';
export type { HttpMethod, RouteMatch, TextMatch } from './constructs/route-match';
export { HostRoutes, type HostRoutesProps, PassthroughRoutes, type PassthroughRoutesProps } from './constructs/routes';
export { SecretCopy, type SecretCopyProps, type SecretName } from './constructs/secret-copy';
export {
  type CopiedSecretProps,
  type ExistingSecretProps,
  type IssuedServerCertificateProps,
  ServerCertificate,
  type ServerCertificateProps,
} from './constructs/server-certificate';
export { Workload, type WorkloadContainer, type WorkloadProps, type WorkloadVersion } from './constructs/workload';
export type { Finding, Position, ResourceRef, Severity } from './finding';
export { ContextError, VerificationError, VerifiedApp, type VerifiedAppProps } from './verified-app';
export { ManifestValidation, type ManifestValidationProps, type ValidationContext } from './validation-plugin';
