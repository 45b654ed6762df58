import type { Json } from '../../lib/manifest/manifest';
import { credentialsOf, having, object, shown, sourcesOf } from './secret-reading';

const store = (kubernetes: Json, at = 'edge/store') => having('SecretStore', at, { provider: { kubernetes } });
const STORE = store({ remoteNamespace: 'shop' });
const CERTIFICATE = having('Certificate', 'shop/c', { secretName: 'tls', issuerRef: { name: 'ca' } });
const ISSUER = having('Issuer', 'shop/ca', { ca: {} });
const REF = { kind: 'SecretStore', name: 'store' };
const EXTRACT = [{ extract: { key: 'tls' } }];

/** An ExternalSecret edge/x that takes all keys of shop/tls, with other fields. */
function external(fields: { [key: string]: Json }, metadata?: Json) {
  return having('ExternalSecret', 'edge/x', { secretStoreRef: REF, dataFrom: EXTRACT, ...fields }, metadata);
}

const source = { at: 'edge/x', by: 'ExternalSecret', path: 'ExternalSecret/x metadata.name' };
const copy = { certificate: 'shop/c', copyOf: 'shop/tls' };
const whole = { ...copy, hasCa: true };

test.each<[string, { [key: string]: Json }, object]>([
  ['all keys', {}, whole],
  ['a template without data', { target: { template: { type: 'kubernetes.io/tls' } } }, whole],
  ['its own name', { target: { name: 'x' } }, { ...whole, path: 'ExternalSecret/x spec.target.name' }],
  ['another key beside', { data: [{ secretKey: 'ca.crt', remoteRef: { key: 'y' } }] }, whole],
  ['another key that is no CA', { data: [{ secretKey: 'z', remoteRef: { key: 'y' } }] }, copy],
  ['merged with a template', { target: { template: { mergePolicy: 'Merge', data: { cacert: '{{ .x }}' } } } }, whole],
  [
    'the certificate from a template',
    { target: { template: { mergePolicy: 'Merge', data: { 'tls.crt': '{{ .x }}' } } } },
    {},
  ],
  [
    'only what a template says',
    { target: { template: { data: { cert: '', key: '' } } } },
    { hasCa: false, keys: ['cert', 'key'] },
  ],
  ['what a template elsewhere says', { target: { template: { templateFrom: [{ configMap: {} }] } } }, {}],
  ['a value inside', { dataFrom: [{ extract: { key: 'tls', property: 'x' } }] }, {}],
  ['renamed keys', { dataFrom: [{ extract: { key: 'tls' }, rewrite: [{ regexp: {} }] }] }, {}],
  ['several Secrets', { dataFrom: [...EXTRACT, ...EXTRACT] }, {}],
  ['a search', { dataFrom: [{ find: { name: { regexp: '.*' } } }] }, {}],
  ['a generator', { dataFrom: [{ extract: { key: 'tls' }, sourceRef: { generatorRef: { kind: 'Fake' } } }] }, {}],
  ['a store that is not there', { secretStoreRef: { name: 'none' } }, {}],
  [
    'a store of its entry',
    { secretStoreRef: {}, dataFrom: [{ extract: { key: 'tls' }, sourceRef: { storeRef: REF } }] },
    whole,
  ],
  ['nothing', { dataFrom: [] }, { hasCa: false, keys: [] }],
  ['wrong types', { dataFrom: 'x', data: {}, secretStoreRef: [], target: 'x' }, { hasCa: false, keys: [] }],
  ['nulls', { dataFrom: [null], data: [null], secretStoreRef: null, target: null }, {}],
])('%s', (_, fields, content) => {
  expect(sourcesOf('edge/x', external(fields), STORE, CERTIFICATE, ISSUER)).toEqual([{ ...source, ...content }]);
});

const entry = (secretKey: string, property: string, key = 'tls') => ({ secretKey, remoteRef: { key, property } });

test.each<[string, Json, object]>([
  [
    'by key',
    [entry('tls.crt', 'tls.crt'), entry('tls.key', 'tls.key')],
    { ...copy, hasCa: false, keys: ['tls.crt', 'tls.key'] },
  ],
  [
    'under other keys, with a CA from elsewhere',
    [entry('cacert', 'ca.crt', 'ca'), entry('cert', 'tls.crt'), entry('key', 'tls.key')],
    { ...copy, hasCa: true, keys: ['cacert', 'cert', 'key'] },
  ],
  ['from something else', [entry('tls.crt', 'chain.pem')], { hasCa: false, keys: ['tls.crt'] }],
  ['without a certificate', [entry('ca.crt', 'ca.crt')], { hasCa: true, keys: ['ca.crt'] }],
])('%s', (_, data, content) => {
  const found = sourcesOf('edge/x', external({ dataFrom: null, data }), STORE, CERTIFICATE, ISSUER);

  expect(found).toEqual([{ ...source, ...content }]);
});

test.each<[string, Json, string | undefined]>([
  ['this cluster', { remoteNamespace: 'shop' }, 'shop/tls'],
  ['its default namespace', {}, 'default/tls'],
  ['its address', { server: { url: 'https://kubernetes.default.svc:443' } }, 'default/tls'],
  ['another cluster', { server: { url: 'https://kubernetes.default.example' } }, undefined],
  ['a kubeconfig', { authRef: { name: 'x' } }, undefined],
  ['another provider', null, undefined],
  ['wrong types', 'x', 'default/tls'],
])('a store of %s', (_, kubernetes, copyOf) => {
  expect(sourcesOf('edge/x', external({}), store(kubernetes))).toEqual([{ ...source, ...(copyOf && { copyOf }) }]);
});

test.each<[string, { [key: string]: Json }, number]>([
  ['None', { creationPolicy: 'None' }, 0],
  ['Merge', { creationPolicy: 'Merge' }, 0],
  ['Orphan', { creationPolicy: 'Orphan' }, 1],
  ['CreateOrMerge', { creationPolicy: 'CreateOrMerge' }, 1],
])('creation policy %s', (_, target, alone) => {
  const beside = target['creationPolicy'] === 'None' ? 1 : 2;
  expect([
    sourcesOf('edge/x', external({ target })).length,
    sourcesOf('edge/x', external({ target }), object('Secret', 'edge/x')).length,
  ]).toEqual([alone, beside]);
});

const targeting = (kind: string) => external({ target: { manifest: { apiVersion: 'v1', kind } } });

test('other targets than Secrets', () => {
  const found = credentialsOf(targeting('ConfigMap')).configMap('edge', 'x');

  expect([
    found && shown(found),
    sourcesOf('edge/x', targeting('ConfigMap')),
    sourcesOf('edge/x', targeting('App')),
  ]).toEqual([source, [], []]);
});

describe('a ClusterExternalSecret', () => {
  const spec = {
    externalSecretSpec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'all' }, dataFrom: EXTRACT },
  };
  const cluster = (fields: { [key: string]: Json }) => having('ClusterExternalSecret', '/x', { ...spec, ...fields });
  const ALL = having('ClusterSecretStore', '/all', { provider: { kubernetes: { remoteNamespace: 'shop' } } });
  const made = { at: 'edge/x', by: 'ClusterExternalSecret', path: 'ClusterExternalSecret/x metadata.name', ...whole };

  test.each<[string, { [key: string]: Json }, object[]]>([
    ['by name', { namespaces: [null, 'edge', 'edge'] }, [made]],
    ['by selector', { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }, [made]],
    ['by name and selector', { namespaces: ['edge'], namespaceSelector: {} }, [made]],
    ['perhaps', { namespaceSelectors: [{ matchLabels: { team: 'x' } }] }, [{ ...made, isCertain: false }]],
    ['elsewhere', { namespaces: ['other'] }, []],
    ['nowhere', {}, []],
    ['of another name', { namespaces: ['edge'], externalSecretName: 'y' }, []],
    ['of wrong types', { namespaces: 'edge', namespaceSelectors: 'x', externalSecretSpec: 1 }, []],
  ])('%s', (_, fields, expected) => {
    expect(sourcesOf('edge/x', cluster(fields), ALL, CERTIFICATE, ISSUER)).toEqual(expected);
  });

  test('with a name of its own, and a store that may differ by namespace', () => {
    const externalSecretSpec = { secretStoreRef: REF, dataFrom: EXTRACT };
    const text = cluster({ namespaces: ['edge'], externalSecretName: 'y', externalSecretSpec });

    expect(sourcesOf('edge/y', text, STORE)).toEqual([
      { at: 'edge/y', by: 'ClusterExternalSecret', path: 'ClusterExternalSecret/x spec.externalSecretName' },
    ]);
  });
});
