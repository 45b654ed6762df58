import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { eitherChoice, namespacesSelected } from './namespace-choice';
import { hasCaKey, isCertificateKey } from './secret-keys';
import type { CopyOrigin, SecretWriter, WritersOf } from './secret-writer';

const GROUP = 'external-secrets.io';

/** An ExternalSecret writes `spec.target.name`, by default its own name, in its namespace (External Secrets 2.9). */
export const externalSecretWriters: WritersOf = (manifest, { catalog }) => {
  const namespace = catalog.namespaceOf(manifest);
  const own = Field.root(manifest).get('metadata');
  const copy = (ref: Field) => storeNamespace(findStore(ref, namespace, catalog));
  return targetWriters(specOf(manifest), own.get('name'), own, copy).map((target) => ({
    ...target,
    by: 'ExternalSecret',
    manifest,
    namespaces: [namespace],
  }));
};

/** A ClusterExternalSecret makes an ExternalSecret in each namespace that it lists or selects. */
export const clusterExternalSecretWriters: WritersOf = (manifest, { catalog }) => {
  const spec = specOf(manifest);
  const given = spec.get('externalSecretName');
  const name = given.text === '' ? Field.root(manifest).get('metadata', 'name') : given;
  const selectors = [spec.get('namespaceSelector'), ...spec.get('namespaceSelectors').items];
  const chosen = selectors.filter(({ isSet }) => isSet).map((selector) => namespacesSelected(selector, catalog));
  const names = spec.get('namespaces').items.map(({ text }) => text);
  // A SecretStore may be another one in each namespace.
  const copy = (ref: Field) => (isClusterStore(ref) ? storeNamespace(findStore(ref, '', catalog)) : undefined);
  return targetWriters(spec.get('externalSecretSpec'), name, spec.get('externalSecretMetadata'), copy).map(
    (target) => ({
      ...target,
      by: 'ClusterExternalSecret',
      manifest,
      namespaces: names.filter((namespace) => namespace !== ''),
      others: chosen.length === 0 ? undefined : eitherChoice(chosen),
    }),
  );
};

/** The namespace that a store reads Secrets from; undefined when it reads no Secrets of this cluster. */
type StoreNamespace = (ref: Field) => string | undefined;

type Target = Omit<SecretWriter, 'by' | 'manifest' | 'namespaces'>;

/** @param owner the metadata whose annotations the Secret gets when its template says none */
function targetWriters(spec: Field, ownName: Field, owner: Field, copy: StoreNamespace): readonly Target[] {
  const target = spec.get('target');
  const policy = target.get('creationPolicy').text;
  const name = target.get('name').text === '' ? ownName : target.get('name');
  const kind = target.get('manifest', 'kind').text || 'Secret';
  if (policy === 'None' || name.text === '' || (kind !== 'Secret' && kind !== 'ConfigMap')) return [];
  const template = target.get('template');
  const keys = keysOf(spec);
  const written = [...secretKeys(spec), ...templateKeys(spec)];
  return [
    {
      makes: kind,
      path: name.path,
      name: name.text,
      keys,
      hasCa: keys === undefined ? hasCaKey(written) || undefined : hasCaKey(keys),
      copyOf: originOf(spec, copy),
      isAddition: policy === 'Merge',
      annotations: (template.isSet ? template.get('metadata') : owner).get('annotations'),
    },
  ];
}

function secretKeys(spec: Field): readonly string[] {
  return spec.get('data').items.map((item) => item.get('secretKey').text);
}

function templateKeys(spec: Field): readonly string[] {
  return spec.get('target', 'template', 'data').entries.map(([key]) => key);
}

/** Whether the keys of the store do not reach the Secret but through its template. */
function isReplaced(spec: Field): boolean {
  const template = spec.get('target', 'template');
  const isUsed = template.get('data').entries.length > 0 || template.get('templateFrom').items.length > 0;
  return isUsed && template.get('mergePolicy').text !== 'Merge';
}

function keysOf(spec: Field): readonly string[] | undefined {
  if (spec.get('target', 'template', 'templateFrom').items.length > 0) return undefined;
  if (isReplaced(spec)) return templateKeys(spec);
  if (spec.get('dataFrom').items.length > 0) return undefined;
  return [...new Set([...secretKeys(spec), ...templateKeys(spec)])];
}

/** The Secret of this cluster whose certificate is copied as it is. */
function originOf(spec: Field, namespaceOf: StoreNamespace): CopyOrigin | undefined {
  if (isReplaced(spec) || templateKeys(spec).some(isCertificateKey)) return undefined;
  const entries = spec.get('data').items;
  const entry = entries.find((item) => isCertificateKey(item.get('secretKey').text));
  if (entry === undefined) return extractedOrigin(spec, namespaceOf);
  const remote = entry.get('remoteRef');
  if (!isCertificateKey(remote.get('property').text)) return undefined;
  return copyFrom(spec, entry, remote, namespaceOf, false);
}

/** The one Secret of which `dataFrom` takes all keys under their own names. */
function extractedOrigin(spec: Field, namespaceOf: StoreNamespace): CopyOrigin | undefined {
  const [from, ...more] = spec.get('dataFrom').items;
  const extract = from?.get('extract');
  if (from === undefined || extract === undefined || more.length > 0) return undefined;
  if (extract.get('property').text !== '' || from.get('rewrite').items.length > 0) return undefined;
  const isWhole = [...secretKeys(spec), ...templateKeys(spec)].length === 0;
  return copyFrom(spec, from, extract, namespaceOf, isWhole);
}

function copyFrom(
  spec: Field,
  item: Field,
  remote: Field,
  namespaceOf: StoreNamespace,
  isWhole: boolean,
): CopyOrigin | undefined {
  const source = item.get('sourceRef');
  const own = source.get('storeRef');
  const isGenerated = source.get('generatorRef').isSet;
  const namespace = isGenerated ? undefined : namespaceOf(own.isSet ? own : spec.get('secretStoreRef'));
  const name = remote.get('key').text;
  return namespace === undefined || name === '' ? undefined : { namespace, name, isWhole };
}

function isClusterStore(ref: Field): boolean {
  return ref.get('kind').text === 'ClusterSecretStore';
}

function findStore(ref: Field, namespace: string, catalog: Catalog): Manifest | undefined {
  const kind = isClusterStore(ref) ? 'ClusterSecretStore' : 'SecretStore';
  return catalog.tryFind(`${kind}.${GROUP}`, namespace, ref.get('name').text);
}

/** By the provider `kubernetes`, where it is this cluster. */
function storeNamespace(store: Manifest | undefined): string | undefined {
  const provider = store && specOf(store).get('provider', 'kubernetes');
  if (!provider?.isSet || provider.get('authRef').isSet) return undefined;
  const url = provider.get('server', 'url').text;
  if (url !== '' && !THIS_CLUSTER.test(url)) return undefined;
  return provider.get('remoteNamespace').text || 'default';
}

const THIS_CLUSTER = /^(https:\/\/)?kubernetes\.default(\.svc(\.cluster\.local)?)?(:443)?\/?$/;
