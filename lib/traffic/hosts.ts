/** True when some name is in both. `*` may lead a part of a label here; `*.foo.com` does not hold `foo.com`. */
export function hostsOverlap(one: string, other: string): boolean {
  return isHostWithin(one, other) || isHostWithin(other, one);
}

/** True when every name in `inner` is in `outer`. */
export function isHostWithin(inner: string, outer: string): boolean {
  return outer.startsWith('*') ? inner.endsWith(outer.slice(1)) : inner === outer;
}

/** `HOST` or `NS/HOST`; everything after the first slash is the host. */
export function splitNamespacedHost(text: string): { readonly namespace: string | undefined; readonly host: string } {
  const slash = text.indexOf('/');
  if (slash < 0) return { namespace: undefined, host: text };
  return { namespace: text.slice(0, slash), host: text.slice(slash + 1) };
}

/** The end of the names of Services. Istio's analyzers and this verifier know no other. */
export const CLUSTER_DOMAIN = 'svc.cluster.local';

/** A name without a dot is that of a Service in the namespace of the object that holds it; all others stand for themselves. */
export function fullHost(host: string, namespace: string): string {
  return host === '' || host.includes('.') || host.startsWith('*') ? host : `${host}.${namespace}.${CLUSTER_DOMAIN}`;
}

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** The Service that a full host names: `NAME.NAMESPACE.svc.cluster.local`. */
export function serviceName(host: string): ServiceName | undefined {
  if (!host.endsWith(CLUSTER_DOMAIN)) return undefined;
  const first = host.indexOf('.');
  const second = host.indexOf('.', first + 1);
  const name = host.slice(0, first);
  if (name === '' || name === '*' || second + 1 !== host.length - CLUSTER_DOMAIN.length) return undefined;
  return { namespace: host.slice(first + 1, second), name };
}

/** The names that are in both, as a host: the narrower one; nothing when there are none. */
export function commonHost(one: string, other: string): string | undefined {
  if (isHostWithin(one, other)) return one;
  return isHostWithin(other, one) ? other : undefined;
}
