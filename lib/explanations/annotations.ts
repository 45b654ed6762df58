import type { Explanations } from './explanation';

const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const REFERENCE = 'https://istio.io/latest/docs/reference/config/annotations/';

/** With annotations of its own, and of its Pods, as in YAML's flow style. */
function deployment(own: string, ofPods = '{}'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations: ${own}
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations: ${ofPods}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
`;
}

export const ANNOTATIONS_EXPLANATIONS: Explanations = {
  'annotation-deprecated': {
    why: 'Istio still reads the annotation, and will stop doing so in some version to come: an upgrade then brings back the default without a word.',
    fix: 'Use what has taken its place: a label, a field of the annotation proxy.istio.io/config, or a resource of its own.',
    bad: deployment('{}', '{sidecar.istio.io/inject: "false"}'),
    good: deployment('{}', '{sidecar.istio.io/proxyCPU: 100m}'),
    source: `${ANALYSIS}/ist0135/ ${REFERENCE}`,
  },
  'annotation-invalid': {
    why: 'Istio reads most values as it injects the sidecar, and refuses the Pod for one that it cannot read: the Deployment makes no Pods, and only its events say why. Some it passes over, and goes by its default.',
    fix: 'Write a value of the form that the reference gives for the annotation.',
    bad: deployment('{}', '{traffic.sidecar.istio.io/excludeOutboundPorts: postgres}'),
    good: deployment('{}', '{traffic.sidecar.istio.io/excludeOutboundPorts: "5432"}'),
    source: `${ANALYSIS}/ist0125/ ${REFERENCE}`,
  },
  'annotation-misplaced': {
    why: 'Istio reads an annotation on certain kinds only. On a Deployment, where its Pods are meant, it has no effect: ports that were to pass by the sidecar go through it, or a sidecar comes where none was wanted.',
    fix: 'Move it to the kind that it is for; for Pods of a Deployment that is spec.template.metadata.annotations.',
    bad: deployment('{traffic.sidecar.istio.io/excludeOutboundPorts: "5432"}'),
    good: deployment('{}', '{traffic.sidecar.istio.io/excludeOutboundPorts: "5432"}'),
    source: `${ANALYSIS}/ist0107/ ${REFERENCE}`,
  },
  'annotation-unknown': {
    why: 'Nothing reads the annotation: it is misspelled, of a version of Istio that is gone, or the name of a label. What it was to change stays as it is.',
    fix: 'Correct the name by the reference, make it a label where it is one, or remove it.',
    bad: deployment('{}', '{traffic.sidecar.istio.io/excludeOutboundPort: "5432"}'),
    good: deployment('{}', '{traffic.sidecar.istio.io/excludeOutboundPorts: "5432"}'),
    source: `${ANALYSIS}/ist0108/ ${REFERENCE}`,
  },
};
