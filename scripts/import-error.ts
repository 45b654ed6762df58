/** The import cannot be done. All problems found are reported together. */
export class ImportError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ImportError';
  }
}

/** Runs every task to its end, so that one failure does not hide the next. */
export async function allOrProblems<T>(tasks: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(tasks);
  const problems = results.flatMap((result) => (result.status === 'rejected' ? problemsOf(result.reason) : []));
  if (problems.length > 0) throw new ImportError(problems);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** Reports what `work` throws as one problem that begins with the place. */
export function withPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ImportError([`${place}: ${messageOf(error)}`]);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function problemsOf(reason: unknown): readonly string[] {
  if (reason instanceof ImportError) return reason.problems;
  // Anything else is a fault of this program: the stack belongs to the report.
  return [reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)];
}
