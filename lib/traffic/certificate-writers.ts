import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { CERT_MANAGER, type IssuerRef, issuerRefIn } from './certificate-facts';
import type { SecretWriter, WriterContext, WriterKind, WritersOf } from './secret-writer';

/** A Certificate writes `spec.secretName` in its own namespace, with the annotations of `secretTemplate`. */
export const certificateWriters: WritersOf = (manifest, { catalog, issuers }) => {
  const spec = specOf(manifest);
  const name = spec.get('secretName');
  const namespace = catalog.namespaceOf(manifest);
  const issuer = issuers.find(issuerRefIn(spec), namespace).manifest;
  return named({
    makes: 'Secret',
    by: 'Certificate',
    manifest,
    path: name.path,
    name: name.text,
    namespaces: [namespace],
    hasCa: issuer && issuers.knowsItsCa(issuer),
    certificate: manifest,
    annotations: spec.get('secretTemplate', 'annotations'),
  });
};

/** An Ingress that is annotated for cert-manager gets a Certificate for each item of `spec.tls` with hosts and a Secret. */
export const ingressWriters: WritersOf = (manifest, context) => {
  const tls = specOf(manifest).get('tls').items;
  const names = tls.filter((item) => item.get('hosts').items.length > 0).map((item) => item.get('secretName'));
  return shimWriters('Ingress', manifest, names, context);
};

/**
 * A Gateway or ListenerSet of the Gateway API that is annotated for cert-manager gets a Certificate for each Secret of
 * its own namespace in `certificateRefs` of its terminating listeners. Gateways of Istio's own API get none.
 */
export const listenerWriters =
  (by: 'Gateway' | 'ListenerSet'): WritersOf =>
  (manifest, context) => {
    const names = specOf(manifest)
      .get('listeners')
      .items.filter((listener) => listener.get('hostname').text !== '' && isTerminating(listener))
      .flatMap((listener) => listener.get('tls', 'certificateRefs').items)
      .filter((ref) => isOwnSecret(ref, context.catalog.namespaceOf(manifest)))
      .map((ref) => ref.get('name'));
    return shimWriters(by, manifest, names, context);
  };

function isTerminating(listener: Field): boolean {
  const mode = listener.get('tls', 'mode').text;
  return listener.get('tls').isSet && (mode === '' || mode === 'Terminate');
}

function isOwnSecret(ref: Field, namespace: string): boolean {
  const isSecret = ref.get('group').text === '' && ['', 'Secret'].includes(ref.get('kind').text);
  return isSecret && ['', namespace].includes(ref.get('namespace').text);
}

/** One Certificate for each Secret, however often it is named. */
function shimWriters(
  by: WriterKind,
  manifest: Manifest,
  names: readonly Field[],
  { catalog, issuers }: WriterContext,
): readonly SecretWriter[] {
  const annotations = Field.root(manifest).get('metadata', 'annotations');
  const ref = annotatedIssuer(annotations);
  if (ref === undefined && annotations.get('kubernetes.io/tls-acme').text !== 'true') return [];
  const namespace = catalog.namespaceOf(manifest);
  const issuer = ref && issuers.find(ref, namespace).manifest;
  const hasCa = issuer && issuers.knowsItsCa(issuer);
  const paths = new Map(names.toReversed().map(({ text, path }) => [text, path]));
  return [...paths]
    .toReversed()
    .flatMap(([name, path]) => named({ makes: 'Secret', by, manifest, path, name, namespaces: [namespace], hasCa }));
}

/** The issuer that annotations of an Ingress or Gateway ask cert-manager for. */
function annotatedIssuer(annotations: Field): IssuerRef | undefined {
  const [issuer, clusterIssuer] = ['issuer', 'cluster-issuer'].map((key) => annotations.get(`${CERT_MANAGER}/${key}`));
  const field = clusterIssuer?.text ? clusterIssuer : issuer;
  if (field === undefined || field.text === '') return undefined;
  return {
    group: annotations.get(`${CERT_MANAGER}/issuer-group`).text || CERT_MANAGER,
    kind: annotations.get(`${CERT_MANAGER}/issuer-kind`).text || (field === issuer ? 'Issuer' : 'ClusterIssuer'),
    name: field.text,
    path: field.path,
  };
}

function named(writer: SecretWriter): readonly SecretWriter[] {
  return writer.name === '' ? [] : [writer];
}
