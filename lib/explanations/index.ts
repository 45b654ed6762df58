import type { Explanations } from './explanation';
import { ENGINE_EXPLANATIONS } from './engine';
import { SERVICE_ENTRY_DYNAMIC_WEBHOOK_EXPLANATIONS } from './service-entry-dynamic-webhook';
import { SERVICE_ENTRY_ENDPOINT_WEBHOOK_EXPLANATIONS } from './service-entry-endpoint-webhook';
import { SERVICE_ENTRY_PORT_WEBHOOK_EXPLANATIONS } from './service-entry-port-webhook';
import { SERVICE_ENTRY_WEBHOOK_EXPLANATIONS } from './service-entry-webhook';

/** Of every rule, by its id. */
export const EXPLANATIONS: Explanations = {
  ...ENGINE_EXPLANATIONS,
  ...SERVICE_ENTRY_DYNAMIC_WEBHOOK_EXPLANATIONS,
  ...SERVICE_ENTRY_ENDPOINT_WEBHOOK_EXPLANATIONS,
  ...SERVICE_ENTRY_PORT_WEBHOOK_EXPLANATIONS,
  ...SERVICE_ENTRY_WEBHOOK_EXPLANATIONS,
};
