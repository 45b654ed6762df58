import { readFileSync } from 'node:fs';
import { OBSOLETE_APIS, findObsolete } from '../../lib/schema/obsolete-apis';
import { SchemaLibrary } from '../../lib/schema/schema-library';
import { shippedSchemas } from '../../lib/schema/shipped-schemas';
import { fault, judge } from './objects';

function of(apiVersion: string, kind: string) {
  return judge({ apiVersion, kind, metadata: { name: 'a' } });
}

test('a kind that nobody here knows is coverage to report', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
  expect(judge(object)).toEqual({ faults: [], withoutSchema: true, wellFormed: false, value: object });
});

test.each([
  ['argoproj.io/v1alpha1', 'AppProject'],
  ['gateway.networking.k8s.io/v1alpha2', 'UDPRoute'],
  ['external-secrets.io/v1alpha1', 'PushSecret'],
  ['v1', 'ServiceList'],
  ['policy/v1', 'Eviction'],
])('%s %s: other kinds of its group are known, and this one may exist', (apiVersion, kind) => {
  expect(of(apiVersion, kind)).toMatchObject({ faults: [], withoutSchema: true });
});

test('a version that is not there', () => {
  expect(of('networking.istio.io/v2', 'Gateway').faults).toEqual([
    fault(
      'unknown-version',
      ['apiVersion'],
      'apiVersion is networking.istio.io/v2, but Gateway has no version v2: it exists as networking.istio.io/v1, ' +
        'networking.istio.io/v1beta1 and networking.istio.io/v1alpha3',
      'Write "networking.istio.io/v1", "networking.istio.io/v1beta1" or "networking.istio.io/v1alpha3"',
    ),
  ]);
  expect(of('v2', 'Service').faults).toEqual([
    fault(
      'unknown-version',
      ['apiVersion'],
      'apiVersion is v2, but Service has no version v2: it exists as v1',
      'Write "v1"',
    ),
  ]);
});

test.each([
  ['networking.istio.io/v1', 'VirtualServices', 'networking.istio.io', 'Did you mean "VirtualService"?'],
  ['v1', 'service', 'v1', 'Did you mean "Service"?'],
  [
    'networking.istio.io/v1',
    'AuthorizationPolicy',
    'networking.istio.io',
    'AuthorizationPolicy belongs to security.istio.io: change "apiVersion"',
  ],
  ['v1', 'Ingress', 'v1', 'Ingress belongs to networking.k8s.io: change "apiVersion"'],
  ['apps/v1', 'Service', 'apps', 'Service belongs to the core group: change "apiVersion"'],
  [
    'security.istio.io/v1',
    'Thing',
    'security.istio.io',
    'The kinds of this group are AuthorizationPolicy, PeerAuthentication and RequestAuthentication',
  ],
])('%s %s does not exist', (apiVersion, kind, group, fix) => {
  expect(of(apiVersion, kind).faults).toEqual([
    fault('unknown-kind', ['kind'], `kind is ${kind}, which does not exist in ${group}`, fix),
  ]);
});

test.each([
  [{ apiVersion: 'v1', metadata: {} }, 'kind'],
  [{ kind: 'Service', metadata: {} }, 'apiVersion'],
  [{}, 'kind'],
])('%j: nobody can tell what it is', (object, field) => {
  expect(judge(object).faults).toEqual([
    fault(
      'metadata',
      [field],
      `${field} is required, and is not set: nobody can tell what the object is`,
      `Set "${field}"`,
    ),
  ]);
});

test('an old version says what moved', () => {
  expect(of('cert-manager.io/v1alpha2', 'Certificate').faults).toEqual([
    fault(
      'obsolete-api',
      ['apiVersion'],
      'apiVersion is cert-manager.io/v1alpha2, at which Certificate was removed in cert-manager 1.6: ' +
        'clusters of today refuse it',
      'Write it as cert-manager.io/v1. spec.organization is now spec.subject.organizations; ' +
        'spec.keySize is now spec.privateKey.size; ' +
        'spec.keyAlgorithm is now spec.privateKey.algorithm, written RSA or ECDSA; ' +
        'spec.keyEncoding is now spec.privateKey.encoding, written PKCS1 or PKCS8; ' +
        'spec.uriSANs is now spec.uris; spec.emailSANs is now spec.emailAddresses',
    ),
  ]);
});

test.each([
  ['authentication.istio.io/v1alpha1', 'Policy', 'security.istio.io/v1 PeerAuthentication'],
  ['authentication.istio.io/v1alpha1', 'MeshPolicy', 'security.istio.io/v1 PeerAuthentication'],
  ['rbac.istio.io/v1alpha1', 'ServiceRole', 'security.istio.io/v1 AuthorizationPolicy'],
  ['extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'Deployment', 'apps/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
  ['cert-manager.io/v1alpha3', 'Certificate', 'cert-manager.io/v1'],
  ['cert-manager.io/v1beta1', 'Issuer', 'cert-manager.io/v1'],
  ['cert-manager.io/v1alpha2', 'CertificateRequest', 'cert-manager.io/v1'],
  ['certmanager.k8s.io/v1alpha1', 'Certificate', 'cert-manager.io/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  ['apps/v1beta1', 'Deployment', 'apps/v1'],
  ['apps/v1beta2', 'StatefulSet', 'apps/v1'],
  ['batch/v1beta1', 'CronJob', 'batch/v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 'rbac.authorization.k8s.io/v1'],
  ['external-secrets.io/v1beta1', 'ExternalSecret', 'external-secrets.io/v1'],
  ['external-secrets.io/v1alpha1', 'SecretStore', 'external-secrets.io/v1'],
  ['gateway.networking.k8s.io/v1alpha2', 'Gateway', 'gateway.networking.k8s.io/v1'],
  ['gateway.networking.k8s.io/v1alpha2', 'GRPCRoute', 'gateway.networking.k8s.io/v1'],
  ['gateway.networking.k8s.io/v1alpha3', 'BackendTLSPolicy', 'gateway.networking.k8s.io/v1'],
  ['traefik.containo.us/v1alpha1', 'ServersTransport', 'traefik.io/v1alpha1'],
])('%s %s is now %s', (apiVersion, kind, now) => {
  const { faults, withoutSchema } = of(apiVersion, kind);
  expect([faults.map((each) => each.kind), withoutSchema]).toEqual([['obsolete-api'], false]);
  expect(faults[0]?.fix).toMatch(new RegExp(`^Write it as ${now.replaceAll('.', '\\.')}($|\\. )`));
});

test.each([
  ['policy/v1beta1', 'PodSecurityPolicy'],
  ['config.istio.io/v1alpha2', 'rule'],
])('%s %s was replaced by nothing of its kind', (apiVersion, kind) => {
  expect(of(apiVersion, kind).faults).toEqual([
    expect.objectContaining({ kind: 'obsolete-api', fix: expect.stringMatching(`^Remove the ${kind}: `) }),
  ]);
});

describe('the table of obsolete versions', () => {
  const library = shippedSchemas();

  test('says nothing about what is served', () => {
    const index: Record<string, string> = JSON.parse(
      readFileSync(`${__dirname}/../../imports/schemas/index.json`, 'utf8'),
    );
    const served = Object.keys(index).filter((key) => {
      const [kind = '', version = '', group = ''] = key.split('/').toReversed();
      return findObsolete({ kind, version, group }) !== undefined;
    });
    expect(served).toEqual([]);
  });

  test('names what is served', () => {
    const wrong = OBSOLETE_APIS.flatMap(({ now, kinds = [] }) => {
      if (now === undefined) return [];
      const [apiVersion = '', kind] = now.split(' ');
      const [version = '', group = ''] = apiVersion.split('/').toReversed();
      // Kinds of which this package has no schema.
      const unknown = ['ClusterExternalSecret'];
      const named = (kind === undefined ? kinds : [kind]).filter((each) => !unknown.includes(each));
      return named
        .filter((each) => library.tryFind({ group, version, kind: each }) === undefined)
        .map((each) => `${now} ${each}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the library', () => {
  const read = jest.fn((source: string) => ({
    $defs: { 0: { type: 'object', properties: { [source]: { type: 'string' } } } },
    kinds: { [`${source}.io/v1/Thing`]: { schema: '#/$defs/0', scope: 'Namespaced' as const, status: false } },
  }));
  const index = { 'a.io/v1/Thing': 'a', 'b.io/v1/Thing': 'b', 'b.io/v1/Lost': 'b' };

  test('reads a source when its first kind is asked for, once', () => {
    const library = new SchemaLibrary(index, read);
    library.versions({ group: 'a.io', kind: 'Thing' });
    library.tryKinds('a.io');
    library.tryFind({ group: 'c.io', version: 'v1', kind: 'Thing' });
    expect(read).not.toHaveBeenCalled();
    const found = library.tryFind({ group: 'b.io', version: 'v1', kind: 'Thing' });
    expect(library.tryFind({ group: 'b.io', version: 'v1', kind: 'Thing' })).toBe(found);
    expect(read.mock.calls).toEqual([['b']]);
    expect([...(found?.schema.properties.keys() ?? [])]).toEqual(['b']);
  });

  test('does not take a broken source for an unknown kind', () => {
    const library = new SchemaLibrary(index, read);
    expect(() => library.tryFind({ group: 'b.io', version: 'v1', kind: 'Lost' })).toThrow(
      'The schemas of b do not hold b.io/v1/Lost, which their index names.',
    );
  });

  test('a reference to nothing is a broken source', () => {
    const broken = new SchemaLibrary(index, () => ({ ...read('a'), $defs: {} }));
    expect(() => broken.tryFind({ group: 'a.io', version: 'v1', kind: 'Thing' })).toThrow(
      'The schema refers to #/$defs/0, which its file does not hold.',
    );
  });
});

test('every kind that is shipped can be found', () => {
  const library = shippedSchemas();
  const index: Record<string, string> = JSON.parse(
    readFileSync(`${__dirname}/../../imports/schemas/index.json`, 'utf8'),
  );
  const missing = Object.keys(index).filter((key) => {
    const [kind = '', version = '', group = ''] = key.split('/').toReversed();
    return library.tryFind({ kind, version, group }) === undefined;
  });
  expect(missing).toEqual([]);
});
