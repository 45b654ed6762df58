import { Construct, type IConstruct } from 'constructs';

/** One wrong prop: where it is, what was given, why that cannot work and the way out. */
export interface PropProblem {
  readonly path: string;
  readonly value?: unknown;
  readonly why: string;
  readonly fix: string;
}

/**
 * Collects the problems of one construct's props, so that they are reported together.
 * `finish()` throws one Error whose first line names the construct.
 */
export class Problems {
  private readonly found: PropProblem[] = [];

  constructor(private readonly subject: string) {}

  /** For a construct: its class and path. */
  static of(type: string, scope: IConstruct, id: string): Problems {
    const parent = Construct.isConstruct(scope) ? scope.node.path : '';
    const path = [parent, id].filter((part) => typeof part === 'string' && part !== '').join('/');
    const problems = new Problems(`${type} ${path}`.trimEnd());
    problems.check(!Construct.isConstruct(scope), () => ({
      path: 'scope',
      value: scope,
      why: 'no construct',
      fix: 'Give the Chart, or a construct in it',
    }));
    problems.check(typeof id !== 'string', () => ({ path: 'id', value: id, why: 'no string', fix: 'Give a string' }));
    return problems;
  }

  /** Adds the problem when `wrong` holds; returns `wrong`, so that dependent checks can be left out. */
  check(wrong: boolean, problem: () => PropProblem): boolean {
    if (wrong) this.found.push(problem());
    return wrong;
  }

  finish(): void {
    if (this.found.length === 0) return;
    throw new Error(`${this.subject}:\n${this.found.map((problem) => `  ${sentence(problem)}`).join('\n')}`);
  }
}

function sentence({ path, value, why, fix }: PropProblem): string {
  const given = value === undefined ? '' : ` ${shown(value)}`;
  return `\`${path}\`${given}: ${why}. ${fix}.`;
}

/** As JSON, and whatever JSON has no words for as well. */
function shown(value: unknown, above: readonly object[] = []): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `[${value.name === '' ? 'function' : value.name}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (above.includes(value)) return '[circular]';
  const within = [...above, value];
  if (Array.isArray(value)) return `[${Array.from(value, (item) => shown(item, within)).join(',')}]`;
  if (!isPlain(value)) return `[${Object.getPrototypeOf(value).constructor?.name ?? 'object'}]`;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  const entries = given.map(([key, item]) => `${JSON.stringify(key)}:${shown(item, within)}`);
  return `{${entries.join(',')}}`;
}

/** Written as `{}`, in whatever realm; no instance of a class. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** For a name of which another object's is made by adding a suffix: Kubernetes allows 253 characters. */
export function checkRoom(problems: Problems, path: string, name: string, suffix: string): void {
  problems.check(name.length <= 253 && name.length + suffix.length > 253, () => ({
    path,
    value: name,
    why: `too long for the object that is named with "${suffix}" after it`,
    fix: `Use at most ${253 - suffix.length} characters`,
  }));
}
