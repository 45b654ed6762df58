import { Field } from '../manifest/field';
import { kindKey, type Manifest, type Path } from '../manifest/manifest';
import type { MeshRule, Violation } from './rule';

/** Where the annotations of the Secret are that an object is or makes. */
const ANNOTATIONS: ReadonlyMap<string, Path> = new Map([
  ['Secret', ['metadata', 'annotations']],
  ['Certificate.cert-manager.io', ['spec', 'secretTemplate', 'annotations']],
  ['ExternalSecret.external-secrets.io', ['spec', 'target', 'template', 'metadata', 'annotations']],
  ['SealedSecret.bitnami.com', ['spec', 'template', 'metadata', 'annotations']],
]);

const REFLECTOR = 'reflector.v1.k8s.emberstack.com/reflection-allowed';
const REPLICATOR = 'replicator.v1.mittwald.de/replication-allowed';
const REPLICATE_TO = 'replicator.v1.mittwald.de/replicate-to';

/** A list of regular expressions one of which is good for every namespace. */
function isForAll(list: string): boolean {
  return list.split(',').some((pattern) => /^\^?\(?\.[*+]\)?\$?$|^\*$/.test(pattern.trim()));
}

function openReflection(annotations: Field): Field | undefined {
  const namespaces = annotations.get(`${REFLECTOR}-namespaces`);
  if (
    annotations.get(REFLECTOR).text.toLowerCase() !== 'true' ||
    annotations.get(`${REFLECTOR}-namespaces-selector`).isSet
  ) {
    return undefined;
  }
  if (namespaces.text === '') return annotations.get(REFLECTOR);
  return isForAll(namespaces.text) ? namespaces : undefined;
}

function openReplication(annotations: Field): Field | undefined {
  const namespaces = annotations.get(`${REPLICATOR}-namespaces`);
  if (annotations.get(REPLICATOR).text.toLowerCase() === 'true' && isForAll(namespaces.text)) return namespaces;
  const targets = annotations.get(REPLICATE_TO);
  return isForAll(targets.text) ? targets : undefined;
}

function violationOf({ path, text }: Field): Violation {
  const message = `${path.at(-1)}: "${text}" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key`;
  return { path, message, fix: 'List the namespaces that need the Secret, such as that of the gateway' };
}

function openCopies(manifest: Manifest): readonly Field[] {
  const annotations = Field.root(manifest).get(...(ANNOTATIONS.get(kindKey(manifest)) ?? []));
  return [openReflection(annotations), openReplication(annotations)].filter((field) => field !== undefined);
}

export const secretCopyOpen: MeshRule = {
  id: 'secret-copy-open',
  code: 'SI0141',
  severity: 'warning',
  kinds: [...ANNOTATIONS.keys()],
  summary: 'Secrets are copied into listed namespaces, not into all.',
  check(manifest, { report }) {
    for (const field of openCopies(manifest)) report(violationOf(field));
  },
};
