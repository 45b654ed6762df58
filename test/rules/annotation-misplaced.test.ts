import { annotated, deployment } from './annotated-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (name: string, places: string, kind: string, fix: string, on = `${kind} shop/web`) => ({
  on,
  path: `metadata.annotations["${name}"]`,
  message: `Istio reads annotation "${name}" on ${places} only, so that on a ${kind} it has no effect`,
  fix,
});
const MOVE = 'Move it to the annotations of the Pod template';
const INJECT = 'sidecar.istio.io/inject';

testMeshRule('annotation-misplaced', {
  valid: [
    { name: 'on the Pods of a Deployment', objects: deployment('{}', '{sidecar.istio.io/proxyCPU: 100m}') },
    { name: 'on a Pod', objects: annotated('Pod', '{sidecar.istio.io/proxyCPU: 100m}') },
    { name: 'one of Services on a Service', objects: annotated('Service', '{networking.istio.io/exportTo: "."}') },
    {
      name: 'one of Namespaces on a Namespace',
      objects: annotated(
        'Namespace',
        '{topology.istio.io/controlPlaneClusters: "*", networking.istio.io/traffic-distribution: PreferClose}',
      ),
    },
    { name: 'where it may always stand', objects: deployment('{galley.istio.io/analyze-suppress: "*"}') },
    {
      name: "others' annotations",
      objects: deployment('{inject: "true", example.com/inject: a, myistio.io/inject: b}'),
    },
    { name: 'one that nobody knows', objects: deployment('{sidecar.istio.io/injekt: "true"}') },
    { name: 'no annotations', objects: deployment('null', 'null') },
  ],
  invalid: [
    {
      name: 'on the Deployment instead of its Pods',
      objects: deployment('{sidecar.istio.io/inject: "true"}'),
      findings: [found(INJECT, '"Pod"', 'Deployment', MOVE)],
    },
    {
      name: 'on a StatefulSet',
      objects: deployment('{proxy.istio.io/config: "{}"}', '{}', '{}', 'StatefulSet'),
      findings: [found('proxy.istio.io/config', '"Pod"', 'StatefulSet', MOVE)],
    },
    {
      name: 'on a Namespace',
      objects: annotated('Namespace', '{istio.io/rev: canary}'),
      findings: [found('istio.io/rev', '"Pod"', 'Namespace', 'Set it on "Pod", or remove it', 'Namespace web')],
    },
    {
      name: 'on a Service',
      objects: annotated('Service', '{sidecar.istio.io/inject: "true"}'),
      findings: [found(INJECT, '"Pod"', 'Service', 'Set it on "Pod", or remove it')],
    },
    {
      name: 'on Pods instead of their Service',
      objects: deployment('{}', '{networking.istio.io/exportTo: "."}'),
      findings: [
        {
          ...found(
            'networking.istio.io/exportTo',
            '"Service"',
            'Pod',
            'Set it on "Service", or remove it',
            'Deployment shop/web',
          ),
          path: 'spec.template.metadata.annotations["networking.istio.io/exportTo"]',
        },
      ],
    },
    {
      name: 'the class of an Ingress',
      objects: annotated('Service', '{kubernetes.io/ingress.class: istio}'),
      findings: [
        found(
          'kubernetes.io/ingress.class',
          '"Ingress"',
          'Service',
          'Set it on the Ingress, or better its ingressClassName',
        ),
      ],
    },
    {
      name: 'of a Gateway',
      objects: annotated('Service', '{ambient.istio.io/waypoint-inbound-binding: PROXY}'),
      findings: [
        found(
          'ambient.istio.io/waypoint-inbound-binding',
          '"Gateway" and "GatewayClass"',
          'Service',
          'Set it on "Gateway" or "GatewayClass", or remove it',
        ),
      ],
    },
  ],
});
