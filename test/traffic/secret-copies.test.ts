import type { Json } from '../../lib/manifest/manifest';
import { having, object, sourcesOf } from './secret-reading';

const REFLECTOR = 'reflector.v1.k8s.emberstack.com';
const REPLICATOR = 'replicator.v1.mittwald.de';

/** Annotations by the ends of their names. */
const reflection = (fields: { [key: string]: Json }) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${REFLECTOR}/${key}`, value]));
const replication = (fields: { [key: string]: Json }) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${REPLICATOR}/${key}`, value]));

const ISSUER = having('ClusterIssuer', '/ca', { ca: {} });
const issuerRef = { kind: 'ClusterIssuer', name: 'ca' };
/** Writes shop/x with these annotations. */
const certificate = (annotations: Json) =>
  having('Certificate', 'shop/c', { secretName: 'x', issuerRef, secretTemplate: { annotations } });

const AUTO = { 'reflection-allowed': 'true', 'reflection-auto-enabled': 'True' };
const LABELLED = object('Namespace', '/edge');

const pushed = (by: string, key: string) => ({
  at: 'edge/x',
  by,
  path: `Certificate/c spec.secretTemplate.annotations["${by === 'reflector' ? REFLECTOR : REPLICATOR}/${key}"]`,
  certificate: 'shop/c',
  hasCa: true,
  copyOf: 'shop/x',
});

describe('copies that are pushed', () => {
  const reflected = pushed('reflector', 'reflection-auto-enabled');
  const replicated = pushed('replicator', 'replicate-to');

  test.each<[string, Json, object[]]>([
    ['to all namespaces', reflection(AUTO), [reflected]],
    ['to listed ones', reflection({ ...AUTO, 'reflection-auto-namespaces': 'other, edge' }), [reflected]],
    ['to those like a pattern', reflection({ ...AUTO, 'reflection-auto-namespaces': 'e.*' }), [reflected]],
    ['to others', reflection({ ...AUTO, 'reflection-auto-namespaces': 'other,o.*' }), []],
    ['to allowed ones', reflection({ ...AUTO, 'reflection-allowed-namespaces': 'ed[a-z]e' }), [reflected]],
    [
      'to listed ones that are not allowed',
      reflection({ ...AUTO, 'reflection-auto-namespaces': 'edge', 'reflection-allowed-namespaces': 'other' }),
      [],
    ],
    ['without leave', reflection({ 'reflection-auto-enabled': 'true' }), []],
    ['not unasked', reflection({ 'reflection-allowed': 'true' }), []],
    ['switched off', reflection({ ...AUTO, 'reflection-auto-enabled': 'false' }), []],
    [
      'to those with labels, perhaps',
      reflection({ ...AUTO, 'reflection-auto-namespaces-selector': 'team=x' }),
      [{ ...reflected, isCertain: false }],
    ],
    [
      'to listed ones that are allowed by label, perhaps',
      reflection({ ...AUTO, 'reflection-auto-namespaces': 'edge', 'reflection-allowed-namespaces-selector': 'a=b' }),
      [{ ...reflected, isCertain: false }],
    ],
    ['to a name', replication({ 'replicate-to': 'other, edge' }), [replicated]],
    ['to a pattern', replication({ 'replicate-to': 'e[a-z]+' }), [replicated]],
    ['to another name', replication({ 'replicate-to': 'other' }), []],
    ['to labels, perhaps', replication({ 'replicate-to-matching': 'team=x' }), [{ ...replicated, isCertain: false }]],
    ['to a name, for sure', replication({ 'replicate-to': 'edge', 'replicate-to-matching': 'team=x' }), [replicated]],
    ['by both', { ...reflection(AUTO), ...replication({ 'replicate-to': 'edge' }) }, [replicated, reflected]],
    [
      'as numbers',
      { ...reflection({ ...AUTO, 'reflection-allowed': true }), ...replication({ 'replicate-to': 1 }) },
      [],
    ],
    ['by no map', 'x', []],
  ])('%s', (_, annotations, expected) => {
    expect(sourcesOf('edge/x', certificate(annotations), ISSUER, LABELLED)).toEqual(expected);
  });

  test('not onto the source', () => {
    const annotations = { ...reflection(AUTO), ...replication({ 'replicate-to': 'shop,s.*' }) };

    expect(sourcesOf('shop/x', certificate(annotations)).map(({ by }) => by)).toEqual(['Certificate']);
  });

  test.each<[string, string]>([
    ['a Secret', object('Secret', 'shop/x', {}, reflection(AUTO))],
    ['a SealedSecret', having('SealedSecret', 'shop/x', { template: { metadata: { annotations: reflection(AUTO) } } })],
    ['an ExternalSecret', having('ExternalSecret', 'shop/x', {}, reflection(AUTO))],
    [
      'the template of an ExternalSecret',
      having('ExternalSecret', 'shop/x', { target: { template: { metadata: { annotations: reflection(AUTO) } } } }),
    ],
    [
      'a SecretProviderClass',
      having('SecretProviderClass', 'shop/c', { secretObjects: [{ secretName: 'x', annotations: reflection(AUTO) }] }),
    ],
    [
      'a VaultPKISecret',
      having('VaultPKISecret', 'shop/v', { destination: { name: 'x', create: true, annotations: reflection(AUTO) } }),
    ],
  ])('by annotations of %s', (_, text) => {
    expect(sourcesOf('edge/x', text).map(({ by, copyOf }) => [by, copyOf])).toEqual([['reflector', 'shop/x']]);
  });

  test('not by annotations of an ExternalSecret whose template gives the Secret its own', () => {
    const text = having('ExternalSecret', 'shop/x', { target: { template: {} } }, reflection(AUTO));

    expect(sourcesOf('edge/x', text)).toEqual([]);
  });
});

const asking = (annotations: Json) =>
  object('Secret', 'edge/y', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }, annotations);

const pulled = (by: string, key: string) => ({
  at: 'edge/y',
  by,
  path: `Secret/y metadata.annotations["${key}"]`,
  copyOf: 'shop/x',
});

describe('copies that are asked for', () => {
  const REFLECTS = reflection({ reflects: 'shop/x' });
  const REPLICATES = replication({ 'replicate-from': 'shop/x' });
  const reflected = pulled('reflector', `${REFLECTOR}/reflects`);
  const replicated = pulled('replicator', `${REPLICATOR}/replicate-from`);
  const refused = { at: 'edge/y', by: 'Secret', path: 'Secret/y metadata.name', hasCa: false, keys: [] };
  const known = { certificate: 'shop/c', hasCa: true };

  test.each<[string, Json, string[], object]>([
    ['of a source that is not there', REFLECTS, [], reflected],
    ['with leave', REFLECTS, [certificate(reflection({ 'reflection-allowed': 'true' }))], { ...reflected, ...known }],
    ['without', REFLECTS, [certificate({})], refused],
    [
      'with leave for others',
      REFLECTS,
      [certificate(reflection({ 'reflection-allowed': 'true', 'reflection-allowed-namespaces': 'other' }))],
      refused,
    ],
    ['replicated from what is not there', REPLICATES, [], replicated],
    [
      'replicated with leave',
      REPLICATES,
      [certificate(replication({ 'replication-allowed': 'true', 'replication-allowed-namespaces': 'edge' }))],
      { ...replicated, ...known },
    ],
    [
      'replicated with leave for nobody',
      REPLICATES,
      [certificate(replication({ 'replication-allowed': 'true' }))],
      refused,
    ],
    [
      'with leave of the Secret in place of the Certificate',
      REFLECTS,
      [certificate({}), object('Secret', 'shop/x', {}, reflection({ 'reflection-allowed': 'true' }))],
      { ...reflected, ...known },
    ],
    ['of its own namespace', reflection({ reflects: 'x' }), [], { ...reflected, copyOf: 'edge/x' }],
    ['of nothing', reflection({ reflects: 'shop/' }), [], refused],
    ['of a wrong type', reflection({ reflects: ['shop/x'] }), [], refused],
  ])('%s', (_, annotations, sources, expected) => {
    expect(sourcesOf('edge/y', asking(annotations), ...sources, ISSUER)).toEqual([expected]);
  });
});

test('a Secret that is copied whole has the keys of its source', () => {
  const origin = object('Secret', 'shop/x', { data: { cert: 'eA==', key: 'eA==' } }, reflection(AUTO));

  expect(sourcesOf('edge/x', origin)).toEqual([
    {
      at: 'edge/x',
      by: 'reflector',
      path: `Secret/x metadata.annotations["${REFLECTOR}/reflection-auto-enabled"]`,
      hasCa: false,
      keys: ['cert', 'key'],
      copyOf: 'shop/x',
    },
  ]);
});
