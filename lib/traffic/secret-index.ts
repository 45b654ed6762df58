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

/** One Secret in one namespace. What follows from its writers is worked out when it is first asked for. */
interface Spot extends SecretName {
  /** Those that name the namespace. */
  readonly fixed: SecretWriter[];
  placed?: readonly Placed[];
  sources?: readonly SecretSource[];
  content?: Content;
}

/** Secrets of one name. */
interface Namesakes {
  readonly byNamespace: Map<string, Spot>;
  /** Writers that may write into namespaces that they do not name. */
  readonly spreading: SecretWriter[];
}

const NOTHING: readonly never[] = [];

/** The writers of Secrets, or of ConfigMaps, and the copies that follow from them. */
export class SecretIndex {
  private readonly names = new Map<string, Namesakes>();
  private readonly spreading: SecretWriter[] = [];
  private readonly namespaces = new Map<string, boolean>();
  private readonly isEmpty: boolean;

  constructor(writers: readonly SecretWriter[]) {
    for (const writer of writers) this.add(writer);
    for (const writer of writers) for (const copy of copiesOf(writer)) this.add(copy);
    this.isEmpty = writers.length === 0;
  }

  /** Whether something is written in the namespace, or without it, anywhere. */
  isKnown(namespace?: string): boolean {
    if (namespace === undefined) return !this.isEmpty;
    const isKnown = this.namespaces.get(namespace) ?? reaches(this.spreading, namespace);
    this.namespaces.set(namespace, isKnown);
    return isKnown;
  }

  /** Those in the input's own words first, then copies. */
  sources(namespace: string, name: string): readonly SecretSource[] {
    const spot = this.spotOf(namespace, name);
    if (spot === undefined) return NOTHING;
    spot.sources ??= this.find(spot).map((placed) => this.source(spot, placed));
    return spot.sources;
  }

  /** In all namespaces that are named in the input, but for this one. */
  elsewhere(name: string, except: string): readonly SecretSource[] {
    const spots = [...(this.names.get(name)?.byNamespace.values() ?? [])];
    return spots
      .filter(({ namespace, fixed }) => namespace !== except && fixed.length > 0)
      .flatMap(({ namespace }) => this.sources(namespace, name));
  }

  private add(writer: SecretWriter): void {
    const { name, namespaces, others } = writer;
    const namesakes = this.names.get(name) ?? { byNamespace: new Map<string, Spot>(), spreading: [] };
    this.names.set(name, namesakes);
    for (const namespace of namespaces) {
      const { fixed } = spotIn(namesakes, namespace, name);
      if (fixed.at(-1) !== writer) fixed.push(writer);
      this.namespaces.set(namespace, true);
    }
    if (others === undefined) return;
    namesakes.spreading.push(writer);
    this.spreading.push(writer);
  }

  /** Undefined where nothing could write it. */
  private spotOf(namespace: string, name: string): Spot | undefined {
    const namesakes = this.names.get(name);
    if (namesakes === undefined || namesakes.spreading.length === 0) return namesakes?.byNamespace.get(namespace);
    return spotIn(namesakes, namespace, name);
  }

  private at(spot: Spot): readonly Placed[] {
    spot.placed ??= this.find(spot);
    return spot.placed;
  }

  private find({ namespace, name, fixed }: Spot): readonly Placed[] {
    const found = fixed.map((writer) => ({
      writer: asPulled(writer, namespace, (source) => this.spotOf(source.namespace, source.name)?.fixed ?? NOTHING),
      isCertain: true,
    }));
    for (const writer of this.names.get(name)?.spreading ?? NOTHING) {
      const choice = fixed.includes(writer) ? false : writer.others?.(namespace);
      if (choice !== false) found.push({ writer, isCertain: choice === true });
    }
    return found.every(({ writer }) => writer.isAddition) ? [] : found;
  }

  private source({ namespace, name }: SecretName, { writer, isCertain }: Placed): SecretSource {
    const { by, manifest, path, copyOf, isAddition = false } = writer;
    const { certificate, hasCa, keys } = through(writer, copyOf === undefined ? UNKNOWN : this.contentOf(copyOf));
    const origin = copyOf && { namespace: copyOf.namespace, name: copyOf.name };
    return { namespace, name, by, manifest, path, isCertain, certificate, hasCa, keys, copyOf: origin, isAddition };
  }

  /** Step by step, not by recursion, since chains may be as long as the input; those that close a circle end there. */
  private contentOf(start: SecretName): Content {
    const chain: (readonly [Spot, SecretWriter])[] = [];
    const seen = new Set<Spot>();
    let content = UNKNOWN;
    let spot = this.spotOf(start.namespace, start.name);
    while (spot !== undefined && !seen.has(spot)) {
      const writer: SecretWriter | undefined = spot.content === undefined ? likeliest(this.at(spot)) : undefined;
      content = spot.content ?? content;
      if (writer !== undefined) chain.push([spot, writer]);
      seen.add(spot);
      spot = writer?.copyOf && this.spotOf(writer.copyOf.namespace, writer.copyOf.name);
    }
    for (const [at, writer] of chain.toReversed()) {
      content = through(writer, content);
      at.content = content;
    }
    return content;
  }
}

function spotIn({ byNamespace }: Namesakes, namespace: string, name: string): Spot {
  const known = byNamespace.get(namespace);
  if (known !== undefined) return known;
  const spot: Spot = { namespace, name, fixed: [] };
  byNamespace.set(namespace, spot);
  return spot;
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
