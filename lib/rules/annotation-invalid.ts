import { INJECT } from '../traffic/istio-labels';
import { FORMS } from './annotation-values';
import { ANNOTATED, isPlaced, istioAnnotations } from './istio-annotations';
import type { MeshRule } from './rule';

export const annotationInvalid: MeshRule = {
  id: 'annotation-invalid',
  code: 'IST0125',
  severity: 'warning',
  kinds: ANNOTATED,
  summary: 'Annotations of Istio have values that it can read.',
  check(manifest, { mesh, report }) {
    for (const annotation of istioAnnotations(manifest, mesh)) {
      const { name, field, labels } = annotation;
      const form = FORMS.get(name);
      const isOverridden = name === INJECT && labels.get(INJECT).isSet;
      if (form === undefined || !isPlaced(annotation) || isOverridden || form.takes(field.text)) continue;
      const effect = name.startsWith('networking.')
        ? 'istiod does not know for whom the Service is'
        : 'istiod refuses to inject the Pods, or goes by its default';
      const message = `Annotation "${name}" is "${field.text}", which is not ${form.expected}: ${effect}`;
      report({ path: field.path, message, fix: `Write ${form.expected}` });
    }
  },
};
