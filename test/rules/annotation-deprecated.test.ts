import { annotated, deployment } from './annotated-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (name: string, fix: string, at = 'spec.template.metadata', on = 'Deployment shop/web') => ({
  on,
  path: `${at}.annotations["${name}"]`,
  message: `Annotation "${name}" is deprecated, and may have no effect in the next version of Istio`,
  fix,
});
const INJECT = 'sidecar.istio.io/inject';

testMeshRule('annotation-deprecated', {
  valid: [
    { name: 'current ones', objects: deployment('{}', '{sidecar.istio.io/proxyCPU: 100m, istio.io/rev: a}') },
    {
      name: 'beside the label that is read first',
      objects: deployment('{}', '{sidecar.istio.io/inject: "true"}', '{sidecar.istio.io/inject: "true"}'),
    },
    {
      name: 'a wrong value, of which another rule speaks',
      objects: deployment('{}', '{sidecar.istio.io/inject: "yes"}'),
    },
    {
      name: 'in the wrong place, of which another rule speaks',
      objects: deployment('{sidecar.istio.io/inject: "true"}'),
    },
  ],
  invalid: [
    {
      name: 'injection',
      objects: deployment('{}', '{sidecar.istio.io/inject: "false"}'),
      findings: [found(INJECT, 'Write it as a label of the Pods instead')],
    },
    {
      name: 'on a Pod',
      objects: annotated('Pod', '{traffic.sidecar.istio.io/kubevirtInterfaces: a}'),
      findings: [
        found(
          'traffic.sidecar.istio.io/kubevirtInterfaces',
          'Write istio.io/reroute-virtual-interfaces instead',
          'metadata',
          'Pod shop/web',
        ),
      ],
    },
    {
      name: 'on a Service',
      objects: annotated('Service', '{alpha.istio.io/kubernetes-serviceaccounts: a}'),
      findings: [found('alpha.istio.io/kubernetes-serviceaccounts', 'Remove it', 'metadata', 'Service shop/web')],
    },
  ],
});
