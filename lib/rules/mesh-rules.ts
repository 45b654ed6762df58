import { authorizationPolicyMethod } from './authorization-policy-method';
import { authorizationPolicyNamespace } from './authorization-policy-namespace';
import { authorizationPolicyNoWorkload } from './authorization-policy-no-workload';
import { authorizationPolicyPrincipal } from './authorization-policy-principal';
import { authorizationPolicySelectorIneffective } from './authorization-policy-selector-ineffective';
import { authorizationPolicyTrustDomain } from './authorization-policy-trust-domain';
import { deploymentImageAutoWithoutInjection } from './deployment-image-auto-without-injection';
import { deprecatedField } from './deprecated-field';
import { destinationHiddenFromGateway } from './destination-hidden-from-gateway';
import { destinationRuleHiddenFromGateway } from './destination-rule-hidden-from-gateway';
import { exportToNamespaceUnknown } from './export-to-namespace-unknown';
import { gatewayCertificateFileMissing } from './gateway-certificate-file-missing';
import { gatewayCertificateShared } from './gateway-certificate-shared';
import { gatewayCredentialMissing } from './gateway-credential-missing';
import { gatewayCredentialNamespace } from './gateway-credential-namespace';
import { gatewayGeneratedReference } from './gateway-generated-reference';
import { gatewayHostAny } from './gateway-host-any';
import { gatewayHostConflict } from './gateway-host-conflict';
import { gatewayHostDuplicate } from './gateway-host-duplicate';
import { gatewayLabelShared } from './gateway-label-shared';
import { gatewayListenerConflict } from './gateway-listener-conflict';
import { gatewayPlaintextBesideTls } from './gateway-plaintext-beside-tls';
import { gatewayPortNotOnService } from './gateway-port-not-on-service';
import { gatewaySelectorEmpty } from './gateway-selector-empty';
import { gatewaySelectorNoWorkload } from './gateway-selector-no-workload';
import { gatewayServerCertificateShared } from './gateway-server-certificate-shared';
import { gatewayServicePortUndeclared } from './gateway-service-port-undeclared';
import { gatewayServicePortsAmbiguous } from './gateway-service-ports-ambiguous';
import { gatewayTlsVersionOld } from './gateway-tls-version-old';
import { istiodJwksUnrestricted } from './istiod-jwks-unrestricted';
import { podImageAuto } from './pod-image-auto';
import type { MeshRule } from './rule';
import { policyPrincipalWithoutSidecar } from './policy-principal-without-sidecar';
import { virtualServiceDelegateMissing } from './virtual-service-delegate-missing';
import { virtualServiceDestinationHost } from './virtual-service-destination-host';
import { virtualServiceDestinationPort } from './virtual-service-destination-port';
import { virtualServiceDestinationPortRequired } from './virtual-service-destination-port-required';
import { virtualServiceDestinationRepeated } from './virtual-service-destination-repeated';
import { virtualServiceDestinationSubset } from './virtual-service-destination-subset';
import { virtualServiceGatewayMissing } from './virtual-service-gateway-missing';
import { virtualServiceHiddenFromGateway } from './virtual-service-hidden-from-gateway';
import { virtualServiceHostNotInGateway } from './virtual-service-host-not-in-gateway';
import { virtualServiceHostSplit } from './virtual-service-host-split';
import { virtualServiceHostUnserved } from './virtual-service-host-unserved';
import { virtualServiceJwtClaimRoute } from './virtual-service-jwt-claim-route';
import { virtualServiceMeshHostConflict } from './virtual-service-mesh-host-conflict';
import { virtualServiceMeshRuleBypassed } from './virtual-service-mesh-rule-bypassed';
import { virtualServiceRouteKind } from './virtual-service-route-kind';
import { virtualServiceSingleWeight } from './virtual-service-single-weight';

/** Every rule on one object among all others. Rules that are not in this list do not run. */
export const MESH_RULES: readonly MeshRule[] = [
  authorizationPolicyMethod,
  authorizationPolicyNamespace,
  authorizationPolicyNoWorkload,
  authorizationPolicyPrincipal,
  authorizationPolicySelectorIneffective,
  authorizationPolicyTrustDomain,
  deploymentImageAutoWithoutInjection,
  deprecatedField,
  destinationHiddenFromGateway,
  destinationRuleHiddenFromGateway,
  exportToNamespaceUnknown,
  gatewayCertificateFileMissing,
  gatewayCertificateShared,
  gatewayCredentialMissing,
  gatewayCredentialNamespace,
  gatewayGeneratedReference,
  gatewayHostAny,
  gatewayHostConflict,
  gatewayHostDuplicate,
  gatewayLabelShared,
  gatewayListenerConflict,
  gatewayPlaintextBesideTls,
  gatewayPortNotOnService,
  gatewaySelectorEmpty,
  gatewaySelectorNoWorkload,
  gatewayServerCertificateShared,
  gatewayServicePortUndeclared,
  gatewayServicePortsAmbiguous,
  gatewayTlsVersionOld,
  istiodJwksUnrestricted,
  podImageAuto,
  policyPrincipalWithoutSidecar,
  virtualServiceDelegateMissing,
  virtualServiceDestinationHost,
  virtualServiceDestinationPort,
  virtualServiceDestinationPortRequired,
  virtualServiceDestinationRepeated,
  virtualServiceDestinationSubset,
  virtualServiceGatewayMissing,
  virtualServiceHiddenFromGateway,
  virtualServiceHostNotInGateway,
  virtualServiceHostSplit,
  virtualServiceHostUnserved,
  virtualServiceJwtClaimRoute,
  virtualServiceMeshHostConflict,
  virtualServiceMeshRuleBypassed,
  virtualServiceRouteKind,
  virtualServiceSingleWeight,
];
