import type { Json } from '../../lib/manifest/manifest';
import { having, object, shown, credentialsOf, sourcesOf } from './secret-reading';

const TLS = { 'tls.crt': 'eA==', 'tls.key': 'eA==' };

describe('Secrets', () => {
  test.each<[string, { [key: string]: Json }, object]>([
    ['without data', {}, {}],
    ['with empty data', { data: {} }, {}],
    ['with data', { data: TLS }, { hasCa: false, keys: ['tls.crt', 'tls.key'] }],
    ['with a CA', { data: { 'ca.crt': 'eA==' } }, { hasCa: true, keys: ['ca.crt'] }],
    ['with a CA under its other key', { stringData: { cacert: 'x' } }, { hasCa: true, keys: ['cacert'] }],
    ['with empty values', { data: { 'tls.crt': '', 'ca.crt': null } }, { hasCa: false, keys: [] }],
    ['emptied by stringData', { data: TLS, stringData: { 'tls.key': '' } }, { hasCa: false, keys: ['tls.crt'] }],
    ['of wrong types', { data: 'x', stringData: [1], type: 3 }, {}],
  ])('%s', (_, fields, content) => {
    expect(sourcesOf('a/x', object('Secret', 'a/x', fields))).toEqual([
      { at: 'a/x', by: 'Secret', path: 'Secret/x metadata.name', ...content },
    ]);
  });

  test.each(['helm.sh/release.v1', 'kubernetes.io/service-account-token'])('of type %s are none to Istio', (type) => {
    const credentials = credentialsOf(object('Secret', 'a/x', { type }));

    expect([credentials.sources('a', 'x'), credentials.areKnown()]).toEqual([[], false]);
  });

  test('are in the default namespace when they name none', () => {
    expect(sourcesOf('default/x', object('Secret', '/x')).map(({ at }) => at)).toEqual(['default/x']);
  });
});

const issuer = (spec: Json) => having('ClusterIssuer', '/ca', spec);

describe('cert-manager', () => {
  const issuerRef = { kind: 'ClusterIssuer', name: 'ca' };

  test.each<[string, string[], object]>([
    ['its CA is known', [issuer({ ca: {} })], { hasCa: true }],
    ['ACME has none', [issuer({ acme: {} })], { hasCa: false }],
    ['another issuer', [issuer({ vault: {} })], {}],
    ['no issuer', [], {}],
  ])('a Certificate: %s', (_, issuers, content) => {
    const certificate = having('Certificate', 'a/c', { secretName: 'x', issuerRef });

    expect(sourcesOf('a/x', certificate, ...issuers)).toEqual([
      { at: 'a/x', by: 'Certificate', path: 'Certificate/c spec.secretName', certificate: 'a/c', ...content },
    ]);
  });

  test.each<[string, Json]>([
    ['no name', { secretName: '' }],
    ['a wrong type', { secretName: 1 }],
    ['no spec', null],
  ])('a Certificate with %s writes nothing', (_, spec) => {
    expect(credentialsOf(having('Certificate', 'a/c', spec)).areKnown()).toBe(false);
  });

  const tls: Json = [{ hosts: ['b'], secretName: 'x' }, null, { secretName: 'y' }, { hosts: ['c'], secretName: 'x' }];

  test.each<[string, Json, object[]]>([
    ['an issuer of the cluster', { 'cert-manager.io/cluster-issuer': 'ca' }, [{ hasCa: true }]],
    ['an issuer that is not there', { 'cert-manager.io/issuer': 'ca' }, [{}]],
    [
      'a kind of its own',
      { 'cert-manager.io/issuer': 'ca', 'cert-manager.io/issuer-kind': 'ClusterIssuer' },
      [{ hasCa: true }],
    ],
    ['another group', { 'cert-manager.io/issuer': 'ca', 'cert-manager.io/issuer-group': 'x.io' }, [{}]],
    ['the default issuer', { 'kubernetes.io/tls-acme': 'true' }, [{}]],
    ['no annotation', {}, []],
    ['an empty annotation', { 'cert-manager.io/issuer': '' }, []],
    ['wrong types', { 'cert-manager.io/issuer': 1, 'kubernetes.io/tls-acme': true }, []],
    ['no map', 'x', []],
  ])('an Ingress with %s', (_, annotations, expected) => {
    const ingress = having('Ingress', 'a/i', { tls }, annotations);
    const place = { at: 'a/x', by: 'Ingress', path: 'Ingress/i spec.tls[0].secretName' };

    expect(sourcesOf('a/x', ingress, issuer({ ca: {} }))).toEqual(
      expected.map((content) => ({ ...place, ...content })),
    );
    expect(sourcesOf('a/y', ingress, issuer({ ca: {} }))).toEqual([]);
  });

  test.each<[string, Json, boolean]>([
    ['terminating', { hostname: 'b', tls: { certificateRefs: [{ name: 'x' }] } }, true],
    [
      'of its own namespace',
      { hostname: 'b', tls: { mode: 'Terminate', certificateRefs: [null, { name: 'x', namespace: 'a' }] } },
      true,
    ],
    ['of another namespace', { hostname: 'b', tls: { certificateRefs: [{ name: 'x', namespace: 'b' }] } }, false],
    ['of another kind', { hostname: 'b', tls: { certificateRefs: [{ name: 'x', kind: 'ConfigMap' }] } }, false],
    ['without a host', { tls: { certificateRefs: [{ name: 'x' }] } }, false],
    ['passing through', { hostname: 'b', tls: { mode: 'Passthrough', certificateRefs: [{ name: 'x' }] } }, false],
    ['of wrong types', { hostname: 1, tls: 'x' }, false],
    ['null', null, false],
  ])('a listener %s', (_, listener, isWritten) => {
    const found = ['Gateway', 'ListenerSet'].flatMap((kind) =>
      sourcesOf('a/x', having(kind, 'a/g', { listeners: [listener] }, { 'cert-manager.io/cluster-issuer': 'ca' })),
    );

    expect(found.map(({ by }) => by)).toEqual(isWritten ? ['Gateway', 'ListenerSet'] : []);
  });

  test('gateways of Istio get no Certificate', () => {
    const gateway = having('Gateway', 'a/g', { servers: [{ tls: { credentialName: 'x' } }] }).replace(
      'gateway.networking.k8s.io',
      'networking.istio.io',
    );

    expect(credentialsOf(gateway).areKnown()).toBe(false);
  });
});

test.each<[string, string, object[]]>([
  [
    'a SealedSecret',
    having('SealedSecret', 'a/x', {
      encryptedData: { 'tls.crt': 'AgA' },
      template: { metadata: { name: 'y' }, data: { 'ca.crt': 'x' } },
    }),
    [{ by: 'SealedSecret', path: 'SealedSecret/x metadata.name', hasCa: true, keys: ['tls.crt', 'ca.crt'] }],
  ],
  [
    'a SealedSecret without data',
    having('SealedSecret', 'a/x', null),
    [{ by: 'SealedSecret', path: 'SealedSecret/x metadata.name' }],
  ],
  [
    'a SecretProviderClass',
    having('SecretProviderClass', 'a/c', { secretObjects: [null, { secretName: 'x', data: [{ key: 'tls.crt' }] }] }),
    [
      {
        by: 'SecretProviderClass',
        path: 'SecretProviderClass/c spec.secretObjects[1].secretName',
        hasCa: false,
        keys: ['tls.crt'],
      },
    ],
  ],
  [
    'a VaultPKISecret that creates',
    having('VaultPKISecret', 'a/v', { destination: { name: 'x', create: true } }),
    [{ by: 'VaultSecret', path: 'VaultPKISecret/v spec.destination.name' }],
  ],
  ['a VaultPKISecret that does not', having('VaultPKISecret', 'a/v', { destination: { name: 'x' } }), []],
  [
    'a OnePasswordItem',
    having('OnePasswordItem', 'a/x', {}),
    [{ by: 'OnePasswordItem', path: 'OnePasswordItem/x metadata.name' }],
  ],
  [
    'an AzureKeyVaultSecret',
    having('AzureKeyVaultSecret', 'a/v', { output: { secret: { name: 'x' } } }),
    [{ by: 'AzureKeyVaultSecret', path: 'AzureKeyVaultSecret/v spec.output.secret.name' }],
  ],
])('%s', (_, text, expected) => {
  expect(sourcesOf('a/x', text)).toEqual(expected.map((source) => ({ at: 'a/x', ...source })));
});

const bundle = (target: Json) => having('Bundle', '/x', { target });

describe('a Bundle', () => {
  const source = { by: 'Bundle', path: 'Bundle/x metadata.name' };
  const namespace = object('Namespace', '/a').replace('"name":"a"', '"name":"a","labels":{"team":"shop"}');

  test.each<[string, Json, object[]]>([
    ['everywhere', { secret: { key: 'ca.crt' } }, [{ ...source, hasCa: true, keys: ['ca.crt'] }]],
    [
      'under a key that Istio does not read',
      { secret: { key: 'ca.pem' } },
      [{ ...source, hasCa: false, keys: ['ca.pem'] }],
    ],
    [
      'where labels are',
      { secret: { key: 'cacert' }, namespaceSelector: { matchLabels: { team: 'shop' } } },
      [{ ...source, hasCa: true, keys: ['cacert'] }],
    ],
    ['where they are not', { secret: { key: 'cacert' }, namespaceSelector: { matchLabels: { team: 'x' } } }, []],
    ['as a ConfigMap only', { configMap: { key: 'ca.crt' } }, []],
    ['nowhere', null, []],
  ])('%s', (_, target, expected) => {
    expect(sourcesOf('a/x', bundle(target), namespace)).toEqual(expected.map((one) => ({ at: 'a/x', ...one })));
  });

  test('into ConfigMaps', () => {
    const found = credentialsOf(bundle({ configMap: { key: 'ca.crt' } })).configMap('a', 'x');

    expect(found && shown(found)).toEqual({ at: 'a/x', ...source, hasCa: true, keys: ['ca.crt'] });
  });
});
