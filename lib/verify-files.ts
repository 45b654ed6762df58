import { type Finding, reaches, type Severity } from './finding';
import { Failure } from './launcher/failure';
import { Progress } from './launcher/progress';
import { type Input, readManifests } from './launcher/verify-input';
import { jsonReport } from './report/json';
import { findingText, type TextOptions, totalsText, visible } from './report/text';
import { type Verification, verify } from './verify';

export interface VerifyOptions {
  readonly format: 'text' | 'json';
  /** Files and folders with what the cluster has already. */
  readonly context: readonly string[];
  /** Findings as bad as this, or worse, make the exit code 1. */
  readonly failOn: Severity;
  /** Only findings as bad as `failOn`, and no totals. */
  readonly quiet: boolean;
}

/**
 * Judges the objects of files, folders and standard input (`-`). The report is all that goes to stdout.
 * @returns the exit code: 0, or 1 with findings at or above `failOn`
 * @throws Failure with exit code 2, after the report, when something could not be read or there is nothing to judge
 */
export function verifyFiles(paths: readonly string[], options: VerifyOptions): number {
  const progress = new Progress(process.stderr);
  const input = readManifests(paths, (objects) => progress.show(`${objects} objects read`));
  const context = readManifests(options.context);
  const verification = verify({
    objects: input.objects,
    context: context.objects,
    notes: input.notes,
    skipped: input.skipped,
    onProgress: (judged) => progress.show(`${judged} of ${input.objects.length} objects judged`),
  });
  progress.clear();
  process.stdout.write(report(verification, input, options));
  refuseGaps([...input.problems, ...context.problems], input);
  return verification.findings.some(({ severity }) => reaches(severity, options.failOn)) ? 1 : 0;
}

function report(verification: Verification, input: Input, { format, failOn, quiet }: VerifyOptions): string {
  const findings = quiet
    ? verification.findings.filter(({ severity }) => reaches(severity, failOn))
    : verification.findings;
  const shown = { ...verification, findings };
  if (format === 'json') return jsonReport(shown);
  return `${textOf(findings, input)}${quiet ? '' : totalsText(shown)}`;
}

function textOf(findings: readonly Finding[], { sources }: Input): string {
  const options: TextOptions = {
    color: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    lineOf: (file, line) => sources.get(file)?.lineText(line),
  };
  return findings.map((finding) => `${findingText(finding, options)}\n`).join('');
}

/** What could not be looked at is no pass, so it outweighs what was found. */
function refuseGaps(problems: Input['problems'], { objects, skipped }: Input): void {
  if (problems.length > 0) {
    const lines = problems.map((problem) => {
      const place = 'line' in problem ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
      return visible(`${place}: ${problem.message}. ${problem.fix}.`);
    });
    throw new Failure(2, lines.join('\n'));
  }
  if (objects.length > 0) return;
  const only = skipped.length === 0 ? '' : `: ${skipped.length} documents were skipped, none is a manifest`;
  throw new Failure(
    2,
    `There is nothing to judge${only}. Name files or folders with Kubernetes manifests, or - for stdin.`,
  );
}
