import { allOf, type Answer } from './answer';
import type { MeshConfig } from './mesh-config';
import {
  matchesPrincipal,
  matchesTrustDomain,
  parsePrincipal,
  serviceAccountNamed,
  type ServiceAccountRef,
} from './principals';
import type { RequestFacts } from './request-facts';
import { matchesGlob } from './string-match';

/** What is known of who sends. A part is empty for a peer without identity, and undefined when it is not known. */
interface Peer {
  readonly principal: string | undefined;
  readonly trustDomain: string | undefined;
  readonly namespace: string | undefined;
  readonly serviceAccount: string | undefined;
}

const NOBODY: Peer = { principal: '', trustDomain: '', namespace: '', serviceAccount: '' };

function peerOf({ principal, namespace, serviceAccount }: RequestFacts): Peer {
  if (principal !== undefined) return { ...NOBODY, ...parsePrincipal(principal), principal };
  if (namespace === '' || serviceAccount === '') return NOBODY;
  return { principal, trustDomain: undefined, namespace, serviceAccount };
}

/** Of a peer whose identity is not known as a whole, a value that names another namespace or ServiceAccount is not met. */
export function isPrincipal(pattern: string, request: RequestFacts, config: MeshConfig): Answer {
  const peer = peerOf(request);
  if (peer.principal !== undefined) return matchesPrincipal(pattern, peer.principal, config);
  const named = parsePrincipal(pattern);
  if (pattern === '*' && peer.namespace !== undefined) return true;
  if (named === undefined || `${named.namespace}${named.serviceAccount}`.includes('*')) return undefined;
  return isServiceAccount({ namespace: named.namespace, name: named.serviceAccount }, peer) === false
    ? false
    : undefined;
}

/**
 * Source: srcNamespaceGenerator of istiod, which looks for `/ns/VALUE/` in the identity: a wildcard at the front of the
 * value takes in what is before `/sa/`, too, so that `*a` is met by every namespace.
 */
export function isPeerNamespace(pattern: string, request: RequestFacts): Answer {
  const { namespace } = peerOf(request);
  if (namespace === undefined || namespace === '') return namespace === undefined ? undefined : false;
  return matchesGlob(pattern, namespace) || matchesGlob(pattern, `${namespace}/sa`);
}

export function isPeerServiceAccount(text: string, request: RequestFacts, policyNamespace: string): Answer {
  return isServiceAccount(serviceAccountNamed(text, policyNamespace), peerOf(request));
}

export function isPeerTrustDomain(pattern: string, request: RequestFacts, config: MeshConfig): Answer {
  const { trustDomain } = peerOf(request);
  return trustDomain === undefined ? undefined : matchesTrustDomain(pattern, trustDomain, config);
}

function isServiceAccount({ namespace, name }: ServiceAccountRef, peer: Peer): Answer {
  return allOf([isSame(namespace, peer.namespace), isSame(name, peer.serviceAccount)]);
}

function isSame(wanted: string, known: string | undefined): Answer {
  return known === undefined ? undefined : known !== '' && known === wanted;
}
