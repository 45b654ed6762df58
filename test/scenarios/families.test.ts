import { familyOf } from '../../lib/alternatives';
import { COMBINATIONS, FAMILIES, SINGLE, together } from './combinations';
import { titleOf } from './manifests';
import { SECOND_SETTINGS } from './outputs';
import { appOf, type Manifest, objectsIn, SCENARIOS, SETTINGS, type ScenarioName, settingsWith } from './rendering';
import { VARIANTS } from './variants';

function duplicates(items: readonly string[]): string[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}

interface Gateway {
  readonly spec: {
    readonly selector: object;
    readonly servers: readonly { readonly port: { readonly number: number }; readonly hosts: readonly string[] }[];
  };
}

/** Where the servers of the Gateways listen: workload, port, and host. */
function listeners(objects: readonly Manifest[]): string[] {
  const gateways = objects.filter(({ kind }) => kind === 'Gateway') as unknown as readonly Gateway[];
  return gateways.flatMap(({ spec: { selector, servers } }) =>
    servers.flatMap(({ port, hosts }) =>
      hosts.map((host) => `${JSON.stringify(selector)} ${port.number} ${host.split('/')[1]}`),
    ),
  );
}

describe.each([
  ['sample settings', SETTINGS],
  ['second settings', SECOND_SETTINGS],
  ['HTTP-01', settingsWith(VARIANTS['hipstershop-https']['HTTP-01'])],
])('%s', (_name, settings) => {
  describe.each(COMBINATIONS)('%s and %s with all single scenarios', (...stages) => {
    const objects = together(stages, settings);

    test('all of them are rendered', () => {
      const parts = new Set(objects.map(({ metadata }) => String(metadata.labels?.['app.kubernetes.io/part-of'])));
      expect([...parts].toSorted()).toEqual([...SINGLE, ...stages].toSorted());
    });

    test('no object twice', () => {
      expect(duplicates(objects.map(titleOf))).toEqual([]);
    });

    test('no host and port twice on one gateway workload', () => {
      expect(duplicates(listeners(objects))).toEqual([]);
      expect(listeners(objects).length).toBeGreaterThan(5);
    });
  });
});

test('two stages of one family are the same objects and listeners', () => {
  const objects = objectsIn(appOf(SETTINGS).synthYaml());

  expect(duplicates(objects.map(titleOf))).toContain('Gateway hipstershopv1v2/hipstershop');
  expect(duplicates(listeners(objects))).toContain('{"istio":"ingressgateway"} 80 hipstershop.203.0.113.10.sslip.io');
});

test('stages of one family are alternatives, and nothing else is', () => {
  const charts = appOf(SETTINGS).node.children;
  const stages = Object.entries(FAMILIES).flatMap(([family, names]) => names.map((name) => [name, family]));

  expect(Object.fromEntries(charts.map((chart) => [chart.node.id, familyOf(chart)]))).toEqual({
    ...Object.fromEntries(SCENARIOS.map((scenario) => [scenario, undefined])),
    ...Object.fromEntries(stages),
  });
});

/** The message with which the app refuses the sample settings, changed like this. */
function problemOf(changes: Readonly<Partial<Record<ScenarioName, string>>>): string {
  const app = appOf(settingsWith(changes));
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

test('a host of two scenarios is refused', () => {
  expect(problemOf({ 'bookinfo-nlb': 'host: web.example.com', 'articles-locked': 'host: web.example.com' })).toContain(
    'Host web.example.com on gateway workload istio-system (istio=ingressgateway) port 443 is claimed twice: ',
  );
});

test('an object of two scenarios is refused', () => {
  expect(problemOf({ 'bookinfo-nlb': 'namespace: httptools' })).toContain(
    'Namespace httptools is rendered 2 times, by bookinfo-nlb/namespace/namespace and httpbin-alb/namespace/namespace',
  );
});

const HTTP01 = 'issuer: { type: acme, name: letsencrypt, solver: { type: http01 } }';
const GATEWAY_API = 'solver: { type: http01-gateway-api, parentRefs: [{ name: public }] }';

test.each([
  ['hipstershop-https', HTTP01, 'issuer'],
  ['hipstershop-https', `issuer: { type: acme, name: letsencrypt, ${GATEWAY_API} }`, 'issuer'],
  ['hipstershop-https', 'issuer: { type: existing, name: letsencrypt, nature: acme-http01 }', 'issuer'],
  ['bookinfo-nlb', `certificate: { source: issued, secretName: cert, ${HTTP01} }`, 'certificate-issuer'],
] as const)('mesh-strict with explicit clients refuses HTTP-01 in %s (%s)', (scenario, section, owner) => {
  expect(problemOf({ [scenario]: section })).toBe(
    'Nothing was synthesized because of 1 problem:\n' +
      `  mesh-strict/mutual-tls makes clients send mTLS to Services of the mesh, and ${scenario}/${owner} has HTTP-01 ` +
      'challenges solved there by pods that have random names and no sidecar: they would fail. ' +
      "Use clients: 'auto', or a DNS-01 issuer.",
  );
});

test.each([
  ['HTTP-01, with automatic mTLS', { 'mesh-strict': 'clients: auto', 'hipstershop-https': HTTP01 }],
  ['DNS-01', VARIANTS['hipstershop-https']['DNS-01']],
])('mesh-strict goes with %s', (_name, changes) => {
  expect(problemOf(changes)).toBe('no problem');
});
