import { CLUSTER_DOMAIN } from '../traffic/hosts';

/** What `breadthOf` says of a host that covers the Services of all namespaces. */
export const WHOLE_MESH = '*';

const WHOLE_MESH_HOSTS: ReadonlySet<string> = new Set(['*', '*.local', '*.cluster.local', `*.${CLUSTER_DOMAIN}`]);

/** The namespace of which a host covers every Service, or `WHOLE_MESH`; nothing for hosts that cover less. */
export function breadthOf(host: string): string | undefined {
  if (!host.startsWith('*')) return undefined;
  const lower = host.toLowerCase();
  if (WHOLE_MESH_HOSTS.has(lower)) return WHOLE_MESH;
  const [star, namespace = '', ...rest] = lower.split('.');
  return star === '*' && namespace !== '' && rest.join('.') === CLUSTER_DOMAIN ? namespace : undefined;
}
