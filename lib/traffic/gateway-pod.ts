import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { GATEWAY_NAME } from './istio-labels';

/**
 * Whether the Pod's proxy is a gateway: its container `istio-proxy` is told to be a `router`, the injection template
 * `gateway` is asked for (annotation `inject.istio.io/templates`), or istiod made it for a Gateway of the Gateway API.
 */
export function isGatewayPod({ spec, labels, annotations }: Pod): boolean {
  if (labels[GATEWAY_NAME] !== undefined) return true;
  const templates = annotations['inject.istio.io/templates'] ?? '';
  if (templates.split(',').some((template) => template.trim() === 'gateway')) return true;
  return Field.of(spec)
    .get('containers')
    .items.some((it) => it.get('name').text === 'istio-proxy' && it.get('args').items.some(isRouter));
}

function isRouter(argument: Field): boolean {
  return argument.text === 'router';
}
