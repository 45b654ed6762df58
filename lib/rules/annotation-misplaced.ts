import { ANNOTATED, isPlaced, type IstioAnnotation, istioAnnotations, PLACES } from './istio-annotations';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

function fixOf({ name, kind }: IstioAnnotation, places: readonly string[]): string {
  // The workloads that are judged, a Pod apart, have a template.
  if (places.includes('Pod') && kind !== 'Namespace' && kind !== 'Service')
    return `Move it to the annotations of the Pod template`;
  if (name === 'kubernetes.io/ingress.class') return 'Set it on the Ingress, or better its ingressClassName';
  return `Set it on ${quoted(places, 'or')}, or remove it`;
}

export const annotationMisplaced: MeshRule = {
  id: 'annotation-misplaced',
  code: 'IST0107',
  severity: 'warning',
  kinds: ANNOTATED,
  summary: 'Annotations of Istio stand where they are read.',
  check(manifest, { mesh, report }) {
    for (const annotation of istioAnnotations(manifest, mesh)) {
      const { name, kind, field } = annotation;
      const places = PLACES.get(name);
      if (places === undefined || isPlaced(annotation)) continue;
      const message = `Istio reads annotation "${name}" on ${quoted(places)} only, so that on a ${kind} it has no effect`;
      report({ path: field.path, message, fix: fixOf(annotation, places) });
    }
  },
};
