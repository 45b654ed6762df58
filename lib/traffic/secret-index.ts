import { append } from '../groups';
import { refKey } from '../manifest/identity';
import type { Manifest, Path } from '../manifest/manifest';
import type { Answer } from './answer';
import { asPulled, copiesOf } from './secret-copies';
import type { SecretName, SecretWriter, WriterKind } from './secret-writer';

/** Something from which a Secret or ConfigMap of a certain name and namespace comes to be. */
export interface SecretSource extends SecretName {
  readonly by: WriterKind;
  readonly manifest: Manifest;
  /** What gives the name, or asks for the copy. */
  readonly path: Path;
  /** False where the namespace is chosen in a way that the input leaves open. */
  readonly isCertain: boolean;
  /** The Certificate at its origin, through copies as far as they can be followed. */
  readonly certificate: Manifest | undefined;
  /** Whether it will have a CA under a key that Istio reads; undefined where the input does not say. */
  readonly hasCa: Answer;
  /** All keys with a value, where the input says them. */
  readonly keys: readonly string[] | undefined;
  /** What it is copied from, in the input or not. */
  readonly copyOf: SecretName | undefined;
  /** It adds to a Secret that something else creates. */
  readonly isAddition: boolean;
}

type Content = Pick<SecretSource, 'certificate' | 'hasCa' | 'keys'>;

const UNKNOWN: Content = { certificate: undefined, hasCa: undefined, keys: undefined };

/** A writer in one namespace. */
interface Placed {
  readonly writer: SecretWriter;
  readonly isCertain: boolean;
}

/** The writers of Secrets, or of ConfigMaps, and the copies that follow from them. */
export class SecretIndex {
  private readonly fixed = new Map<string, SecretWriter[]>();
  /** Namespaces by name. */
  private readonly places = new Map<string, Set<string>>();
  private readonly spreading = new Map<string, SecretWriter[]>();
  private readonly namespaces = new Map<string, boolean>();
  private readonly placed = new Map<string, readonly Placed[]>();
  private readonly contents = new Map<string, Content>();
  private readonly isEmpty: boolean;

  constructor(writers: readonly SecretWriter[]) {
    for (const writer of writers) this.add(writer);
    for (const writer of writers) copiesOf(writer).forEach((copy) => this.add(copy));
    this.isEmpty = writers.length === 0;
  }

  /** Whether something is written in the namespace, or without it, anywhere. */
  isKnown(namespace?: string): boolean {
    if (namespace === undefined) return !this.isEmpty;
    const isKnown = this.namespaces.get(namespace) ?? reaches([...this.spreading.values()].flat(), namespace);
    this.namespaces.set(namespace, isKnown);
    return isKnown;
  }

  /** Those in the input's own words first, then copies. */
  sources(namespace: string, name: string): readonly SecretSource[] {
    return this.at({ namespace, name }).map((placed) => this.source({ namespace, name }, placed));
  }

  /** In all namespaces that are named in the input, but for this one. */
  elsewhere(name: string, except: string): readonly SecretSource[] {
    const namespaces = [...(this.places.get(name) ?? [])].filter((namespace) => namespace !== except);
    return namespaces.flatMap((namespace) => this.sources(namespace, name));
  }

  private add(writer: SecretWriter): void {
    for (const namespace of new Set(writer.namespaces)) {
      append(this.fixed, keyOf({ namespace, name: writer.name }), writer);
      this.places.set(writer.name, (this.places.get(writer.name) ?? new Set()).add(namespace));
      this.namespaces.set(namespace, true);
    }
    if (writer.others !== undefined) append(this.spreading, writer.name, writer);
  }

  private at(at: SecretName): readonly Placed[] {
    const key = keyOf(at);
    const known = this.placed.get(key) ?? this.find(at);
    this.placed.set(key, known);
    return known;
  }

  private find(at: SecretName): readonly Placed[] {
    const fixed = this.fixed.get(keyOf(at)) ?? [];
    const found = fixed.map((writer) => ({
      writer: asPulled(writer, at.namespace, (source) => this.fixed.get(keyOf(source)) ?? []),
      isCertain: true,
    }));
    for (const writer of this.spreading.get(at.name) ?? []) {
      const choice = fixed.includes(writer) ? false : writer.others?.(at.namespace);
      if (choice !== false) found.push({ writer, isCertain: choice === true });
    }
    return found.every(({ writer }) => writer.isAddition) ? [] : found;
  }

  private source(at: SecretName, { writer, isCertain }: Placed): SecretSource {
    const { by, manifest, path, copyOf, isAddition = false } = writer;
    const content = through(writer, copyOf === undefined ? UNKNOWN : this.contentOf(copyOf));
    const origin = copyOf && { namespace: copyOf.namespace, name: copyOf.name };
    return { ...at, by, manifest, path, isCertain, ...content, copyOf: origin, isAddition };
  }

  /** Step by step, not by recursion, since chains may be as long as the input; those that close a circle end there. */
  private contentOf(start: SecretName): Content {
    const chain: (readonly [string, SecretWriter])[] = [];
    const seen = new Set<string>();
    let content = UNKNOWN;
    for (let at: SecretName | undefined = start; at !== undefined && !seen.has(keyOf(at)); ) {
      const key = keyOf(at);
      const known = this.contents.get(key);
      const writer: SecretWriter | undefined = known === undefined ? likeliest(this.at(at)) : undefined;
      content = known ?? content;
      if (writer !== undefined) chain.push([key, writer]);
      seen.add(key);
      at = writer?.copyOf;
    }
    for (const [key, writer] of chain.toReversed()) {
      content = through(writer, content);
      this.contents.set(key, content);
    }
    return content;
  }
}

/** What comes out of a writer, given what its source has. */
function through(writer: SecretWriter, origin: Content): Content {
  const { keys, hasCa } = writer.copyOf?.isWhole === true ? origin : UNKNOWN;
  return {
    certificate: writer.certificate ?? origin.certificate,
    hasCa: writer.hasCa ?? hasCa,
    keys: writer.keys ?? keys,
  };
}

/** The writer that says most of where the Secret comes from. */
function likeliest(placed: readonly Placed[]): SecretWriter | undefined {
  const writers = placed.map(({ writer }) => writer);
  return (
    writers.find(({ certificate }) => certificate !== undefined) ??
    writers.find(({ copyOf }) => copyOf !== undefined) ??
    writers[0]
  );
}

function reaches(writers: readonly SecretWriter[], namespace: string): boolean {
  return writers.some(({ others }) => others?.(namespace) === true);
}

function keyOf({ namespace, name }: SecretName): string {
  return refKey('Secret', namespace, name);
}
