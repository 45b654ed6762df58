/** What ends a command, with the exit code: 1 the charts are wrong, 2 the job could not be done, 128 + n signal n. */
export class Failure extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }

  prefixed(prefix: string): Failure {
    return new Failure(this.exitCode, prefix + this.message);
  }
}

/** The first line of an error's message, to stand in a sentence. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[.:]?(\n.*)?$/s, '');
}
