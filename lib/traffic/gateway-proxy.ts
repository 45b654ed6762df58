import type { Catalog } from '../manifest/catalog';
import type { Pod } from '../manifest/pods';
import type { GatewayServer } from './gateway-server';
import type { Gateways } from './gateways';
import type { ProxyFor } from './http-routes';

interface Known {
  readonly catalog: Catalog;
  readonly gateways: Gateways;
}

/** A Pod as VirtualServices see it that route on a server of a Gateway: as that Gateway, whatever others it has. */
export function gatewayProxy({ catalog, gateways }: Known, { gateway }: GatewayServer, pod: Pod): ProxyFor {
  const { labels, namespace } = pod;
  return (vs) => ({
    labels,
    namespace,
    isMeant: (text) => text !== 'mesh' && gateways.resolve(text, catalog.namespaceOf(vs)) === gateway,
  });
}
