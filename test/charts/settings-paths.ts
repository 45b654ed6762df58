import { settingsSchema } from '../../charts/settings-schema';

/** A schema of valibot, as far as settings are made of them. */
interface Schema {
  readonly type: string;
  readonly pipe?: readonly Schema[];
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly key?: string;
  readonly options?: readonly Schema[];
  readonly literal?: unknown;
}

/**
 * The path of every setting. A choice adds the name of its option, `cluster.gateway.helm.release`; what several
 * settings have in common is taken apart once, where it comes first.
 */
export function settingsPaths(): string[] {
  return pathsOf(settingsSchema as unknown as Schema, '', new Set());
}

function pathsOf(schema: Schema, path: string, seen: Set<Schema>): string[] {
  const { type, entries = {}, options = [], key = '', item } = content(schema);
  if (type === 'array' && item) return pathsOf(item, path, seen);
  if ((type !== 'strict_object' && type !== 'variant') || seen.has(content(schema))) return [path];
  seen.add(content(schema));
  if (type === 'strict_object') return inEntries(entries, path, seen);
  return options.flatMap((option) => {
    const { [key]: name, ...others } = option.entries ?? {};
    const place = join(path, String(name?.literal));
    return Object.keys(others).length === 0 ? [place] : inEntries(others, place, seen);
  });
}

function inEntries(entries: Readonly<Record<string, Schema>>, path: string, seen: Set<Schema>): string[] {
  return Object.entries(entries).flatMap(([name, entry]) => pathsOf(entry, join(path, name), seen));
}

/** Without what makes it optional or checks it first. */
function content(schema: Schema): Schema {
  if (schema.wrapped) return content(schema.wrapped);
  const parts = (schema.pipe ?? []).map((part) => (part.pipe ? content(part) : part));
  return parts.find(({ type }) => ['strict_object', 'variant', 'array'].includes(type)) ?? schema;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
