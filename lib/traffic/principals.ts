import type { MeshConfig } from './mesh-config';
import { matchesText } from './string-match';

/** The identity of a workload, as in its certificate: `TRUST_DOMAIN/ns/NAMESPACE/sa/SERVICE_ACCOUNT`. */
interface Principal {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** In principals, it stands for the mesh's trust domain, whatever that is called. */
const LOCAL_TRUST_DOMAIN = 'cluster.local';

/** Undefined for what is not written as an identity; wildcards are no more than letters here. */
export function parsePrincipal(text: string): Principal | undefined {
  const [, trustDomain = '', namespace = '', serviceAccount = ''] =
    /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text) ?? [];
  return trustDomain === '' ? undefined : { trustDomain, namespace, serviceAccount };
}

/** What a workload of the mesh that runs as this ServiceAccount shows. */
export function principalOf(namespace: string, serviceAccount: string, { trustDomain }: MeshConfig): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

export interface ServiceAccountRef {
  readonly namespace: string;
  readonly name: string;
}

/** What a value of `serviceAccounts` means: `NAMESPACE/NAME`, or `NAME` in the namespace of the policy. */
export function serviceAccountNamed(text: string, policyNamespace: string): ServiceAccountRef {
  const slash = text.indexOf('/');
  if (slash < 0) return { namespace: policyNamespace, name: text };
  return { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}

/** Whether a value of `principals` matches an identity; none matches an empty one. */
export function matchesPrincipal(pattern: string, principal: string, config: MeshConfig): boolean {
  return principal !== '' && spellingsOf(pattern, config).some((spelling) => matchesText(spelling, principal));
}

/**
 * The trust domain of a value of `principals`, where that is neither any nor one of the mesh. No workload of the mesh
 * has it.
 */
export function foreignTrustDomain(pattern: string, config: MeshConfig): string | undefined {
  const trustDomain = trustDomainOf(pattern);
  return trustDomain === undefined || isOfMesh(trustDomain, config) ? undefined : trustDomain;
}

/** Whether a value of `trustDomains` matches a trust domain that is not empty. */
export function matchesTrustDomain(pattern: string, trustDomain: string, config: MeshConfig): boolean {
  const own = trustDomainsOf(config);
  const patterns = own.includes(pattern) ? own : [pattern];
  return trustDomain !== '' && patterns.some((one) => matchesText(one, trustDomain));
}

/** With a trust domain of the mesh, a value stands for the same identity in all of them. Source: trustdomain.Bundle of istiod. */
function spellingsOf(pattern: string, config: MeshConfig): readonly string[] {
  const written = trustDomainOf(pattern);
  if (written === undefined || !isOfMesh(written, config)) return [pattern];
  const rest = pattern.slice(written.length);
  return trustDomainsOf(config).map((own) => (hasEnd(own, written) ? pattern : own + rest));
}

/** Only values of five parts are taken to have one, so that `TD/ns/N/*` stands for no other spelling. */
function trustDomainOf(pattern: string): string | undefined {
  const [trustDomain = '', ...rest] = pattern.split('/');
  return rest.length === 4 && trustDomain !== '*' ? trustDomain : undefined;
}

function isOfMesh(trustDomain: string, config: MeshConfig): boolean {
  if (trustDomain === LOCAL_TRUST_DOMAIN) return true;
  return trustDomainsOf(config).some(
    (own) => matchesEither(own, trustDomain) || matchesEither(trustDomain, own) || own === trustDomain,
  );
}

function matchesEither(text: string, pattern: string): boolean {
  return hasEnd(text, pattern) || (pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1)));
}

function hasEnd(text: string, pattern: string): boolean {
  return pattern.startsWith('*') && text.endsWith(pattern.slice(1));
}

function trustDomainsOf({ trustDomain, trustDomainAliases }: MeshConfig): readonly string[] {
  return [trustDomain, ...trustDomainAliases];
}
