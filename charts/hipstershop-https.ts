import type { Construct } from 'constructs';
import { GatewayWorkload } from '../lib/index';
import { Scenario } from './scenario';
import { SHOP_FAMILY, Shop } from './shop';
import { exposeByTls, type ShopTlsProps } from './shop-tls';

export type HipstershopHttpsProps = ShopTlsProps;

/** The shop on port 443 of the shared gateway, with a certificate that lies where this gateway reads it. */
export class HipstershopHttps extends Scenario {
  constructor(scope: Construct, id: string, props: HipstershopHttpsProps) {
    super(scope, id, 'hipstershop-https', SHOP_FAMILY);
    const shop = new Shop(this, 'shop', props);
    exposeByTls(this, shop, props.gateway ?? GatewayWorkload.istioctl(), props);
  }
}
