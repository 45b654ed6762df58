import type { Construct } from 'constructs';
import { GatewayWorkload } from '../lib/index';
import { Scenario } from './scenario';
import { SHOP_FAMILY, Shop, type ShopProps } from './shop';

export type HipstershopHttpProps = ShopProps;

/** The shop on port 80 of the shared gateway: plaintext up to the gateway, mTLS from there. */
export class HipstershopHttp extends Scenario {
  constructor(scope: Construct, id: string, props: HipstershopHttpProps) {
    super(scope, id, 'hipstershop-http', SHOP_FAMILY);
    const shop = new Shop(this, 'shop', props);
    shop.expose(this, props.gateway ?? GatewayWorkload.istioctl(), [{ protocol: 'HTTP', hosts: shop.hosts }]);
  }
}
