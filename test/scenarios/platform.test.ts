import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayWorkload } from '../../lib';
import { find, titleOf, valueAt, valuesAt } from './manifests';
import { missingReferences } from './references';
import { type Manifest, objectsIn, render, ROOT, SCENARIOS, settingsWith } from './rendering';
import { schemaProblems } from './schema-check';
import { VARIANTS } from './variants';

const platform = objectsIn(readFileSync(join(ROOT, 'platform.yaml'), 'utf8'));
const dist = SCENARIOS.flatMap((scenario) => objectsIn(render(scenario)));
const http01 = objectsIn(render('hipstershop-https', settingsWith(VARIANTS['hipstershop-https']['HTTP-01'])));

/** Without the objects that refer. */
function missing(objects: readonly Manifest[]): string[] {
  return [...new Set(missingReferences(objects).map((text) => text.replace(/ \(.*\)$/, '')))];
}

test.each(SCENARIOS)('what %s refers to is in its own file or in platform.yaml', (scenario) => {
  expect(missingReferences([...objectsIn(render(scenario)), ...platform])).toEqual([]);
});

test('so is what HTTP-01 refers to', () => {
  expect(missingReferences([...http01, ...platform])).toEqual([]);
});

/** What has nowhere to refer to without an object of platform.yaml: nothing stands there in vain. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'Namespace default': ['Namespace default'],
  'Namespace kube-system': ['Namespace kube-system'],
  'Namespace istio-system': ['Namespace istio-system'],
  'Namespace cert-manager': ['Namespace cert-manager'],
  'ServiceAccount istio-system/istio-ingressgateway-service-account': [
    'ServiceAccount istio-system/istio-ingressgateway-service-account',
  ],
  'Role istio-system/istio-ingressgateway-sds': [
    'Role istio-system/istio-ingressgateway-sds',
    'list of Secrets by ServiceAccount istio-system/istio-ingressgateway-service-account',
  ],
  'RoleBinding istio-system/istio-ingressgateway-sds': [
    'list of Secrets by ServiceAccount istio-system/istio-ingressgateway-service-account',
  ],
  'Deployment istio-system/istio-ingressgateway': [
    'pods istio-system app=istio-ingressgateway,istio=ingressgateway',
    'pods istio-system istio=ingressgateway',
    'pods istio=ingressgateway',
  ],
  // 443 is also a port of the Service of httpbin-alb.
  'Service istio-system/istio-ingressgateway': ['port 80 of a Service over pods istio=ingressgateway'],
  'Secret istio-system/istio-ingressgateway-certs': ['Secret istio-system/istio-ingressgateway-certs'],
  'Secret istio-system/articles-ingressgateway-certs': ['Secret istio-system/articles-ingressgateway-certs'],
  'Secret istio-system/mycluster': ['Secret istio-system/mycluster'],
  'IngressClass public-iks-traefik': ['IngressClass public-iks-traefik'],
  'IngressClass istio': ['IngressClass istio'],
  'Service default/kubernetes': ['Service default/kubernetes'],
};

test('platform.yaml holds these objects', () => {
  expect(platform.map(titleOf)).toEqual(Object.keys(NEEDED));
});

test.each(Object.entries(NEEDED))('without %s something is missing', (title, references) => {
  const others = platform.filter((object) => titleOf(object) !== title);

  expect(missing([...dist, ...http01, ...others])).toEqual(references);
});

/** What nothing refers to: the ends of the chains of references, and what Bookinfo's images call by themselves. */
const ENDS = [
  /^(AuthorizationPolicy|DestinationRule|PeerAuthentication|VirtualService|Ingress) /,
  /^(HorizontalPodAutoscaler|PodDisruptionBudget) /,
  /^Certificate (ux|corp-services)\/\w+-client$/,
  /^(Service|Deployment) bookinfo\/(details|ratings|reviews)/,
];

test('without any other object of dist something is missing', () => {
  const needless = SCENARIOS.flatMap((scenario) => {
    const objects = objectsIn(render(scenario));
    const without = (title: string) => objects.filter((object) => titleOf(object) !== title);
    return objects.map(titleOf).filter((title) => missing([...without(title), ...platform]).length === 0);
  });

  expect(needless.filter((title) => !ENDS.some((end) => end.test(title)))).toEqual([]);
});

const GATEWAY_SERVICE = 'Service istio-system/istio-ingressgateway';
const READER = 'Role istio-system/istio-ingressgateway-sds';

test.each([
  ['another target port', GATEWAY_SERVICE, ['port 443 of a Service over pods istio=ingressgateway']],
  ['names of Secrets', READER, ['list of Secrets by ServiceAccount istio-system/istio-ingressgateway-service-account']],
])('with %s in %s something is missing', (change, title, references) => {
  const changed = structuredClone(platform);
  const ports = valuesAt(find(changed, GATEWAY_SERVICE), 'spec.ports[*]') as { port: number; targetPort: number }[];
  const [rule] = valuesAt(find(changed, READER), 'rules[*]') as [object];
  if (change === 'names of Secrets') Object.assign(rule, { resourceNames: ['istio-ingressgateway-certs'] });
  else for (const port of ports) port.targetPort = port.port;

  expect(missing([...dist, ...changed])).toEqual(references);
});

test('no object of platform.yaml is deployed, nor any Secret or IngressClass', () => {
  const deployed = [...dist, ...http01].map(titleOf);

  expect(platform.map(titleOf).filter((title) => deployed.includes(title))).toEqual([]);
  expect(deployed.filter((title) => /^(Secret|IngressClass) /.test(title))).toEqual([]);
});

test('its Secrets have no content', () => {
  const secrets = platform.filter(({ kind }) => kind === 'Secret');

  expect(secrets.map((secret) => Object.keys(secret).toSorted())).toEqual(
    secrets.map(() => ['apiVersion', 'kind', 'metadata', 'type']),
  );
});

test('its objects are as their schemas say', () => {
  expect(platform.flatMap(schemaProblems)).toEqual([]);
});

describe("its gateway is Istio's default one, as the charts know it", () => {
  const workload = GatewayWorkload.istioctl();
  const service = find(platform, `Service ${workload.namespace}/${workload.serviceName}`);
  const deployment = find(platform, `Deployment ${workload.namespace}/istio-ingressgateway`);

  test('labels and identity', () => {
    expect(valueAt(deployment, 'spec.template.metadata.labels')).toMatchObject(workload.labels);
    expect(valueAt(deployment, 'spec.template.spec.serviceAccountName')).toBe(workload.serviceAccountName);
  });

  test('ports, of which the pods listen on the targets', () => {
    const ports = workload.ports.map(({ targetPort, ...port }) => ({ ...port, targetPort: targetPort ?? port.port }));
    const listening = valuesAt(deployment, 'spec.template.spec.containers[*].ports[*].containerPort');

    expect(valueAt(service, 'spec.ports')).toEqual(ports.map((port) => ({ ...port, protocol: 'TCP' })));
    expect(ports.filter(({ targetPort }) => !listening.includes(targetPort))).toEqual([]);
  });
});
