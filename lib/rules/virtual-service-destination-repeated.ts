import { type Manifest, pathText } from '../manifest/manifest';
import { type Field } from '../manifest/field';
import { fullHost } from '../traffic/hosts';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { routesOf } from './virtual-service';

/** The same for items of `route` that do the same; an item with headers of its own does something else. */
function keyOf(item: Field, manifest: Manifest, mesh: Mesh): string | undefined {
  const destination = item.get('destination');
  const host = destination.get('host').text;
  if (host === '') return undefined;
  const full = fullHost(host, mesh.catalog.namespaceOf(manifest)).toLowerCase();
  const { value: headers } = item.get('headers');
  return JSON.stringify([full, destination.get('subset').text, destination.get('port', 'number').number, headers]);
}

export const virtualServiceDestinationRepeated: MeshRule = {
  id: 'virtual-service-destination-repeated',
  code: 'KIA1105',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'A route has each destination once.',
  check(manifest, { mesh, report }) {
    for (const route of routesOf(manifest, 'http', 'tls', 'tcp')) {
      const { items } = route.get('route');
      if (items.length < 2) continue;
      const seen = new Map<string, Field>();
      for (const item of items) {
        const key = keyOf(item, manifest, mesh);
        const first = key === undefined ? undefined : seen.get(key);
        if (key !== undefined && first === undefined) seen.set(key, item);
        if (first === undefined) continue;
        const { path } = item.get('destination');
        const message = `The destination is that of ${pathText(first.path)} again, so that the weights of both add up`;
        report({ path, message, fix: 'Give it the host or subset that is meant, or remove it and add its weight' });
      }
    }
  },
};
