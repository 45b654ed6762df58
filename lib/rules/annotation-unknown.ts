import { suggest } from '../suggestion';
import { ANNOTATED, istioAnnotations, PLACES } from './istio-annotations';
import type { MeshRule } from './rule';

/** Names of Istio's labels that are not names of annotations, too. Source: label/labels.yaml of istio/api. */
const LABELS: ReadonlySet<string> = new Set([
  'gateway.istio.io/managed',
  'istio.io/dataplane-mode',
  'istio.io/ingress-use-waypoint',
  'istio.io/tag',
  'istio.io/use-waypoint',
  'istio.io/use-waypoint-namespace',
  'istio.io/waypoint-for',
  'networking.istio.io/enable-autoallocate-ip',
  'networking.istio.io/gatewayPort',
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
  'service.istio.io/workload-name',
  'topology.istio.io/cluster',
  'topology.istio.io/locality',
  'topology.istio.io/network',
  'topology.istio.io/subzone',
]);

export const annotationUnknown: MeshRule = {
  id: 'annotation-unknown',
  code: 'IST0108',
  severity: 'warning',
  kinds: ANNOTATED,
  summary: 'Annotations with a name of Istio are those that it knows.',
  check(manifest, { mesh, report }) {
    for (const { name, field } of istioAnnotations(manifest, mesh)) {
      if (PLACES.has(name)) continue;
      const { path } = field;
      if (LABELS.has(name)) {
        const message = `"${name}" is the name of a label, which Istio does not read among the annotations`;
        report({ path, message, fix: 'Move it to metadata.labels' });
        continue;
      }
      const meant = suggest(name, PLACES.keys());
      const message = `Istio knows no annotation "${name}", so that it has no effect`;
      report({ path, message, fix: meant === undefined ? 'Remove it' : `Write "${meant}", or remove it` });
    }
  },
};
