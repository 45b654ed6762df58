import type { GatewayServer } from './gateway-server';
import { isHttpLike } from './protocol';

/**
 * What a gateway makes of the connections to a server: requests in plain text (`tls` of such a server is about its
 * redirect), requests under TLS, a stream under TLS that it ends, TLS that it passes on, or a stream as it is.
 */
export type GatewayTraffic = 'http' | 'https' | 'tls' | 'passthrough' | 'tcp';

/** Source: pkg/config/gateway of Istio. */
export function trafficOf({ protocol, tlsMode, terminates }: GatewayServer): GatewayTraffic {
  if (isHttpLike(protocol)) return 'http';
  if (tlsMode === undefined) return 'tcp';
  if (!terminates) return 'passthrough';
  return protocol === 'HTTPS' ? 'https' : 'tls';
}

/** True for servers whose requests are routed by the http routes of VirtualServices. */
export function readsHttp(server: GatewayServer): boolean {
  const traffic = trafficOf(server);
  return traffic === 'http' || traffic === 'https';
}
