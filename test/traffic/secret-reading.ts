import { Catalog } from '../../lib/manifest/catalog';
import { type Json, pathText } from '../../lib/manifest/manifest';
import { Credentials, type SecretSource } from '../../lib/traffic/credentials';
import { Issuers } from '../../lib/traffic/issuers';
import { objectsOf } from '../manifest/reading';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Certificate: 'cert-manager.io/v1',
  Issuer: 'cert-manager.io/v1',
  ClusterIssuer: 'cert-manager.io/v1',
  Ingress: 'networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  ListenerSet: 'gateway.networking.k8s.io/v1',
  ExternalSecret: 'external-secrets.io/v1',
  ClusterExternalSecret: 'external-secrets.io/v1',
  SecretStore: 'external-secrets.io/v1',
  ClusterSecretStore: 'external-secrets.io/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  SecretProviderClass: 'secrets-store.csi.x-k8s.io/v1',
  VaultPKISecret: 'secrets.hashicorp.com/v1beta1',
  OnePasswordItem: 'onepassword.com/v1',
  AzureKeyVaultSecret: 'spv.no/v2beta1',
  Bundle: 'trust.cert-manager.io/v1alpha1',
};

type Fields = { readonly [key: string]: Json };

/** An object as JSON; `at` is NAMESPACE/NAME, or /NAME without a namespace. */
export function object(kind: string, at: string, fields: Fields = {}, annotations?: Json): string {
  const [namespace, name = ''] = at.split('/');
  const metadata = { name, ...(namespace && { namespace }), ...(annotations !== undefined && { annotations }) };
  return JSON.stringify({ apiVersion: API_VERSIONS[kind] ?? 'v1', kind, metadata, ...fields });
}

/** The same with a spec. */
export function having(kind: string, at: string, spec: Json, annotations?: Json): string {
  return object(kind, at, { spec }, annotations);
}

export function credentialsOf(...texts: readonly string[]): Credentials {
  const catalog = new Catalog(objectsOf(texts.join('\n')));
  return new Credentials(catalog, new Issuers(catalog));
}

/** A source in few words; what is not known is left out. */
export function shown({ by, manifest, path, isCertain, ...rest }: SecretSource) {
  const { namespace, name, certificate, hasCa, keys, copyOf } = rest;
  return {
    at: `${namespace}/${name}`,
    by,
    path: `${manifest.kind}/${manifest.name} ${pathText(path)}`,
    ...(!isCertain && { isCertain }),
    ...(certificate && { certificate: `${certificate.namespace}/${certificate.name}` }),
    ...(hasCa !== undefined && { hasCa }),
    ...(keys && { keys }),
    ...(copyOf && { copyOf: `${copyOf.namespace}/${copyOf.name}` }),
  };
}

/** The sources of NAMESPACE/NAME in few words. */
export function sourcesOf(at: string, ...texts: readonly string[]) {
  const [namespace = '', name = ''] = at.split('/');
  return credentialsOf(...texts)
    .sources(namespace, name)
    .map(shown);
}
