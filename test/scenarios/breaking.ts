import { type Manifest, objectsIn } from './rendering';

/** What is done to the objects of a scenario. */
export type Break = (objects: readonly Manifest[]) => Manifest[];

type Path = readonly (string | number)[];

/** Sets a field of the object `KIND NAME`; undefined removes it. */
export function set(title: string, path: Path, value: unknown): Break {
  return (objects) =>
    objects.map((object) => (titleOf(object) === title ? (withField(object, path, value) as Manifest) : object));
}

/** Adds objects, given as YAML. */
export function add(yaml: string): Break {
  return (objects) => [...objects, ...objectsIn(yaml)];
}

export function remove(title: string): Break {
  return (objects) => objects.filter((object) => titleOf(object) !== title);
}

/** One after the other. */
export function all(...breaks: readonly Break[]): Break {
  return (objects) => breaks.reduce<Manifest[]>((so, change) => change(so), [...objects]);
}

/** True when the object is there: a change of what is not there would break nothing. */
export function changes(change: Break, objects: readonly Manifest[]): boolean {
  return JSON.stringify(change(objects)) !== JSON.stringify(objects);
}

function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

function withField(value: unknown, [step, ...rest]: Path, field: unknown): unknown {
  if (step === undefined) return field;
  if (Array.isArray(value)) return value.with(Number(step), withField(value[Number(step)], rest, field));
  const object = { ...(value as Record<string, unknown>) };
  const inner = withField(object[step], rest, field);
  if (inner === undefined) delete object[step];
  else object[step] = inner;
  return object;
}
