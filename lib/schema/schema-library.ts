import type { Manifest } from '../manifest/manifest';
import { type Dialect, type Schema, SchemaCompiler } from './schema';
import type { Scope, SchemaDocument } from './schema-document';

/** The schema of one kind at one version. */
export interface KindSchema {
  /** Of all but `apiVersion`, `kind` and `metadata`, which are the same for every kind, and `status`. */
  readonly schema: Schema;
  readonly scope: Scope;
  /** The kind has a `status`, which controllers fill in and nobody judges. */
  readonly status: boolean;
}

/** From `group/version/Kind` to the source whose file holds the schema. */
export type KindIndex = Readonly<Record<string, string>>;

type Identity = Pick<Manifest, 'group' | 'kind' | 'version'>;

interface Source {
  readonly document: SchemaDocument;
  readonly compiler: SchemaCompiler;
}

/** Kubernetes' own kinds, which have no CustomResourceDefinition. */
const NATIVE = 'kubernetes';

/** The schemas of all known kinds. A source is read when the first of its kinds is asked for. */
export class SchemaLibrary {
  private readonly sources = new Map<string, Source>();
  private readonly found = new Map<string, KindSchema | undefined>();
  private names: ReadonlyMap<string, readonly string[]> | undefined;

  /**
   * @param index which kind is in which source
   * @param read reads the file of a source
   * @param complete sources that hold every kind of their groups: what they lack does not exist
   */
  constructor(
    private readonly index: KindIndex,
    private readonly read: (source: string) => SchemaDocument,
    private readonly complete: readonly string[] = [],
  ) {}

  /** The schema of a kind at a version, or undefined when there is none here. */
  tryFind(identity: Identity): KindSchema | undefined {
    const key = keyOf(identity);
    if (!this.found.has(key)) this.found.set(key, this.load(key));
    return this.found.get(key);
  }

  /** The versions at which a kind is known, newest first; empty for an unknown kind. */
  versions({ group, kind }: Pick<Identity, 'group' | 'kind'>): readonly string[] {
    return this.byKind().get(`${group}/${kind}`) ?? [];
  }

  /** All kinds of a group, when the library holds every one of them; else undefined. */
  tryKinds(group: string): readonly string[] | undefined {
    const keys = Object.keys(this.index).filter((key) => parse(key).group === group);
    const whole = keys.length > 0 && keys.every((key) => this.complete.includes(this.index[key] ?? ''));
    return whole ? [...new Set(keys.map((key) => parse(key).kind))] : undefined;
  }

  /** The groups that have a kind of this name. */
  groups(kind: string): readonly string[] {
    return [
      ...new Set(
        Object.keys(this.index)
          .map(parse)
          .filter((each) => each.kind === kind)
          .map((each) => each.group),
      ),
    ];
  }

  private load(key: string): KindSchema | undefined {
    const name = this.index[key];
    if (name === undefined) return undefined;
    const { document, compiler } = this.source(name);
    const entry = document.kinds[key];
    if (entry === undefined) throw new Error(`The schemas of ${name} do not hold ${key}, which their index names.`);
    return { schema: contentOf(compiler.compile({ $ref: entry.schema })), scope: entry.scope, status: entry.status };
  }

  private source(name: string): Source {
    const known = this.sources.get(name);
    if (known !== undefined) return known;
    const document = this.read(name);
    const dialect: Dialect = name === NATIVE ? 'native' : 'crd';
    const source = { document, compiler: new SchemaCompiler(document, dialect) };
    this.sources.set(name, source);
    return source;
  }

  private byKind(): ReadonlyMap<string, readonly string[]> {
    if (this.names !== undefined) return this.names;
    const names = new Map<string, string[]>();
    for (const { group, version, kind } of Object.keys(this.index).map(parse)) {
      names.set(`${group}/${kind}`, [...(names.get(`${group}/${kind}`) ?? []), version].toSorted(newestFirst));
    }
    this.names = names;
    return names;
  }
}

/** What every object has. */
export const COMMON: readonly string[] = ['apiVersion', 'kind', 'metadata'];

function contentOf(schema: Schema): Schema {
  const properties = [...schema.properties].filter(([name]) => !COMMON.includes(name));
  const required = schema.required.filter((name) => !COMMON.includes(name));
  const defaults = schema.defaults.filter(([name]) => !COMMON.includes(name));
  return { ...schema, properties: new Map(properties), defaults, required };
}

function keyOf({ group, version, kind }: Identity): string {
  return group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`;
}

function parse(key: string): Identity {
  const [kind = '', version = '', group = ''] = key.split('/').toReversed();
  return { group, version, kind };
}

/** `v1` before `v1beta1` before `v1alpha1`, as Kubernetes ranks versions. */
function newestFirst(one: string, other: string): number {
  const [a, b] = [rank(one), rank(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

function rank(version: string): readonly number[] {
  const [, major = '0', stage = '', minor = '0'] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(version) ?? [];
  return [['alpha', 'beta', ''].indexOf(stage), Number(major), Number(minor)];
}
