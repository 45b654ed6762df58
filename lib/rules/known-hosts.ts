import type { Mesh } from '../traffic/mesh';
import { isAssumed } from '../traffic/default-gateway';

/** Whether the input shows what there is to route to; the Service of the assumed gateway alone does not. */
export function areHostsKnown({ catalog, registry }: Mesh): boolean {
  return registry.hasEntries || catalog.ofKind('Service').some((service) => !isAssumed(service));
}

/** What is missing where it does not. */
export const HOST_KINDS = 'a Service or ServiceEntry';
