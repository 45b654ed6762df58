/** What constructs claim and note in the tree for the checks of others; see `claim` and `note`. */

/** A Secret that a construct writes, or has written. */
export function secretAt(namespace: string, name: string): string {
  return `Secret ${namespace}/${name}`;
}

/** Somebody outside the tree writes the client CA of a credential into this Secret. */
export function clientCaSecret(namespace: string, name: string): string {
  return `client CA in ${secretAt(namespace, name)}`;
}

/** An issuer solves HTTP-01 challenges, with pods that have random names and no sidecar. */
export const HTTP01_ISSUER = 'HTTP-01 issuer';

/** A certificate of this namespace, where its solver pods will run, is issued by HTTP-01. */
export function http01Namespace(namespace: string): string {
  return `HTTP-01 solvers in ${namespace}`;
}

/** The CA asks for this host over plain HTTP at the gateway workload of this namespace. */
export function http01Host(gatewayNamespace: string, host: string): string {
  return `HTTP-01 for ${host} in ${gatewayNamespace}`;
}
