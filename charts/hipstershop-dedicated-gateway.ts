import type { Construct } from 'constructs';
import { DedicatedGateway, type DedicatedGatewayProps } from '../lib/index';
import { Scenario } from './scenario';
import { SHOP_FAMILY, Shop } from './shop';
import { exposeByTls, type ShopTlsProps } from './shop-tls';

export interface HipstershopDedicatedGatewayProps extends Omit<ShopTlsProps, 'gateway'> {
  /** The shop's own gateway. Default: named `hipstershop-ingressgateway`, with the defaults of `DedicatedGateway`. */
  readonly dedicatedGateway?: Partial<Omit<DedicatedGatewayProps, 'namespace' | 'revision'>>;
}

/** The shop behind a gateway of its own, in its own namespace: no other team's Gateway can land there. */
export class HipstershopDedicatedGateway extends Scenario {
  constructor(scope: Construct, id: string, props: HipstershopDedicatedGatewayProps) {
    super(scope, id, 'hipstershop-dedicated-gateway', SHOP_FAMILY);
    const shop = new Shop(this, 'shop', props);
    const workload = new DedicatedGateway(this, 'ingressgateway', {
      name: 'hipstershop-ingressgateway',
      ...props.dedicatedGateway,
      namespace: shop.namespace,
      revision: props.revision,
    });
    exposeByTls(this, shop, workload, props);
  }
}
