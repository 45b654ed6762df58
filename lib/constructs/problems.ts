import type { IConstruct } from 'constructs';

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
    const parent = scope.node.path;
    return new Problems(`${type} ${parent === '' ? id : `${parent}/${id}`}`);
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
  const given = value === undefined ? '' : ` ${JSON.stringify(value)}`;
  return `\`${path}\`${given}: ${why}. ${fix}.`;
}

/** What types say already, for callers without them: any other value would be dropped or taken for another. */
export function checkOneOf(problems: Problems, path: string, value: unknown, known: readonly unknown[]): boolean {
  return problems.check(!known.includes(value), () => ({
    path,
    value,
    why: `is none of ${known.join(', ')}`,
    fix: 'Use one of these',
  }));
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
