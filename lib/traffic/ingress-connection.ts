import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Answer } from './answer';
import type { Place } from './ingress-annotations';
import type { ControllerFamily, IngressController } from './ingress-controller';
import type { SecretName } from './secret-writer';

/** A Secret or ConfigMap, and what names it. */
export interface NamedSource extends SecretName {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly at: Place;
}

/** How an Ingress controller connects to a backend. Undefined is what the input leaves open. */
export interface BackendConnection {
  /** The controller whose settings these are: Traefik can follow those of ingress-nginx. */
  readonly follows: ControllerFamily;
  /** `passthrough`: the client's own TLS connection. */
  readonly protocol: 'http' | 'https' | 'passthrough' | undefined;
  /** What says the protocol, or would have to. */
  readonly protocolAt: Place;
  /** Server name (SNI); empty for none. */
  readonly serverName: string | undefined;
  readonly serverNameAt: Place;
  /** Secrets with the certificates that the controller presents; none for none. */
  readonly clientSecrets: readonly NamedSource[] | undefined;
  readonly clientAt: Place;
  /** Whether the controller is told to verify the server's certificate; ingress-nginx does with a CA in its Secret. */
  readonly verifies: Answer;
  /** The CAs that it trusts in this; none for those of the system. */
  readonly trusts: readonly NamedSource[] | undefined;
  /** TLS versions as nginx writes them; undefined for those that the controller has by default. */
  readonly tlsVersions: readonly string[] | undefined;
  /** The header Host; empty for the client's. */
  readonly host: string | undefined;
}

/** What a connection is told from. */
export interface ConnectionContext {
  readonly ingress: Manifest;
  readonly namespace: string;
  readonly controller: IngressController;
  readonly service: Manifest;
  /** The item of `spec.ports` of the Service. */
  readonly port: Field;
}

/** A connection of which nothing is known, with all of it at one place. */
export function openConnection(follows: ControllerFamily, at: Place): BackendConnection {
  return {
    follows,
    protocol: undefined,
    protocolAt: at,
    serverName: undefined,
    serverNameAt: at,
    clientSecrets: undefined,
    clientAt: at,
    verifies: undefined,
    trusts: undefined,
    tlsVersions: undefined,
    host: '',
  };
}
