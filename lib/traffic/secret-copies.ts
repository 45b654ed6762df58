import type { Field } from '../manifest/field';
import {
  eitherChoice,
  bothChoices,
  type NamespaceChoice,
  type NamespacePatterns,
  namespacePatterns,
  namespacesLike,
} from './namespace-choice';
import type { SecretName, SecretWriter } from './secret-writer';

/** A controller that copies Secrets and ConfigMaps by annotations on the source, the target, or both. */
interface Copier {
  readonly by: 'reflector' | 'replicator';
  /** On the target: `NAMESPACE/NAME` of the source. */
  readonly pull: string;
  /** Namespaces that may pull, by the source's annotations. */
  readonly permitted: (annotations: Field) => NamespaceChoice;
  /** On the source: the namespaces that get a copy of the same name. */
  readonly push: string;
  readonly pushed: (annotations: Field) => NamespacePatterns | undefined;
}

const REFLECTOR = 'reflector.v1.k8s.emberstack.com';
const REPLICATOR = 'replicator.v1.mittwald.de';

const open: NamespaceChoice = () => undefined;
const none: NamespaceChoice = () => false;
const every: NamespaceChoice = () => true;

/** emberstack's reflector v10. An empty list means all namespaces, and mirrors need the source's leave too. */
const reflector: Copier = {
  by: 'reflector',
  pull: `${REFLECTOR}/reflects`,
  permitted: (annotations) => reflected(annotations, 'reflection-allowed'),
  push: `${REFLECTOR}/reflection-auto-enabled`,
  pushed: (annotations) => {
    if (!isTrue(annotations.get(`${REFLECTOR}/reflection-auto-enabled`))) return undefined;
    const choice = bothChoices(reflected(annotations, 'reflection-allowed'), reflected(annotations, 'reflection-auto'));
    const names = listed(annotations.get(`${REFLECTOR}/reflection-auto-namespaces`).text);
    return names?.every((name) => choice(name) !== undefined)
      ? { names: names.filter(choice), choice: undefined }
      : { names: [], choice };
  },
};

/** The namespaces of a list without expressions; undefined for other lists, and for the empty one. */
function listed(list: string): readonly string[] | undefined {
  const { names, choice } = namespacePatterns(list);
  return choice === undefined && names.length > 0 ? names : undefined;
}

/** @param key of the namespaces that may have a copy, or of those that get one unasked */
function reflected(annotations: Field, key: 'reflection-allowed' | 'reflection-auto'): NamespaceChoice {
  const flag = key === 'reflection-auto' ? `${key}-enabled` : key;
  if (!isTrue(annotations.get(`${REFLECTOR}/${flag}`))) return none;
  if (annotations.get(`${REFLECTOR}/${key}-namespaces-selector`).isSet) return open;
  const list = annotations.get(`${REFLECTOR}/${key}-namespaces`).text;
  return list === '' ? every : namespacesLike(list);
}

/** mittwald's kubernetes-replicator. Who pulls needs leave and a listed namespace; who pushes gives it thereby. */
const replicator: Copier = {
  by: 'replicator',
  pull: `${REPLICATOR}/replicate-from`,
  permitted: (annotations) => {
    if (!isTrue(annotations.get(`${REPLICATOR}/replication-allowed`))) return none;
    return namespacesLike(annotations.get(`${REPLICATOR}/replication-allowed-namespaces`).text);
  },
  push: `${REPLICATOR}/replicate-to`,
  pushed: (annotations) => {
    const { names, choice } = namespacePatterns(annotations.get(`${REPLICATOR}/replicate-to`).text);
    const isOpen = annotations.get(`${REPLICATOR}/replicate-to-matching`).isSet;
    const choices = [...(choice ? [choice] : []), ...(isOpen ? [open] : [])];
    return names.length + choices.length === 0
      ? undefined
      : { names, choice: choices.length === 0 ? undefined : eitherChoice(choices) };
  },
};

const COPIERS = [reflector, replicator];

/** The copies that controllers make of what a writer writes, without being asked by a target. */
export function copiesOf(writer: SecretWriter): readonly SecretWriter[] {
  const { annotations, makes, manifest, name } = writer;
  if (annotations?.isSet !== true) return [];
  return COPIERS.flatMap(({ by, push, pushed }) => {
    const target = pushed(annotations);
    if (target === undefined) return [];
    const { path } = annotations.get(push);
    return writer.namespaces.map((own) => ({
      makes,
      by,
      manifest,
      path,
      name,
      namespaces: target.names.filter((namespace) => namespace !== own),
      others: target.choice && bothChoices(target.choice, (namespace) => namespace !== own),
      copyOf: { namespace: own, name, isWhole: true },
    }));
  });
}

/**
 * The same Secret or ConfigMap as the copy that its annotations ask for; itself when it asks for none, or when all
 * that the input has of the source refuses.
 */
export function asPulled(
  writer: SecretWriter,
  namespace: string,
  writersOf: (source: SecretName) => readonly SecretWriter[],
): SecretWriter {
  if (writer.by !== 'Secret' && writer.by !== 'ConfigMap') return writer;
  for (const { by, pull, permitted } of COPIERS) {
    const field = writer.annotations?.get(pull);
    const source = field && sourceOf(field.text, namespace);
    if (source === undefined) continue;
    const sources = writersOf(source);
    const isLet = sources.some(({ annotations }) => annotations && permitted(annotations)(namespace) !== false);
    if (sources.length > 0 && !isLet) continue;
    const { keys: _keys, hasCa: _hasCa, ...rest } = writer;
    return { ...rest, by, path: field?.path ?? writer.path, copyOf: { ...source, isWhole: true } };
  }
  return writer;
}

function sourceOf(text: string, namespace: string): SecretName | undefined {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  return name === '' ? undefined : { namespace: slash < 0 ? namespace : text.slice(0, slash), name };
}

function isTrue({ text }: Field): boolean {
  return text.toLowerCase() === 'true';
}
