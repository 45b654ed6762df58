import type { Construct } from 'constructs';
import { GatewayWorkload, HostRoutes, IngressGateway } from '../lib/index';
import { Scenario } from './scenario';
import { SHOP_FAMILY, Shop, type ShopProps } from './shop';

export type HipstershopHttpProps = ShopProps;

/** The shop on port 80 of the shared gateway: plaintext up to the gateway, mTLS from there. */
export class HipstershopHttp extends Scenario {
  constructor(scope: Construct, id: string, props: HipstershopHttpProps) {
    super(scope, id, 'hipstershop-http', SHOP_FAMILY);
    const shop = new Shop(this, 'shop', props);
    const gateway = new IngressGateway(this, 'gateway', {
      name: shop.gatewayName,
      namespace: shop.namespace,
      workload: props.gateway ?? GatewayWorkload.istioctl(),
      servers: [{ protocol: 'HTTP', hosts: shop.hosts }],
    });
    new HostRoutes(this, 'routes', {
      name: shop.gatewayName,
      namespace: shop.namespace,
      hosts: [shop.host],
      gateways: [gateway],
      routes: shop.routes,
      clusterDomain: props.clusterDomain,
    });
  }
}
