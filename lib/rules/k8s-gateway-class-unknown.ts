import { specOf } from '../manifest/field';
import { suggest } from '../suggestion';
import { GATEWAY_CLASS, KUBERNETES_GATEWAY } from '../traffic/kinds';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';

/** istiod makes these by itself. */
const OWN_CLASSES = ['istio', 'istio-waypoint', 'istio-remote', 'istio-east-west'];

export const k8sGatewayClassUnknown: MeshRule = {
  id: 'k8s-gateway-class-unknown',
  code: 'KIA1504',
  severity: 'error',
  kinds: [KUBERNETES_GATEWAY],
  summary: 'The class of a Gateway of the Gateway API is one that there is.',
  check(gateway, { mesh: { catalog }, report, cannotTell }) {
    const { path, text } = specOf(gateway).get('gatewayClassName');
    if (text === '' || OWN_CLASSES.includes(text) || catalog.tryFind(GATEWAY_CLASS, '', text) !== undefined) return;
    const classes = catalog.ofKind(GATEWAY_CLASS).map(({ name }) => name);
    if (classes.length === 0) return cannotTell(`the GatewayClass "${text}"`);
    const meant = suggest(text, [...OWN_CLASSES, ...classes]);
    report({
      path,
      message: `There is no GatewayClass "${text}", so that nobody implements the Gateway and it gets no address`,
      fix: `${meant === undefined ? 'Name a GatewayClass that is there, such as "istio"' : `Write "${meant}"`}${OR_CONTEXT}`,
      refType: 'gatewayClassName',
    });
  },
};
