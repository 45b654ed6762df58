import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { addressesOf, gatewaysAt } from './shared-address';
import { titleOf } from './title';

/** Host names may be shared: they name a Service, whose Pods serve all the Gateways. */
export const k8sGatewayAddressShared: MeshRule = {
  id: 'k8s-gateway-address-shared',
  code: 'KIA1502',
  severity: 'warning',
  kinds: [KUBERNETES_GATEWAY],
  summary: 'No two Gateways of the Gateway API ask for one address.',
  check(gateway, { mesh, report }) {
    for (const address of addressesOf(gateway).filter(({ type }) => type !== 'Hostname')) {
      const other = gatewaysAt(address, gateway, mesh).find((one) => one !== gateway);
      if (other === undefined) continue;
      const { type, value, field } = address;
      const message = `${titleOf(other, mesh)} asks for the ${type} "${value}" too, and each has a load balancer of its own, of which only one can have it`;
      report({ path: field.get('value').path, message, fix: 'Leave the address to one of them' });
    }
  },
};
