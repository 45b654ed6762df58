import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { Json } from '../../scripts/canonical';
import type { SchemaDocument } from '../../scripts/compact-schema';

const ROOT = join(__dirname, '../..');
const SOURCES = ['argo-cd', 'cert-manager', 'external-secrets', 'gateway-api', 'istio', 'kubernetes', 'traefik'];
const ISTIO_THREE_VERSIONS = [
  'DestinationRule',
  'Gateway',
  'ServiceEntry',
  'Sidecar',
  'VirtualService',
  'WorkloadEntry',
  'WorkloadGroup',
];

function read(source: string): { text: string; document: SchemaDocument } {
  const text = readFileSync(join(ROOT, 'imports/schemas', `${source}.json`), 'utf8');
  return { text, document: JSON.parse(text) };
}

function validator(source: string, key: string): ValidateFunction {
  const { document } = read(source);
  // Formats and extensions of Kubernetes are not those of JSON Schema; structure is what is asked here.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, source);
  const validate = ajv.getSchema(`${source}${document.kinds[key]?.schema}`);
  if (!validate) throw new Error(`No schema of ${key} in ${source}.`);
  return validate;
}

function scopes(source: string, ...keys: string[]) {
  return keys.map((key) => read(source).document.kinds[key]?.scope);
}

function properties(source: string, key: string): unknown {
  const { kinds, $defs } = read(source).document;
  return $defs[kinds[key]?.schema.replace('#/$defs/', '') ?? '']?.['properties'];
}

describe('the kinds at their served versions', () => {
  const expected: Record<string, string[]> = {
    'argo-cd': ['argoproj.io/v1alpha1/Application', 'argoproj.io/v1alpha1/ApplicationSet'],
    'cert-manager': [
      'acme.cert-manager.io/v1/Challenge',
      'acme.cert-manager.io/v1/Order',
      'cert-manager.io/v1/Certificate',
      'cert-manager.io/v1/CertificateRequest',
      'cert-manager.io/v1/ClusterIssuer',
      'cert-manager.io/v1/Issuer',
    ],
    'external-secrets': [
      'external-secrets.io/v1/ClusterSecretStore',
      'external-secrets.io/v1/ExternalSecret',
      'external-secrets.io/v1/SecretStore',
    ],
    'gateway-api': [
      'gateway.networking.k8s.io/v1/BackendTLSPolicy',
      'gateway.networking.k8s.io/v1/GRPCRoute',
      'gateway.networking.k8s.io/v1/Gateway',
      'gateway.networking.k8s.io/v1/GatewayClass',
      'gateway.networking.k8s.io/v1/HTTPRoute',
      'gateway.networking.k8s.io/v1/ListenerSet',
      'gateway.networking.k8s.io/v1/ReferenceGrant',
      'gateway.networking.k8s.io/v1/TLSRoute',
      'gateway.networking.k8s.io/v1beta1/Gateway',
      'gateway.networking.k8s.io/v1beta1/GatewayClass',
      'gateway.networking.k8s.io/v1beta1/HTTPRoute',
      'gateway.networking.k8s.io/v1beta1/ReferenceGrant',
    ],
    istio: [
      'extensions.istio.io/v1alpha1/TrafficExtension',
      'extensions.istio.io/v1alpha1/WasmPlugin',
      ...ISTIO_THREE_VERSIONS.map((kind) => `networking.istio.io/v1/${kind}`),
      'networking.istio.io/v1alpha3/DestinationRule',
      'networking.istio.io/v1alpha3/EnvoyFilter',
      ...ISTIO_THREE_VERSIONS.slice(1).map((kind) => `networking.istio.io/v1alpha3/${kind}`),
      ...ISTIO_THREE_VERSIONS.slice(0, 2).map((kind) => `networking.istio.io/v1beta1/${kind}`),
      'networking.istio.io/v1beta1/ProxyConfig',
      ...ISTIO_THREE_VERSIONS.slice(2).map((kind) => `networking.istio.io/v1beta1/${kind}`),
      'security.istio.io/v1/AuthorizationPolicy',
      'security.istio.io/v1/PeerAuthentication',
      'security.istio.io/v1/RequestAuthentication',
      'security.istio.io/v1beta1/AuthorizationPolicy',
      'security.istio.io/v1beta1/PeerAuthentication',
      'security.istio.io/v1beta1/RequestAuthentication',
      'telemetry.istio.io/v1/Telemetry',
      'telemetry.istio.io/v1alpha1/Telemetry',
    ],
    traefik: ['traefik.io/v1alpha1/ServersTransport'],
  };

  test.each(Object.entries(expected))('%s', (source, kinds) => {
    expect(Object.keys(read(source).document.kinds)).toEqual(kinds);
  });

  test('kubernetes: what manifests hold, and nothing else', () => {
    const { kinds } = read('kubernetes').document;
    expect(Object.keys(kinds)).toEqual(
      expect.arrayContaining([
        'apiextensions.k8s.io/v1/CustomResourceDefinition',
        'apps/v1/Deployment',
        'networking.k8s.io/v1/NetworkPolicy',
        'policy/v1/PodDisruptionBudget',
        'v1/Namespace',
        'v1/Secret',
        'v1/Service',
      ]),
    );
    const names = Object.keys(kinds).map((key) => key.split('/').at(-1) ?? '');
    expect(names.filter((kind) => /List$|^(Status|DeleteOptions|WatchEvent|Eviction|Scale)$/.test(kind))).toEqual([]);
  });

  test('scope', () => {
    expect(scopes('cert-manager', 'cert-manager.io/v1/ClusterIssuer', 'cert-manager.io/v1/Issuer')).toEqual([
      'Cluster',
      'Namespaced',
    ]);
    expect(scopes('kubernetes', 'v1/Namespace', 'v1/Service', 'storage.k8s.io/v1/StorageClass')).toEqual([
      'Cluster',
      'Namespaced',
      'Cluster',
    ]);
  });
});

describe.each(SOURCES)('imports/schemas/%s.json', (source) => {
  test('compiles as JSON Schema, every kind', () => {
    for (const key of Object.keys(read(source).document.kinds)) expect(validator(source, key)).toBeInstanceOf(Function);
  });

  test('is one line and small', () => {
    const { text } = read(source);
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(text.length).toBeLessThan(source === 'kubernetes' ? 150_000 : 50_000);
  });
});

test('properties that are named description survive', () => {
  expect(properties('kubernetes', 'scheduling.k8s.io/v1/PriorityClass')).toHaveProperty('description');
  expect(properties('gateway-api', 'gateway.networking.k8s.io/v1/GatewayClass')).toHaveProperty(
    'spec.properties.description',
  );
});

test('an object is judged by the schema of its kind', () => {
  const certificate = validator('cert-manager', 'cert-manager.io/v1/Certificate');
  expect(certificate({ spec: { secretName: 'tls', issuerRef: { name: 'ca' } } })).toBe(true);
  expect(certificate({ spec: { secretName: 7, issuerRef: { name: 'ca' } } })).toBe(false);
  const service = validator('kubernetes', 'v1/Service');
  expect(service({ kind: 'Service', spec: { ports: [{ port: 80, targetPort: 'http' }] } })).toBe(true);
  expect(service({ kind: 'Service', spec: { ports: [{ targetPort: 'http' }] } })).toBe(false);
});

test.each(['cert-manager', 'external-secrets', 'gateway-api', 'istio', 'traefik'])(
  '%s keeps its CEL rules',
  (source) => {
    expect(read(source).text).toContain('"x-kubernetes-validations":[{"message":');
  },
);

test('no rule of a root looks at the status, which is dropped', () => {
  for (const { document } of SOURCES.map(read)) {
    for (const { schema } of Object.values(document.kinds)) {
      const root: Json | undefined = document.$defs[schema.replace('#/$defs/', '')];
      expect(JSON.stringify(root?.['x-kubernetes-validations'] ?? [])).not.toContain('self.status');
    }
  }
});

test('the index names every kind of every source, and nothing else', () => {
  const index = JSON.parse(readFileSync(join(ROOT, 'imports/schemas/index.json'), 'utf8'));
  const kinds = SOURCES.flatMap((source) =>
    Object.keys(read(source).document.kinds).map((kind) => [kind, source] as const),
  );
  expect(index).toEqual(Object.fromEntries(kinds));
  expect(new Set(kinds.map(([kind]) => kind)).size).toBe(kinds.length);
});
