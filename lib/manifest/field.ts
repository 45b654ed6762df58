import { isList, isObject } from './fields';
import { keepLast } from './keep-last';
import type { Json, Manifest, Path } from './manifest';

/**
 * A place in an object and what is there. Fields that are missing, or null, read as the empty values that the API
 * gives them, so that a rule asks without looking first.
 */
export class Field {
  private constructor(
    readonly value: Json | undefined,
    private readonly parent?: Field,
    private readonly step: string | number = '',
  ) {}

  static root(manifest: Manifest): Field {
    return Field.of(manifest.value);
  }

  /** The root of a value that is no object of the input. */
  static of(value: Json): Field {
    return new Field(value);
  }

  /** From the root to here. Made when asked for: of all that is read, little is ever reported. */
  get path(): Path {
    return Field.stepsTo(this);
  }

  /** The field at these keys and indexes below. */
  get(...steps: Path): Field {
    return Field.below(this, steps);
  }

  /** Neither missing nor null. */
  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  get number(): number {
    return typeof this.value === 'number' ? this.value : 0;
  }

  get flag(): boolean {
    return this.value === true;
  }

  /** The items of a list, null ones too. */
  get items(): readonly Field[] {
    if (!isList(this.value)) return NONE;
    const items: Field[] = [];
    for (let index = 0; index < this.value.length; index++) items.push(this.child(index));
    return items;
  }

  /** Keys and fields of a map. */
  get entries(): readonly (readonly [string, Field])[] {
    return isObject(this.value) ? Object.keys(this.value).map((key) => [key, this.child(key)] as const) : [];
  }

  private static stepsTo({ parent, step }: Field): (string | number)[] {
    if (parent === undefined) return [];
    const steps = Field.stepsTo(parent);
    steps.push(step);
    return steps;
  }

  private static below(field: Field, steps: Path): Field {
    let at = field;
    for (const step of steps) at = new Field(childValue(at.value, step), at, step);
    return at;
  }

  private child(step: string | number): Field {
    return new Field(childValue(this.value, step), this, step);
  }
}

const NONE: readonly Field[] = [];

/** The field `spec` of an object. */
export const specOf = keepLast((manifest): Field => Field.root(manifest).get('spec'));

/** The namespace that an object would go to. */
export function namespaceOf(manifest: Manifest): string {
  return manifest.namespace === '' ? 'default' : manifest.namespace;
}

function childValue(value: Json | undefined, step: string | number): Json | undefined {
  // Of what is asked for, most is not there.
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (isList(value)) return typeof step === 'number' ? value[step] : undefined;
  return Object.hasOwn(value, step) ? value[step] : undefined;
}
