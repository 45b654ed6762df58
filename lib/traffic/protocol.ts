/** The protocols that Istio knows, in upper case; it reads them in any case. */
export const PROTOCOLS = [
  'TCP',
  'UDP',
  'GRPC',
  'GRPC-WEB',
  'HTTP',
  'HTTP_PROXY',
  'HTTP2',
  'HTTPS',
  'TLS',
  'MONGO',
  'REDIS',
  'MYSQL',
] as const;

export type Protocol = (typeof PROTOCOLS)[number];

const BY_NAME: ReadonlyMap<string, Protocol> = new Map(PROTOCOLS.map((protocol) => [protocol, protocol]));

const HTTP_LIKE: ReadonlySet<string | undefined> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);

/** The protocol that is written, or nothing when Istio knows none of that name. */
export function parseProtocol(text: string): Protocol | undefined {
  return BY_NAME.get(text) ?? BY_NAME.get(text.toUpperCase());
}

/** Requests can be told apart by their authority. */
export function isHttpLike(protocol: Protocol | undefined): boolean {
  return HTTP_LIKE.has(protocol);
}

/** Connections can be told apart by their server name. */
export function isTlsLike(protocol: Protocol | undefined): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}
