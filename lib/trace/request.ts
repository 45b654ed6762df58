import type { Manifest, Path } from '../manifest/manifest';

/** An object by its name. */
export interface NamedObject {
  readonly namespace: string;
  readonly name: string;
}

/** A request as its sender makes it. */
export interface Client {
  readonly scheme: 'http' | 'https';
  /** Name or address that is connected to. */
  readonly host: string;
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  /** What follows the question mark; empty without one. */
  readonly query: string;
  readonly method: string;
  /** By name in lower case, without `host`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Header `Host`, without a port. */
  readonly hostHeader: string;
  /** Server name in TLS; undefined for a client that sends none. */
  readonly sni: string | undefined;
  /** Secret with the certificate that the client shows when it is asked for one. */
  readonly certificate: NamedObject | undefined;
  /** The workload that calls, for a call inside the mesh. */
  readonly from: NamedObject | undefined;
  /** Where the request comes in, when several objects could take it. */
  readonly entry: (NamedObject & { readonly kind: string }) | undefined;
}

/**
 * How a hop is protected. `mutual-tls`: either side proves an identity. `either`: sent over mutual TLS now, and the
 * receiver would take plain text as well. `unknown`: the input leaves it open.
 */
export type Protection = 'plaintext' | 'tls' | 'mutual-tls' | 'either' | 'unknown';

/** Why a request does not arrive, as its sender sees it. */
export type Failure = 'refused' | 'tls-reset' | 'no-route' | 'redirect' | 'mtls-mismatch' | 'denied' | 'no-backend';

/** A field that decides, of the object that has it. */
export interface Decider {
  readonly manifest: Manifest;
  readonly path: Path;
}

/** One way from a sender to the next receiver. */
export interface Hop {
  /** Such as `client`, `gateway istio-system/istio-ingressgateway`, `workload shop/web`. */
  readonly from: string;
  readonly to: string;
  readonly protection: Protection;
  /** Who proves what to whom, in words; empty where nobody does. */
  readonly proves: string;
  readonly decidedBy: readonly Decider[];
  /** What else happens here: rewrites, timeouts, retries, mirrors, faults. */
  readonly notes: readonly string[];
  /** Why the protection is not more, or not known: the end of a sentence that begins with the hop; empty where it is TLS. */
  readonly because: string;
}

/** Where a request ends before it has reached a container, or what is not known of its end. */
export interface End {
  /** False: certainly not; undefined: could not tell. */
  readonly arrives: false | undefined;
  /** Null for an end that is none of them, such as a direct response; and where it could not be told. */
  readonly failure: Failure | null;
  /** Of the HTTP response, where there is one. */
  readonly status: number | null;
  /** A sentence without a full stop, as a user of the cluster would see it: "404: no route of ... matches /x". */
  readonly why: string;
  readonly decidedBy: readonly Decider[];
}

export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** Of the Service. */
  readonly port: number;
}

/** What became of a request. */
export interface TracedRequest {
  readonly client: Client;
  /** `KIND NAMESPACE/NAME` of the object where it came in. */
  readonly entry: string;
  readonly hops: readonly Hop[];
  readonly end: End | undefined;
  readonly backend: Backend | undefined;
  /** Part of the requests that take this way, in per cent; undefined where all do. */
  readonly weight: number | undefined;
}

/** Whether it reaches a container: undefined where that could not be told. */
export function arrives({ end }: TracedRequest): boolean | undefined {
  return end === undefined ? true : end.arrives;
}

/** True when every hop is; false when one certainly is not; undefined when that could not be told, or is not enforced. */
export function isEncrypted({ hops, end }: TracedRequest): boolean | undefined {
  if (hops.some(({ protection }) => protection === 'plaintext')) return false;
  if (end !== undefined || hops.length === 0) return undefined;
  return hops.every(({ protection }) => protection === 'tls' || protection === 'mutual-tls') ? true : undefined;
}
