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
