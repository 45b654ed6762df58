import { deployment, namespace, pod, service, serviceEntry, waypoint } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const LABEL = '{istio.io/use-waypoint: waypoint}';
const GONE = '{istio.io/use-waypoint: gone}';
const ELSEWHERE = '{istio.io/use-waypoint: waypoint, istio.io/use-waypoint-namespace: infra}';
const EFFECT = 'so that nothing enforces the policies and routes for it';

const missing = (on: string, name: string, known = '', fix = '', template = '') => ({
  on,
  path: `${template}metadata.labels["istio.io/use-waypoint"]`,
  message: `There is no waypoint "${name}" in namespace "shop"${known}, ${EFFECT}`,
  fix: `${fix || `Put a Gateway "${name}" of class istio-waypoint into namespace "shop"`}, or name what the cluster has already with --context`,
  refType: 'gateway',
});
const refused = {
  on: 'Namespace shop',
  path: 'metadata.labels["istio.io/use-waypoint"]',
  message: `Waypoint "infra/waypoint" takes nothing from namespace "shop", ${EFFECT}`,
  fix: 'Let allowedRoutes.namespaces of a listener of Gateway "waypoint" choose namespace "shop"',
  refType: 'gateway',
};

testMeshRule('ambient-waypoint-missing', {
  valid: [
    {
      name: 'of the own namespace',
      objects: namespace(LABEL) + service(LABEL) + serviceEntry(LABEL) + pod(LABEL) + deployment(LABEL) + waypoint(),
    },
    { name: 'in the context', objects: service(LABEL), context: waypoint() },
    { name: 'of another class', objects: namespace(LABEL) + waypoint('shop', 'Same', 'other-waypoint') },
    {
      name: 'a listener that is not for ztunnels is not asked',
      objects: service(ELSEWHERE) + waypoint('infra').replace('HBONE', 'HTTP'),
    },
    { name: 'of another namespace that lets it', objects: service(ELSEWHERE) + waypoint('infra', 'All') },
    { name: 'none', objects: service('{istio.io/use-waypoint: none}') + waypoint() },
    { name: 'no label', objects: service() + waypoint() },
    { name: 'no Gateways given', objects: namespace(LABEL), undecided: ['a Gateway of gateway.networking.k8s.io'] },
    {
      name: 'labels of a namespace that is not given',
      objects: service(ELSEWHERE) + waypoint('infra', 'Selector, selector: {matchLabels: {team: web}}'),
      undecided: ['the Namespace "shop"'],
    },
  ],
  invalid: [
    {
      name: 'wherever the label is',
      objects: namespace(GONE) + service(GONE) + serviceEntry(GONE) + pod(GONE) + deployment(GONE) + waypoint(),
      findings: [
        missing('Namespace shop', 'gone'),
        missing('Service shop/web', 'gone'),
        missing('ServiceEntry shop/api', 'gone'),
        missing('Pod shop/web', 'gone'),
        missing('Deployment shop/web', 'gone', '', '', 'spec.template.'),
      ],
    },
    {
      name: 'in another namespace',
      objects: service(LABEL) + waypoint('infra', 'All'),
      findings: [
        missing(
          'Service shop/web',
          'waypoint',
          ', only in "infra"',
          'Set the label istio.io/use-waypoint-namespace to "infra"',
        ),
      ],
    },
    {
      name: 'of another namespace, for itself alone',
      objects: namespace(ELSEWHERE) + waypoint('infra'),
      findings: [refused],
    },
  ],
});
