import { annotated, deployment } from './annotated-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (name: string, fix: string, at = 'metadata', on = 'Deployment shop/web') => ({
  on,
  path: `${at}.annotations["${name}"]`,
  message: `Istio knows no annotation "${name}", so that it has no effect`,
  fix,
});
const KNOWN = `{${[
  'sidecar.istio.io/inject: "true"',
  'sidecar.istio.io/extraStatTags: a',
  'traffic.sidecar.istio.io/excludeInterfaces: eth1',
  'istio.io/rev: a',
  'ambient.istio.io/redirection: enabled',
  'inject.istio.io/templates: gateway',
  'proxy.istio.io/overrides: "{}"',
  'readiness.status.sidecar.istio.io/periodSeconds: "1"',
  'prometheus.istio.io/merge-metrics: "true"',
].join(', ')}}`;

testMeshRule('annotation-unknown', {
  valid: [
    { name: 'those of Pods', objects: deployment('{}', KNOWN) },
    { name: 'those in the wrong place, of which another rule speaks', objects: deployment(KNOWN) },
    {
      name: "others' annotations",
      objects: deployment('{example.com/a: b, notistio.io/a: b, istio.io: a, istio.cert-manager.io/a: b}'),
    },
    {
      name: "Istio's own",
      objects: annotated(
        'Service',
        '{internal.istio.io/parents: a, install.operator.istio.io/owner: b, operator.istio.io/x: c}',
      ),
    },
    { name: 'what kubectl writes', objects: deployment('{kubectl.kubernetes.io/last-applied-configuration: a}') },
  ],
  invalid: [
    {
      name: 'a misspelled one',
      objects: deployment('{}', '{sidecar.istio.io/injekt: "true"}'),
      findings: [
        found('sidecar.istio.io/injekt', 'Write "sidecar.istio.io/inject", or remove it', 'spec.template.metadata'),
      ],
    },
    {
      name: 'one of a part that is no more',
      objects: annotated('Namespace', '{policy.istio.io/checkRetries: "1"}'),
      findings: [found('policy.istio.io/checkRetries', 'Remove it', 'metadata', 'Namespace web')],
    },
    {
      name: 'a label',
      objects: annotated('Namespace', '{istio.io/dataplane-mode: ambient}'),
      findings: [
        {
          on: 'Namespace web',
          path: 'metadata.annotations["istio.io/dataplane-mode"]',
          message: '"istio.io/dataplane-mode" is the name of a label, which Istio does not read among the annotations',
          fix: 'Move it to metadata.labels',
        },
      ],
    },
  ],
});
