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
import { WORKLOAD_ENTRY_WEBHOOK_RULES } from './workload-entry-webhook';

/** Every rule on one object alone. Rules that are not in this list do not run. */
export const OBJECT_RULES: readonly ObjectRule[] = [
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
  ...WORKLOAD_ENTRY_WEBHOOK_RULES,
];
