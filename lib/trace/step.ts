import type { Pod } from '../manifest/pods';
import type { ConnectionRoute } from '../traffic/connection-routes';
import type { GatewayServer } from '../traffic/gateway-server';
import type { NamedSource } from '../traffic/ingress-connection';
import type { Backend, Client, Decider, End, Hop, NamedObject } from './request';

/** The certificate that a sender shows in TLS when it is asked for one. */
export interface ShownCertificate {
  /** The Secret that it is in. */
  readonly secret: NamedObject;
}

/** The TLS that a sender begins. */
export interface SentTls {
  readonly sni: string | undefined;
  readonly certificate: ShownCertificate | undefined;
  /** The name that the server's certificate must be for: empty for senders that do not verify, as most controllers. */
  readonly verifiedName: string;
  /** The CAs that such a sender trusts, as far as they are known; none for those of its system. */
  readonly trusts?: readonly NamedSource[] | undefined;
}

/** A request where it reaches a Pod that is a gateway. */
export interface GatewayArrival {
  readonly from: string;
  readonly client: Client;
  readonly pod: Pod;
  /** On which the Pod would have to listen. */
  readonly port: number;
  /** The sender's TLS; undefined for plain text. */
  readonly tls: SentTls | undefined;
  /** Fields that led here: of Ingresses, annotations and Services. */
  readonly decidedBy: readonly Decider[];
}

/** What a gateway's listener makes of it. */
export interface GatewayStep {
  readonly hop: Hop | undefined;
  /** That it ends here, or that it could not be told whether it does. */
  readonly end: End | undefined;
  /** The server that takes it. */
  readonly server: GatewayServer | undefined;
  /** Where a connection goes on that is not read as HTTP. */
  readonly connection: ConnectionRoute | undefined;
  /** Identity by which policies know the sender: empty for none. Undefined: not known. */
  readonly principal: string | undefined;
}

/** Where a route sends it. */
export interface RouteTarget {
  /** In full. */
  readonly host: string;
  readonly port: number | undefined;
  /** On which the request came, as the Gateway's server or the call has it: for hosts with several ports and no `port`. */
  readonly listenPort: number;
  readonly subset: string;
  /** In per cent; undefined where it is the only one. */
  readonly weight: number | undefined;
  readonly decidedBy: readonly Decider[];
  /** The host that is called itself, which no route has chosen. */
  readonly isDirect?: boolean;
  /** After rewrites; undefined where a regular expression makes it. */
  readonly path: string | undefined;
  /** Header `Host` after rewrites, with the port if the client sends one. */
  readonly authority: string;
  /** By name in lower case, after what the route sets and removes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

export interface RouteStep {
  readonly targets: readonly RouteTarget[];
  readonly end: End | undefined;
}

/** Who sends to a backend, and how. */
export interface Sender {
  /** As hops name it. */
  readonly label: string;
  readonly namespace: string;
  /**
   * `mesh`: as DestinationRules and automatic mutual TLS have it; `ambient`: as ztunnel does. Undefined: not known.
   */
  readonly sends: 'mesh' | 'ambient' | 'plaintext' | 'tls' | undefined;
  /** Of the proxy that sends, with its identity; undefined for one that is not in the mesh. */
  readonly pod: Pod | undefined;
  /** Whether the client's own TLS goes on inside, to end in the container. */
  readonly carriesTls: boolean;
}

/** A way to one kind of Pods behind a Service. */
export interface BackendStep {
  readonly hop: Hop | undefined;
  readonly end: End | undefined;
  readonly backend: Backend | undefined;
}
