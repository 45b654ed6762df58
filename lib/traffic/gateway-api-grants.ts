import type { Catalog } from '../manifest/catalog';
import { specOf } from '../manifest/field';
import { GATEWAY_API, type ObjectReference } from './gateway-api';

const REFERENCE_GRANT = `ReferenceGrant.${GATEWAY_API}`;

/** Kind of group gateway.networking.k8s.io that refers to something, and the namespace it is in. */
interface Referrer {
  readonly kind: string;
  readonly namespace: string;
}

/** The ReferenceGrants of the input: which kinds of other namespaces may refer to objects of theirs. */
export class ReferenceGrants {
  /** By grantee and granted, with the names that are granted; the empty name grants all. */
  private readonly granted = new Map<string, Set<string>>();

  constructor(catalog: Catalog) {
    for (const grant of catalog.ofKind(REFERENCE_GRANT)) {
      const spec = specOf(grant);
      for (const from of spec.get('from').items) {
        if (from.get('group').text !== GATEWAY_API) continue;
        const referrer = { kind: from.get('kind').text, namespace: from.get('namespace').text };
        for (const to of spec.get('to').items) {
          const group = to.get('group').text;
          const target = { group, kind: to.get('kind').text, namespace: catalog.namespaceOf(grant) };
          this.add(keyOf(referrer, target), to.get('name').text);
        }
      }
    }
  }

  /** Within one namespace nothing is needed. */
  allows(from: Referrer, to: Pick<ObjectReference, 'group' | 'kind' | 'namespace' | 'name'>): boolean {
    if (from.namespace === to.namespace) return true;
    const names = this.granted.get(keyOf(from, to));
    return names !== undefined && (names.has('') || names.has(to.name));
  }

  private add(key: string, name: string): void {
    this.granted.set(key, (this.granted.get(key) ?? new Set()).add(name));
  }
}

function keyOf(from: Referrer, { group, kind, namespace }: Omit<ObjectReference, 'name' | 'field'>): string {
  return [from.kind, from.namespace, group === 'core' ? '' : group, kind, namespace].join('\0');
}
