import type { Pod } from '../manifest/pods';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Backend, Client, Decider, End, Hop, NamedObject } from './request';

/** The certificate that a sender shows in TLS when it is asked for one. */
export interface ShownCertificate {
  /** The Secret that it is in. */
  readonly secret: NamedObject;
}

/** A request where it reaches a Pod that is a gateway. */
export interface GatewayArrival {
  readonly from: string;
  readonly client: Client;
  readonly pod: Pod;
  /** On which the Pod would have to listen. */
  readonly port: number;
  /** The sender's TLS; undefined for plain text. */
  readonly tls: { readonly sni: string | undefined; readonly certificate: ShownCertificate | undefined } | undefined;
  /** True for senders that refuse a certificate which does not cover the server name, as clients do and most controllers do not. */
  readonly verifies: boolean;
  /** Fields that led here: of Ingresses, annotations and Services. */
  readonly decidedBy: readonly Decider[];
}

/** What a gateway's listener makes of it. */
export interface GatewayStep {
  readonly hop: Hop | undefined;
  readonly end: End | undefined;
  /** The server that takes it. */
  readonly server: GatewayServer | undefined;
  /** Identity by which policies know the sender: empty for none. Undefined: not known. */
  readonly principal: string | undefined;
}

/** Where a route sends it. */
export interface RouteTarget {
  /** In full. */
  readonly host: string;
  readonly port: number | undefined;
  readonly subset: string;
  /** In per cent; undefined where it is the only one. */
  readonly weight: number | undefined;
  readonly decidedBy: readonly Decider[];
  /** Path and host after rewrites. */
  readonly path: string;
  readonly hostHeader: string;
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
  /** `mesh`: as DestinationRules and automatic mutual TLS have it. Undefined: not known. */
  readonly sends: 'mesh' | 'plaintext' | 'tls' | undefined;
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
