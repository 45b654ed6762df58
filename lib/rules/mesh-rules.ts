import { ambientAuthorizationPolicyNoTarget } from './ambient-authorization-policy-no-target';
import { ambientAuthorizationPolicyNoWaypoint } from './ambient-authorization-policy-no-waypoint';
import { ambientDestinationRuleNoWaypoint } from './ambient-destination-rule-no-waypoint';
import { ambientDestinationRuleOutsideServiceNamespace } from './ambient-destination-rule-outside-service-namespace';
import { ambientDestinationRuleServiceWithoutWaypoint } from './ambient-destination-rule-service-without-waypoint';
import { ambientRequestAuthenticationNoTarget } from './ambient-request-authentication-no-target';
import { ambientRequestAuthenticationNoWaypoint } from './ambient-request-authentication-no-waypoint';
import { ambientSidecarConflict } from './ambient-sidecar-conflict';
import { ambientSidecarWorkload } from './ambient-sidecar-workload';
import { ambientTelemetryNoTarget } from './ambient-telemetry-no-target';
import { ambientTelemetryNoWaypoint } from './ambient-telemetry-no-waypoint';
import { ambientVirtualServiceNoWaypoint } from './ambient-virtual-service-no-waypoint';
import { ambientVirtualServiceOutsideServiceNamespace } from './ambient-virtual-service-outside-service-namespace';
import { ambientVirtualServiceServiceWithoutWaypoint } from './ambient-virtual-service-service-without-waypoint';
import { ambientWasmPluginNoTarget } from './ambient-wasm-plugin-no-target';
import { ambientWasmPluginNoWaypoint } from './ambient-wasm-plugin-no-waypoint';
import { ambientWaypointMissing } from './ambient-waypoint-missing';
import { ambientWaypointUnused } from './ambient-waypoint-unused';
import { annotationDeprecated } from './annotation-deprecated';
import { annotationInvalid } from './annotation-invalid';
import { annotationMisplaced } from './annotation-misplaced';
import { annotationUnknown } from './annotation-unknown';
import { authorizationPolicyHost } from './authorization-policy-host';
import { authorizationPolicyHostPort } from './authorization-policy-host-port';
import { authorizationPolicyLocksOutGateway } from './authorization-policy-locks-out-gateway';
import { authorizationPolicyMethod } from './authorization-policy-method';
import { authorizationPolicyNamespace } from './authorization-policy-namespace';
import { authorizationPolicyNeedsMtls } from './authorization-policy-needs-mtls';
import { authorizationPolicyNoWorkload } from './authorization-policy-no-workload';
import { authorizationPolicyPrincipal } from './authorization-policy-principal';
import { authorizationPolicyRemoteAddress } from './authorization-policy-remote-address';
import { authorizationPolicySelectorIneffective } from './authorization-policy-selector-ineffective';
import { authorizationPolicyTcp } from './authorization-policy-tcp';
import { authorizationPolicyTrustDomain } from './authorization-policy-trust-domain';
import { certificateAcmeAddress } from './certificate-acme-address';
import { certificateCaRotation } from './certificate-ca-rotation';
import { certificateCommonName } from './certificate-common-name';
import { certificateDuration } from './certificate-duration';
import { certificateHostsNotCovered } from './certificate-hosts-not-covered';
import { certificateHttp01Redirected } from './certificate-http01-redirected';
import { certificateHttp01Unreachable } from './certificate-http01-unreachable';
import { certificateHttp01Wildcard } from './certificate-http01-wildcard';
import { certificateIssuerMissing } from './certificate-issuer-missing';
import { certificatePublicClientAuth } from './certificate-public-client-auth';
import { certificateSecretShared } from './certificate-secret-shared';
import { certificateUsages } from './certificate-usages';
import { clientCertificateUsages } from './client-certificate-usages';
import { deploymentImageAutoWithoutInjection } from './deployment-image-auto-without-injection';
import { deploymentServicesPortConflict } from './deployment-services-port-conflict';
import { deploymentServicesProtocolConflict } from './deployment-services-protocol-conflict';
import { deprecatedField } from './deprecated-field';
import { destinationHiddenFromGateway } from './destination-hidden-from-gateway';
import { destinationRuleHiddenFromGateway } from './destination-rule-hidden-from-gateway';
import { destinationRuleHostUnknown } from './destination-rule-host-unknown';
import { destinationRuleMeshMutualWithoutPolicy } from './destination-rule-mesh-mutual-without-policy';
import { destinationRuleMeshPlaintext } from './destination-rule-mesh-plaintext';
import { destinationRuleMeshWideMutual } from './destination-rule-mesh-wide-mutual';
import { destinationRuleMutualWithoutSidecar } from './destination-rule-mutual-without-sidecar';
import { destinationRuleNamespaceMutualWithoutPolicy } from './destination-rule-namespace-mutual-without-policy';
import { destinationRuleNamespacePlaintext } from './destination-rule-namespace-plaintext';
import { destinationRuleNoTlsBesideMutual } from './destination-rule-no-tls-beside-mutual';
import { destinationRuleOverlap } from './destination-rule-overlap';
import { destinationRulePortServerUnverified } from './destination-rule-port-server-unverified';
import { destinationRuleServerUnverified } from './destination-rule-server-unverified';
import { destinationRuleSubsetNoLabels } from './destination-rule-subset-no-labels';
import { destinationRuleSubsetNoPods } from './destination-rule-subset-no-pods';
import { destinationRuleTlsMismatch } from './destination-rule-tls-mismatch';
import { exportToNamespaceUnknown } from './export-to-namespace-unknown';
import { externalNamePortName } from './external-name-port-name';
import { externalSecretNotRefreshed } from './external-secret-not-refreshed';
import { externalSecretStoreMissing } from './external-secret-store-missing';
import { gatewayApiCrdTooOld } from './gateway-api-crd-too-old';
import { gatewayCertificateFileMissing } from './gateway-certificate-file-missing';
import { gatewayCertificateShared } from './gateway-certificate-shared';
import { gatewayClientCaForeign } from './gateway-client-ca-foreign';
import { gatewayClientCaMissing } from './gateway-client-ca-missing';
import { gatewayClientCaPublic } from './gateway-client-ca-public';
import { gatewayCredentialInvalid } from './gateway-credential-invalid';
import { gatewayCredentialMissing } from './gateway-credential-missing';
import { gatewayCredentialNamespace } from './gateway-credential-namespace';
import { gatewayCredentialNotReadable } from './gateway-credential-not-readable';
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
import { headlessServiceMixed } from './headless-service-mixed';
import { httpRouteParentMissing } from './http-route-parent-missing';
import { httpRouteServiceMissing } from './http-route-service-missing';
import { http01SolverMutual } from './http01-solver-mutual';
import { ingressBackendProtocol } from './ingress-backend-protocol';
import { ingressBackendSni } from './ingress-backend-sni';
import { ingressBackendStrict } from './ingress-backend-strict';
import { ingressClassUnknown } from './ingress-class-unknown';
import { ingressClientCertificate } from './ingress-client-certificate';
import { ingressHostUnserved } from './ingress-host-unserved';
import { ingressLegacyAnnotations } from './ingress-legacy-annotations';
import { ingressNginxIgnored } from './ingress-nginx-ignored';
import { ingressNginxProtocols } from './ingress-nginx-protocols';
import { ingressNginxSecret } from './ingress-nginx-secret';
import { ingressNginxVerify } from './ingress-nginx-verify';
import { ingressNginxVerifyDepth } from './ingress-nginx-verify-depth';
import { ingressReferences } from './ingress-references';
import { invalidApplicationUid } from './invalid-application-uid';
import { issuerSecretMissing } from './issuer-secret-missing';
import { istiodJwksUnrestricted } from './istiod-jwks-unrestricted';
import { k8sGatewayAddressShared } from './k8s-gateway-address-shared';
import { k8sGatewayCertificateHosts } from './k8s-gateway-certificate-hosts';
import { k8sGatewayCertificateMissing } from './k8s-gateway-certificate-missing';
import { k8sGatewayClassUnknown } from './k8s-gateway-class-unknown';
import { k8sGatewayListenerShared } from './k8s-gateway-listener-shared';
import { keyMaterialInManifest } from './key-material-in-manifest';
import { namespaceInjectionLabels } from './namespace-injection-labels';
import { namespaceNotInjected } from './namespace-not-injected';
import { peerAuthenticationDuplicate } from './peer-authentication-duplicate';
import { peerAuthenticationMeshDisable } from './peer-authentication-mesh-disable';
import { peerAuthenticationMeshWithoutRule } from './peer-authentication-mesh-without-rule';
import { peerAuthenticationModeUnseen } from './peer-authentication-mode-unseen';
import { peerAuthenticationNamespaceDisable } from './peer-authentication-namespace-disable';
import { peerAuthenticationNamespaceWithoutRule } from './peer-authentication-namespace-without-rule';
import { peerAuthenticationPlaintextWorkload } from './peer-authentication-plaintext-workload';
import { peerAuthenticationPort } from './peer-authentication-port';
import { peerAuthenticationRootSelector } from './peer-authentication-root-selector';
import { peerAuthenticationSelectorOverlap } from './peer-authentication-selector-overlap';
import { podImageAuto } from './pod-image-auto';
import { policyPrincipalWithoutSidecar } from './policy-principal-without-sidecar';
import { referenceGrantNamespaceUnknown } from './reference-grant-namespace-unknown';
import { requestAuthenticationOptional } from './request-authentication-optional';
import type { MeshRule } from './rule';
import { secretCopyOpen } from './secret-copy-open';
import { selectorMatchesNothing } from './selector-matches-nothing';
import { serversTransportReferences } from './servers-transport-references';
import { serviceEntryAddressesMissing } from './service-entry-addresses-missing';
import { serviceEntryDuplicateHost } from './service-entry-duplicate-host';
import { serviceEntryProtocolConflict } from './service-entry-protocol-conflict';
import { serviceEntryWorkloadAddress } from './service-entry-workload-address';
import { servicePortName } from './service-port-name';
import { serviceTargetPortUndeclared } from './service-target-port-undeclared';
import { sidecarDuplicate } from './sidecar-duplicate';
import { sidecarDuplicateSelector } from './sidecar-duplicate-selector';
import { sidecarEgressHostUnknown } from './sidecar-egress-host-unknown';
import { sidecarInAmbient } from './sidecar-in-ambient';
import { sidecarOutboundMode } from './sidecar-outbound-mode';
import { sidecarRootSelector } from './sidecar-root-selector';
import { sidecarSelectorNoWorkload } from './sidecar-selector-no-workload';
import { telemetrySelectorNoWorkload } from './telemetry-selector-no-workload';
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
  ambientAuthorizationPolicyNoTarget,
  ambientAuthorizationPolicyNoWaypoint,
  ambientDestinationRuleNoWaypoint,
  ambientDestinationRuleOutsideServiceNamespace,
  ambientDestinationRuleServiceWithoutWaypoint,
  ambientRequestAuthenticationNoTarget,
  ambientRequestAuthenticationNoWaypoint,
  ambientSidecarConflict,
  ambientSidecarWorkload,
  ambientTelemetryNoTarget,
  ambientTelemetryNoWaypoint,
  ambientVirtualServiceNoWaypoint,
  ambientVirtualServiceOutsideServiceNamespace,
  ambientVirtualServiceServiceWithoutWaypoint,
  ambientWasmPluginNoTarget,
  ambientWasmPluginNoWaypoint,
  ambientWaypointMissing,
  ambientWaypointUnused,
  annotationDeprecated,
  annotationInvalid,
  annotationMisplaced,
  annotationUnknown,
  authorizationPolicyHost,
  authorizationPolicyHostPort,
  authorizationPolicyLocksOutGateway,
  authorizationPolicyMethod,
  authorizationPolicyNamespace,
  authorizationPolicyNeedsMtls,
  authorizationPolicyNoWorkload,
  authorizationPolicyPrincipal,
  authorizationPolicyRemoteAddress,
  authorizationPolicySelectorIneffective,
  authorizationPolicyTcp,
  authorizationPolicyTrustDomain,
  certificateAcmeAddress,
  certificateCaRotation,
  certificateCommonName,
  certificateDuration,
  certificateHostsNotCovered,
  certificateHttp01Redirected,
  certificateHttp01Unreachable,
  certificateHttp01Wildcard,
  certificateIssuerMissing,
  certificatePublicClientAuth,
  certificateSecretShared,
  certificateUsages,
  clientCertificateUsages,
  deploymentImageAutoWithoutInjection,
  deploymentServicesPortConflict,
  deploymentServicesProtocolConflict,
  deprecatedField,
  destinationHiddenFromGateway,
  destinationRuleHiddenFromGateway,
  destinationRuleHostUnknown,
  destinationRuleMeshMutualWithoutPolicy,
  destinationRuleMeshPlaintext,
  destinationRuleMeshWideMutual,
  destinationRuleMutualWithoutSidecar,
  destinationRuleNamespaceMutualWithoutPolicy,
  destinationRuleNamespacePlaintext,
  destinationRuleNoTlsBesideMutual,
  destinationRuleOverlap,
  destinationRulePortServerUnverified,
  destinationRuleServerUnverified,
  destinationRuleSubsetNoLabels,
  destinationRuleSubsetNoPods,
  destinationRuleTlsMismatch,
  exportToNamespaceUnknown,
  externalNamePortName,
  externalSecretNotRefreshed,
  externalSecretStoreMissing,
  gatewayApiCrdTooOld,
  gatewayCertificateFileMissing,
  gatewayCertificateShared,
  gatewayClientCaForeign,
  gatewayClientCaMissing,
  gatewayClientCaPublic,
  gatewayCredentialInvalid,
  gatewayCredentialMissing,
  gatewayCredentialNamespace,
  gatewayCredentialNotReadable,
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
  headlessServiceMixed,
  httpRouteParentMissing,
  httpRouteServiceMissing,
  http01SolverMutual,
  ingressBackendProtocol,
  ingressBackendSni,
  ingressBackendStrict,
  ingressClassUnknown,
  ingressClientCertificate,
  ingressHostUnserved,
  ingressLegacyAnnotations,
  ingressNginxIgnored,
  ingressNginxProtocols,
  ingressNginxSecret,
  ingressNginxVerify,
  ingressNginxVerifyDepth,
  ingressReferences,
  invalidApplicationUid,
  issuerSecretMissing,
  istiodJwksUnrestricted,
  k8sGatewayAddressShared,
  k8sGatewayCertificateHosts,
  k8sGatewayCertificateMissing,
  k8sGatewayClassUnknown,
  k8sGatewayListenerShared,
  keyMaterialInManifest,
  namespaceInjectionLabels,
  namespaceNotInjected,
  peerAuthenticationDuplicate,
  peerAuthenticationMeshDisable,
  peerAuthenticationMeshWithoutRule,
  peerAuthenticationModeUnseen,
  peerAuthenticationNamespaceDisable,
  peerAuthenticationNamespaceWithoutRule,
  peerAuthenticationPlaintextWorkload,
  peerAuthenticationPort,
  peerAuthenticationRootSelector,
  peerAuthenticationSelectorOverlap,
  podImageAuto,
  policyPrincipalWithoutSidecar,
  referenceGrantNamespaceUnknown,
  requestAuthenticationOptional,
  secretCopyOpen,
  selectorMatchesNothing,
  serversTransportReferences,
  serviceEntryAddressesMissing,
  serviceEntryDuplicateHost,
  serviceEntryProtocolConflict,
  serviceEntryWorkloadAddress,
  servicePortName,
  serviceTargetPortUndeclared,
  sidecarDuplicate,
  sidecarDuplicateSelector,
  sidecarEgressHostUnknown,
  sidecarInAmbient,
  sidecarOutboundMode,
  sidecarRootSelector,
  sidecarSelectorNoWorkload,
  telemetrySelectorNoWorkload,
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
