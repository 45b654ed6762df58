import { Catalog } from '../../lib/manifest/catalog';
import type { Json, Manifest } from '../../lib/manifest/manifest';
import { Credentials } from '../../lib/traffic/credentials';
import { certificateFacts } from '../../lib/traffic/certificate-facts';
import { Issuers } from '../../lib/traffic/issuers';
import { certificateInSecret } from '../../lib/traffic/pem';
import { SecretAccess } from '../../lib/traffic/secret-access';
import { objectsOf } from '../manifest/reading';
import { having, object } from './secret-reading';

const REFLECTOR = 'reflector.v1.k8s.emberstack.com';
const REPLICATOR = 'replicator.v1.mittwald.de';
const RBAC = 'rbac.authorization.k8s.io/v1';
const SUBJECTS = [{ kind: 'ServiceAccount', name: 'default', namespace: 'a' }];
const TEMPLATE = { mergePolicy: 'Merge', data: { a: 'b' }, metadata: { annotations: {} }, templateFrom: [] };
const EXTERNAL = {
  secretStoreRef: { kind: 'SecretStore', name: 's' },
  target: { name: 'x', creationPolicy: 'Owner', template: TEMPLATE, manifest: { kind: 'Secret' } },
  data: [{ secretKey: 'tls.crt', remoteRef: { key: 'x', property: 'cert' } }],
  dataFrom: [{ extract: { key: 'x' }, sourceRef: { storeRef: { name: 's' } }, rewrite: [] }],
};
const COPIED = {
  [`${REFLECTOR}/reflection-allowed`]: 'true',
  [`${REFLECTOR}/reflection-allowed-namespaces`]: 'a,b.*',
  [`${REFLECTOR}/reflection-auto-enabled`]: 'true',
  [`${REFLECTOR}/reflection-auto-namespaces`]: 'a,[',
  [`${REPLICATOR}/replicate-to`]: 'a,b.*',
};
const SELECTOR = { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] };

const TEXTS = [
  object('Secret', 'a/x', { type: 'Opaque', data: { 'tls.crt': 'eA==' }, stringData: { 'tls.key': 'x' } }, COPIED),
  object('Secret', 'a/y', {}, { [`${REFLECTOR}/reflects`]: 'a/x', [`${REPLICATOR}/replicate-from`]: 'a/x' }),
  having('Certificate', 'a/c', {
    secretName: 'x',
    dnsNames: ['a'],
    usages: ['any'],
    issuerRef: { kind: 'Issuer', name: 'i' },
  }),
  having('Issuer', 'a/i', {
    acme: {
      server: 'https://acme.example',
      solvers: [{ http01: {}, dns01: {}, selector: { dnsNames: ['a'], dnsZones: ['a'], matchLabels: { a: 'b' } } }],
    },
  }),
  having('Ingress', 'a/in', { tls: [{ hosts: ['a'], secretName: 'x' }] }, { 'cert-manager.io/issuer': 'i' }),
  having(
    'Gateway',
    'a/g',
    { listeners: [{ hostname: 'a', tls: { mode: 'Terminate', certificateRefs: [{ name: 'x' }] } }] },
    { 'cert-manager.io/cluster-issuer': 'i' },
  ),
  having('ExternalSecret', 'a/e', EXTERNAL),
  having('SecretStore', 'a/s', {
    provider: { kubernetes: { remoteNamespace: 'a', server: { url: 'kubernetes.default' } } },
  }),
  having('ClusterExternalSecret', '/x', {
    externalSecretName: 'x',
    externalSecretSpec: EXTERNAL,
    namespaces: ['a'],
    namespaceSelector: SELECTOR,
    namespaceSelectors: [SELECTOR],
  }),
  having('SealedSecret', 'a/x', { encryptedData: { a: 'b' }, template: { data: { a: 'b' }, metadata: {} } }),
  having('SecretProviderClass', 'a/p', { secretObjects: [{ secretName: 'x', data: [{ key: 'a' }], annotations: {} }] }),
  having('VaultPKISecret', 'a/v', { destination: { name: 'x', create: true, annotations: {} } }),
  having('AzureKeyVaultSecret', 'a/v', { output: { secret: { name: 'x' } } }),
  having('Bundle', '/x', { target: { secret: { key: 'a' }, configMap: { key: 'a' }, namespaceSelector: SELECTOR } }),
  object('Namespace', '/a'),
  having('Pod', 'a/pod', { serviceAccountName: 'default' }),
  object('Role', 'a/r', { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['x'] }] }),
  object('RoleBinding', 'a/r', { roleRef: { kind: 'Role', name: 'r' }, subjects: SUBJECTS }),
  object('ClusterRoleBinding', '/r', { roleRef: { kind: 'ClusterRole', name: 'r' }, subjects: SUBJECTS }),
].map((text) =>
  text.replace(/"apiVersion":"v1","kind":"((?:Cluster)?Role(?:Binding)?)"/, `"apiVersion":"${RBAC}","kind":"$1"`),
);

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with one of its fields, at any depth, replaced; once for each field. */
function variants(value: Json, replacement: Json): Json[] {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.flatMap((item, at) =>
      [replacement, ...variants(item, replacement)].map((other) => items.with(at, other)),
    );
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    [replacement, ...variants(field, replacement)].map((other) => ({ ...value, [key]: other })),
  );
}

/** Asks everything. */
function ask(manifests: readonly Manifest[]): void {
  const catalog = new Catalog(manifests);
  const issuers = new Issuers(catalog);
  const credentials = new Credentials(catalog, issuers);
  const access = new SecretAccess(catalog);
  for (const name of ['x', 'y', 'z']) {
    credentials.sources('a', name);
    credentials.elsewhere(name, 'b');
    credentials.caSource('b', name);
    credentials.configMap('a', name);
  }
  credentials.areKnown('b');
  for (const manifest of catalog.all) {
    certificateFacts(manifest);
    certificateInSecret(manifest);
    issuers.of(manifest);
    issuers.isPublic(manifest);
    issuers.usesHttp01(manifest, '*.a', { a: 'b' });
  }
  for (const pod of catalog.pods) access.canListSecrets(pod);
}

test.each<[Json]>([[null], [1], ['x'], [''], [[null]], [{ '': null }]])(
  'nothing throws with %j in place of any field',
  (replacement) => {
    const originals = TEXTS.flatMap(objectsOf);
    const asked = TEXTS.flatMap((text, at) =>
      variants(JSON.parse(text) as Json, replacement).map((other) => [
        ...originals.toSpliced(at, 1),
        ...objectsOf(JSON.stringify(other)),
      ]),
    );

    expect(() => asked.forEach(ask)).not.toThrow();
    expect(asked.length).toBeGreaterThan(200);
  },
);
