import type { Json } from '../../scripts/canonical';

/** A CustomResourceDefinition as a project would publish it, versions given as name and served. */
export function crd(kind: string, versions: Record<string, boolean>, root: Json = {}) {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com`, annotations: { tool: 'v1' } },
    spec: {
      group: 'example.com',
      names: { kind, plural },
      scope: 'Namespaced',
      versions: Object.entries(versions).map(([name, served]) => ({
        name,
        served,
        storage: served,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } }, ...root } },
      })),
    },
  };
}
