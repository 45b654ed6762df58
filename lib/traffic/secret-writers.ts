import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { certificateWriters, ingressWriters, listenerWriters } from './certificate-writers';
import { clusterExternalSecretWriters, externalSecretWriters } from './external-secret-writers';
import { namespacesSelected } from './namespace-choice';
import { filledKeys, hasCaKey } from './secret-keys';
import type { SecretWriter, WriterContext, WriterKind, WritersOf } from './secret-writer';

/** Secrets that istiod does not look at. */
const UNSEEN_TYPES = ['helm.sh/release.v1', 'kubernetes.io/service-account-token'];

const secrets: WritersOf = (manifest, context) => {
  const root = Field.root(manifest);
  if (UNSEEN_TYPES.includes(root.get('type').text)) return [];
  const annotations = root.get('metadata', 'annotations');
  return written('Secret', manifest, ownName(manifest), context, { keys: filledKeys(manifest), annotations });
};

const configMaps: WritersOf = (manifest, context) => {
  const annotations = Field.root(manifest).get('metadata', 'annotations');
  const content = { makes: 'ConfigMap', keys: filledKeys(manifest), annotations } as const;
  return written('ConfigMap', manifest, ownName(manifest), context, content);
};

/** The controller gives the Secret the name of the SealedSecret, whatever its template says. */
const sealedSecrets: WritersOf = (manifest, context) => {
  const spec = specOf(manifest);
  const sealed = [spec.get('encryptedData'), spec.get('template', 'data')].flatMap(({ entries }) => entries);
  const keys = spec.get('encryptedData').isSet ? sealed.map(([key]) => key) : undefined;
  const annotations = spec.get('template', 'metadata', 'annotations');
  return written('SealedSecret', manifest, ownName(manifest), context, { keys, annotations });
};

/** Written while a Pod mounts the class. */
const providerClasses: WritersOf = (manifest, context) =>
  specOf(manifest)
    .get('secretObjects')
    .items.flatMap((object) => {
      const keys = object.get('data').items.map((item) => item.get('key').text);
      const content = { keys, annotations: object.get('annotations') };
      return written('SecretProviderClass', manifest, object.get('secretName'), context, content);
    });

/** The three kinds of HashiCorp's operator with certificates; without `create` the Secret has to be there. */
const vaultSecrets: WritersOf = (manifest, context) => {
  const destination = specOf(manifest).get('destination');
  const content = { isAddition: !destination.get('create').flag, annotations: destination.get('annotations') };
  return written('VaultSecret', manifest, destination.get('name'), context, content);
};

const onePasswordItems: WritersOf = (manifest, context) =>
  written('OnePasswordItem', manifest, ownName(manifest), context, {});

const azureKeyVaultSecrets: WritersOf = (manifest, context) =>
  written('AzureKeyVaultSecret', manifest, specOf(manifest).get('output', 'secret', 'name'), context, {});

/** A Bundle of trust-manager writes CAs under its own name into all namespaces, or into those that it selects. */
const bundles: WritersOf = (manifest, { catalog }) => {
  const target = specOf(manifest).get('target');
  const name = ownName(manifest);
  const others = namespacesSelected(target.get('namespaceSelector'), catalog);
  return (['Secret', 'ConfigMap'] as const).flatMap((makes) => {
    const field = target.get(makes === 'Secret' ? 'secret' : 'configMap');
    const keys = [field.get('key').text].filter((key) => key !== '');
    const place = { path: name.path, name: name.text, namespaces: [], others };
    return field.isSet ? [{ makes, by: 'Bundle', manifest, ...place, keys, hasCa: hasCaKey(keys) }] : [];
  });
};

/** Kinds of objects that are Secrets or ConfigMaps, or that controllers write such from. */
const WRITERS: ReadonlyMap<string, WritersOf> = new Map([
  ['Secret', secrets],
  ['ConfigMap', configMaps],
  ['Certificate.cert-manager.io', certificateWriters],
  ['Ingress.networking.k8s.io', ingressWriters],
  ['Gateway.gateway.networking.k8s.io', listenerWriters('Gateway')],
  ['ListenerSet.gateway.networking.k8s.io', listenerWriters('ListenerSet')],
  ['ExternalSecret.external-secrets.io', externalSecretWriters],
  ['ClusterExternalSecret.external-secrets.io', clusterExternalSecretWriters],
  ['SealedSecret.bitnami.com', sealedSecrets],
  ['SecretProviderClass.secrets-store.csi.x-k8s.io', providerClasses],
  ['VaultStaticSecret.secrets.hashicorp.com', vaultSecrets],
  ['VaultDynamicSecret.secrets.hashicorp.com', vaultSecrets],
  ['VaultPKISecret.secrets.hashicorp.com', vaultSecrets],
  ['OnePasswordItem.onepassword.com', onePasswordItems],
  ['AzureKeyVaultSecret.spv.no', azureKeyVaultSecrets],
  ['Bundle.trust.cert-manager.io', bundles],
]);

/** All writers of the input: by kind in the order above, then as in the input. */
export function writersIn(context: WriterContext): readonly SecretWriter[] {
  return [...WRITERS].flatMap(([kind, writersOf]) =>
    context.catalog.ofKind(kind).flatMap((manifest) => writersOf(manifest, context)),
  );
}

type Content = Partial<Pick<SecretWriter, 'makes' | 'keys' | 'annotations' | 'isAddition'>>;

/** The writer of this name in the object's own namespace; none without a name. */
function written(
  by: WriterKind,
  manifest: Manifest,
  name: Field,
  { catalog }: WriterContext,
  { makes = 'Secret', ...content }: Content,
): readonly SecretWriter[] {
  if (name.text === '') return [];
  const hasCa = content.keys && hasCaKey(content.keys);
  const namespaces = [catalog.namespaceOf(manifest)];
  return [{ makes, by, manifest, path: name.path, name: name.text, namespaces, ...content, hasCa }];
}

function ownName(manifest: Manifest): Field {
  return Field.root(manifest).get('metadata', 'name');
}
