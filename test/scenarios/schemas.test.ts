import { find } from './manifests';
import { OUTPUTS } from './outputs';
import { type Manifest, objectsIn, render } from './rendering';
import { FORMATS, formatsInUse, schemaProblems } from './schema-check';

const objects = OUTPUTS.flatMap((output) => output.objects);

describe.each(OUTPUTS)('$name', (output) => {
  test('every object is as its schema says, with a namespace exactly if its kind has one', () => {
    expect(output.objects.flatMap(schemaProblems)).toEqual([]);
  });
});

test('these kinds are looked at', () => {
  const kinds = new Set(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));

  expect([...kinds].toSorted()).toEqual([
    'apps/v1 Deployment',
    'autoscaling/v2 HorizontalPodAutoscaler',
    'cert-manager.io/v1 Certificate',
    'cert-manager.io/v1 ClusterIssuer',
    'external-secrets.io/v1 ExternalSecret',
    'external-secrets.io/v1 SecretStore',
    'networking.istio.io/v1 DestinationRule',
    'networking.istio.io/v1 Gateway',
    'networking.istio.io/v1 VirtualService',
    'networking.k8s.io/v1 Ingress',
    'policy/v1 PodDisruptionBudget',
    'rbac.authorization.k8s.io/v1 Role',
    'rbac.authorization.k8s.io/v1 RoleBinding',
    'security.istio.io/v1 AuthorizationPolicy',
    'security.istio.io/v1 PeerAuthentication',
    'traefik.io/v1alpha1 ServersTransport',
    'v1 Namespace',
    'v1 Service',
    'v1 ServiceAccount',
  ]);
});

test('every format is known', () => {
  expect(formatsInUse()).toEqual(Object.keys(FORMATS).toSorted());
});

/** Fields by JSON pointer, such as `/spec/isCA`; undefined takes the field away. */
type Fault = readonly [fault: string, object: string, pointer: string, value: unknown, found: string];

const GATEWAY = 'Gateway default/foocorp-gateway';
const SERVICE = 'Service ux/frontend';
const CERTIFICATE = 'Certificate istio-system/frontend-credential';

const FAULTS: readonly Fault[] = [
  [
    'unknown field of Istio',
    GATEWAY,
    '/spec/servers/1/tls/minProtocol',
    'TLSV1_2',
    '/spec/servers/1/tls must NOT have additional properties {"additionalProperty":"minProtocol"}',
  ],
  ['unknown root', GATEWAY, '/specs', {}, ' must NOT have additional properties {"additionalProperty":"specs"}'],
  [
    'unknown metadata',
    GATEWAY,
    '/metadata/label',
    {},
    '/metadata must NOT have additional properties {"additionalProperty":"label"}',
  ],
  [
    'label that is no text',
    GATEWAY,
    '/metadata/labels/count',
    1,
    '/metadata/labels/count must be string {"type":"string"}',
  ],
  [
    'field of an older cert-manager',
    CERTIFICATE,
    '/spec/keySize',
    2048,
    '/spec must NOT have additional properties {"additionalProperty":"keySize"}',
  ],
  [
    'wrong enum',
    CERTIFICATE,
    '/spec/privateKey/algorithm',
    'rsa',
    '/spec/privateKey/algorithm must be equal to one of the allowed values {"allowedValues":["RSA","ECDSA","Ed25519"]}',
  ],
  ['wrong type', CERTIFICATE, '/spec/isCA', 'true', '/spec/isCA must be boolean {"type":"boolean"}'],
  [
    'missing field',
    CERTIFICATE,
    '/spec/issuerRef',
    undefined,
    '/spec must have required property \'issuerRef\' {"missingProperty":"issuerRef"}',
  ],
  ['no whole number', SERVICE, '/spec/ports/0/port', 80.5, '/spec/ports/0/port must be integer {"type":"integer"}'],
  [
    'number of more than 32 bits',
    SERVICE,
    '/spec/ports/0/port',
    2 ** 40,
    '/spec/ports/0/port must match format "int32" {"format":"int32"}',
  ],
  [
    'neither number nor name',
    SERVICE,
    '/spec/ports/0/targetPort',
    true,
    '/spec/ports/0/targetPort must match exactly one schema in oneOf {"passingSchemas":null}',
  ],
  [
    'namespace of an object that has none',
    'ClusterIssuer foocorp-server-ca',
    '/metadata/namespace',
    'cert-manager',
    'scope Cluster, namespace given: true',
  ],
  ['no namespace', SERVICE, '/metadata/namespace', undefined, 'scope Namespaced, namespace given: false'],
  [
    'version that is not served',
    CERTIFICATE,
    '/apiVersion',
    'cert-manager.io/v1alpha2',
    'there is no schema of cert-manager.io/v1alpha2 Certificate',
  ],
];

test.each(FAULTS)('finds: %s (%s, %s: %j)', (_fault, title, pointer, value, found) => {
  const object = find(objectsIn(render('foocorp')), title);
  const [container, key] = place(object, pointer.split('/').slice(1));
  if (value === undefined) delete container[key];
  else container[key] = value;

  expect(schemaProblems(object).join('\n')).toContain(`: ${found}`);
});

/** What holds the value, and its key there. */
function place(object: Manifest, path: readonly string[]): [container: Record<string, unknown>, key: string] {
  const holders = path.slice(0, -1);
  const container = holders.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], object);
  return [container as Record<string, unknown>, path.at(-1) ?? ''];
}

function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[key], ...pathsIn(child).map((rest) => [key, ...rest])]);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the schemas let a change pass, tried once for each kind and path; `change` says undefined where it has none. */
function passing(change: (value: unknown) => unknown): { tried: number; passed: string[] } {
  const verdicts = new Map<string, boolean>();
  for (const object of objects) {
    for (const path of pathsIn(object)) {
      const at = `${object.kind} ${path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.')}`;
      const mutant = structuredClone(object);
      const [container, key] = place(mutant, path);
      const changed = change(container[key]);
      if (changed === undefined || verdicts.has(at)) continue;
      container[key] = changed;
      verdicts.set(at, schemaProblems(mutant).length === 0);
    }
  }
  return { tried: verdicts.size, passed: [...verdicts].filter(([, passed]) => passed).map(([at]) => at) };
}

test('an unknown field is found in every map of every kind', () => {
  const { tried, passed } = passing((value) => (isMap(value) ? { ...value, unknown: [] } : undefined));

  expect(passed).toEqual([]);
  expect(tried).toBeGreaterThan(100);
});

test('a wrong type is found at every value of every kind', () => {
  const { tried, passed } = passing((value) => (isMap(value) ? [[]] : { wrong: [] }));

  expect(passed).toEqual([]);
  expect(tried).toBeGreaterThan(300);
});
