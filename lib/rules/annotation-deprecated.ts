import { INJECT } from '../traffic/istio-labels';
import { FORMS } from './annotation-values';
import { ANNOTATED, isPlaced, istioAnnotations } from './istio-annotations';
import type { MeshRule } from './rule';

const STATS = 'Write proxyStatsMatcher into the annotation proxy.istio.io/config instead';

/** What to do instead. Source: annotation/annotations.yaml of istio/api. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['alpha.istio.io/canonical-serviceaccounts', 'Remove it'],
  ['alpha.istio.io/kubernetes-serviceaccounts', 'Remove it'],
  ['sidecar.istio.io/discoveryAddress', 'Write discoveryAddress into the annotation proxy.istio.io/config instead'],
  ['sidecar.istio.io/extraStatTags', 'Name the tags in a Telemetry instead'],
  [INJECT, 'Write it as a label of the Pods instead'],
  ['sidecar.istio.io/statsCompression', 'Remove it'],
  ['sidecar.istio.io/statsInclusionPrefixes', STATS],
  ['sidecar.istio.io/statsInclusionRegexps', STATS],
  ['sidecar.istio.io/statsInclusionSuffixes', STATS],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', 'Write istio.io/reroute-virtual-interfaces instead'],
]);

export const annotationDeprecated: MeshRule = {
  id: 'annotation-deprecated',
  code: 'IST0135',
  severity: 'info',
  kinds: ANNOTATED,
  summary: 'Annotations that Istio has given up are not used.',
  check(manifest, { mesh, report }) {
    for (const annotation of istioAnnotations(manifest, mesh)) {
      const { name, field, labels } = annotation;
      const fix = INSTEAD.get(name);
      if (fix === undefined || !isPlaced(annotation)) continue;
      // The label is read first; a value that is wrong has a finding already.
      if (name === INJECT && labels.get(INJECT).isSet) continue;
      if (FORMS.get(name)?.takes(field.text) === false) continue;
      report({
        path: field.path,
        message: `Annotation "${name}" is deprecated, and may have no effect in the next version of Istio`,
        fix,
      });
    }
  },
};
