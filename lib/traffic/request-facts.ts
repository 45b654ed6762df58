/**
 * What is known of a request, or of a connection, where it arrives at a Pod. A field that is not there is not known; a
 * field that is empty says that there is no such thing.
 */
export interface RequestFacts {
  /**
   * Identity in the peer's certificate, `TRUST_DOMAIN/ns/NAMESPACE/sa/SERVICE_ACCOUNT`. Empty for a peer that shows no
   * certificate: a client outside the mesh, or one that sends plain text.
   */
  readonly principal?: string;
  /** Namespace of the peer, where the whole identity is not known. */
  readonly namespace?: string;
  /** Name of the peer's ServiceAccount in that namespace, where the whole identity is not known. */
  readonly serviceAccount?: string;
  /** What the Pod takes the traffic for. */
  readonly protocol?: 'http' | 'tcp';
  readonly method?: string;
  readonly path?: string;
  /** Header `Host`, or `:authority`: with the port if the client sends one. */
  readonly host?: string;
  /** By name in lower case; null for a header that is not there. Headers without an entry are not known. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /**
   * Whether those without an entry are not there, instead of not known: all but the ones that clients and proxies add
   * by themselves.
   */
  readonly hasAllHeaders?: boolean;
  /** Port of the container. */
  readonly port?: number;
  /** Address of the Pod. */
  readonly destinationIp?: string;
  /** Address that the connection comes from. */
  readonly sourceIp?: string;
  /** Address of the client, by `X-Forwarded-For` or the PROXY protocol. */
  readonly remoteIp?: string;
  /** Server name that the client asks for in TLS. */
  readonly sni?: string;
  /** `ISSUER/SUBJECT` of the token. Empty for a request without one. */
  readonly requestPrincipal?: string;
}
