import { AUTHORIZATION_POLICY_ACTION_WEBHOOK_RULES } from './authorization-policy-action-webhook';
import { AUTHORIZATION_POLICY_CONDITIONS_WEBHOOK_RULES } from './authorization-policy-conditions-webhook';
import { AUTHORIZATION_POLICY_OPERATION_WEBHOOK_RULES } from './authorization-policy-operation-webhook';
import { AUTHORIZATION_POLICY_RULES_WEBHOOK_RULES } from './authorization-policy-rules-webhook';
import { AUTHORIZATION_POLICY_SOURCE_WEBHOOK_RULES } from './authorization-policy-source-webhook';
import { CLIENT_TLS_WEBHOOK_RULES } from './client-tls-webhook';
import { CONNECTION_POOL_WEBHOOK_RULES } from './connection-pool-webhook';
import { DESTINATION_RULE_WEBHOOK_RULES } from './destination-rule-webhook';
import { EXPORT_TO_WEBHOOK_RULES } from './export-to-webhook';
import { GATEWAY_PORT_WEBHOOK_RULES } from './gateway-port-webhook';
import { GATEWAY_WEBHOOK_RULES } from './gateway-webhook';
import { LOAD_BALANCER_WEBHOOK_RULES } from './load-balancer-webhook';
import { LOCALITY_OVERLAP_WEBHOOK_RULES } from './locality-overlap-webhook';
import { LOCALITY_WEBHOOK_RULES } from './locality-webhook';
import { METADATA_WEBHOOK_RULES } from './metadata-webhook';
import { OUTLIER_DETECTION_WEBHOOK_RULES } from './outlier-detection-webhook';
import { PEER_AUTHENTICATION_WEBHOOK_RULES } from './peer-authentication-webhook';
import { REQUEST_AUTHENTICATION_JWKS_WEBHOOK_RULES } from './request-authentication-jwks-webhook';
import { REQUEST_AUTHENTICATION_WEBHOOK_RULES } from './request-authentication-webhook';
import type { ObjectRule } from './rule';
import { SELECTOR_WEBHOOK_RULES } from './selector-webhook';
import { SERVER_TLS_OPTIONS_WEBHOOK_RULES } from './server-tls-options-webhook';
import { SERVER_TLS_WEBHOOK_RULES } from './server-tls-webhook';
import { SERVICE_ENTRY_DYNAMIC_WEBHOOK_RULES } from './service-entry-dynamic-webhook';
import { SERVICE_ENTRY_ENDPOINT_WEBHOOK_RULES } from './service-entry-endpoint-webhook';
import { SERVICE_ENTRY_PORT_WEBHOOK_RULES } from './service-entry-port-webhook';
import { SERVICE_ENTRY_WEBHOOK_RULES } from './service-entry-webhook';
import { SIDECAR_EGRESS_WEBHOOK_RULES } from './sidecar-egress-webhook';
import { SIDECAR_HOST_WEBHOOK_RULES } from './sidecar-host-webhook';
import { SIDECAR_INGRESS_WEBHOOK_RULES } from './sidecar-ingress-webhook';
import { SIDECAR_WEBHOOK_RULES } from './sidecar-webhook';
import { TARGET_WEBHOOK_RULES } from './target-webhook';
import { TUNNEL_WEBHOOK_RULES } from './tunnel-webhook';
import { VIRTUAL_SERVICE_CONNECTION_ROUTE_WEBHOOK_RULES } from './virtual-service-connection-route-webhook';
import { VIRTUAL_SERVICE_CORS_WEBHOOK_RULES } from './virtual-service-cors-webhook';
import { VIRTUAL_SERVICE_DESTINATIONS_WEBHOOK_RULES } from './virtual-service-destinations-webhook';
import { VIRTUAL_SERVICE_FAULT_WEBHOOK_RULES } from './virtual-service-fault-webhook';
import { VIRTUAL_SERVICE_GATEWAYS_WEBHOOK_RULES } from './virtual-service-gateways-webhook';
import { VIRTUAL_SERVICE_HEADER_OPERATIONS_WEBHOOK_RULES } from './virtual-service-header-operations-webhook';
import { VIRTUAL_SERVICE_HOSTS_WEBHOOK_RULES } from './virtual-service-hosts-webhook';
import { VIRTUAL_SERVICE_HTTP_ROUTE_WEBHOOK_RULES } from './virtual-service-http-route-webhook';
import { VIRTUAL_SERVICE_MATCH_WEBHOOK_RULES } from './virtual-service-match-webhook';
import { VIRTUAL_SERVICE_RESPONSE_WEBHOOK_RULES } from './virtual-service-response-webhook';
import { VIRTUAL_SERVICE_RETRIES_WEBHOOK_RULES } from './virtual-service-retries-webhook';
import { VIRTUAL_SERVICE_UNREACHABLE_WEBHOOK_RULES } from './virtual-service-unreachable-webhook';
import { WORKLOAD_ENTRY_WEBHOOK_RULES } from './workload-entry-webhook';

/** Every rule on one object alone. Rules that are not in this list do not run. */
export const OBJECT_RULES: readonly ObjectRule[] = [
  ...AUTHORIZATION_POLICY_ACTION_WEBHOOK_RULES,
  ...AUTHORIZATION_POLICY_CONDITIONS_WEBHOOK_RULES,
  ...AUTHORIZATION_POLICY_OPERATION_WEBHOOK_RULES,
  ...AUTHORIZATION_POLICY_RULES_WEBHOOK_RULES,
  ...AUTHORIZATION_POLICY_SOURCE_WEBHOOK_RULES,
  ...CLIENT_TLS_WEBHOOK_RULES,
  ...CONNECTION_POOL_WEBHOOK_RULES,
  ...DESTINATION_RULE_WEBHOOK_RULES,
  ...EXPORT_TO_WEBHOOK_RULES,
  ...GATEWAY_PORT_WEBHOOK_RULES,
  ...GATEWAY_WEBHOOK_RULES,
  ...LOAD_BALANCER_WEBHOOK_RULES,
  ...LOCALITY_OVERLAP_WEBHOOK_RULES,
  ...LOCALITY_WEBHOOK_RULES,
  ...METADATA_WEBHOOK_RULES,
  ...OUTLIER_DETECTION_WEBHOOK_RULES,
  ...PEER_AUTHENTICATION_WEBHOOK_RULES,
  ...REQUEST_AUTHENTICATION_JWKS_WEBHOOK_RULES,
  ...REQUEST_AUTHENTICATION_WEBHOOK_RULES,
  ...SELECTOR_WEBHOOK_RULES,
  ...SERVER_TLS_OPTIONS_WEBHOOK_RULES,
  ...SERVER_TLS_WEBHOOK_RULES,
  ...SERVICE_ENTRY_DYNAMIC_WEBHOOK_RULES,
  ...SERVICE_ENTRY_ENDPOINT_WEBHOOK_RULES,
  ...SERVICE_ENTRY_PORT_WEBHOOK_RULES,
  ...SERVICE_ENTRY_WEBHOOK_RULES,
  ...SIDECAR_EGRESS_WEBHOOK_RULES,
  ...SIDECAR_HOST_WEBHOOK_RULES,
  ...SIDECAR_INGRESS_WEBHOOK_RULES,
  ...SIDECAR_WEBHOOK_RULES,
  ...TARGET_WEBHOOK_RULES,
  ...TUNNEL_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_CONNECTION_ROUTE_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_CORS_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_DESTINATIONS_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_FAULT_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_GATEWAYS_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_HEADER_OPERATIONS_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_HOSTS_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_HTTP_ROUTE_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_MATCH_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_RESPONSE_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_RETRIES_WEBHOOK_RULES,
  ...VIRTUAL_SERVICE_UNREACHABLE_WEBHOOK_RULES,
  ...WORKLOAD_ENTRY_WEBHOOK_RULES,
];
