import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from '../traffic/kinds';
import type { GatewayPods } from '../traffic/kubernetes-gateway-pods';
import { selectorOf } from '../traffic/labels';
import { targetsOf } from '../traffic/workload-policies';
import type { MeshRule } from './rule';
import { labelsText } from './title';

/**
 * Also for the other kinds of policies that have `targetRefs`. istiod still honours selectors for Gateways that are no
 * waypoints, unless its ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY is off.
 */
export const authorizationPolicySelectorIneffective: MeshRule = {
  id: 'authorization-policy-selector-ineffective',
  code: 'IST0166',
  severity: 'warning',
  kinds: [
    AUTHORIZATION_POLICY,
    REQUEST_AUTHENTICATION,
    'Telemetry.telemetry.istio.io',
    'WasmPlugin.extensions.istio.io',
  ],
  summary: 'Policies for Gateways of the Gateway API name them in `targetRefs`.',
  check(policy, inquiry) {
    const { catalog, kubernetesGatewayPods } = inquiry.mesh;
    const selector = selectorOf(policy);
    if (targetsOf(policy).length > 0 || Object.keys(selector).length === 0) return;
    const gateways = kubernetesGatewayPods.matching(selector, catalog.namespaceOf(policy));
    for (const gateway of new Map(gateways.map((pods) => [pods.name, pods])).values()) {
      inquiry.report(violation(policy, selector, gateway));
    }
  },
};

function violation({ kind }: Manifest, selector: Labels, { name, isWaypoint }: GatewayPods) {
  const effect = isWaypoint ? 'waypoints ignore selectors' : 'istiod honours that only as long as it is told to';
  return {
    path: ['spec', 'selector'],
    message: `The ${kind} selects the Pods of Gateway "${name}" by "${labelsText(selector)}", and ${effect}`,
    fix: `Write targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: ${name}}] instead of the selector`,
  };
}
