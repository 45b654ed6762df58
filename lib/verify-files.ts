import type { Finding, Severity } from './finding';
import { Failure } from './launcher/failure';
import { readMeshConfig } from './launcher/mesh-config-input';
import { Progress } from './launcher/progress';
import { type Input, problemLines, readContext, readManifests } from './launcher/verify-input';
import { jsonReport } from './report/json';
import { findingText, type TextOptions, visible } from './report/text';
import { totalsText } from './report/totals';
import { failing, type Verification, verify } from './verify';

export interface VerifyOptions {
  readonly format: 'text' | 'json';
  /** Files and folders with what the cluster has already. */
  readonly context: readonly string[];
  /** File with Istio's mesh config. Default: the ConfigMap `istio` of the input or the context, else Istio's defaults. */
  readonly meshConfig?: string;
  /** Findings as bad as this, or worse, make the exit code 1. */
  readonly failOn: Severity;
  /** Only findings as bad as `failOn`, and no totals. Default: all. */
  readonly quiet?: boolean;
}

/**
 * Judges the objects of files, folders and standard input (`-`). The report is all that goes to stdout.
 * @returns the exit code: 0, or 1 with findings at or above `failOn`
 * @throws Failure with exit code 2, after the report, when something could not be read or there is nothing to judge
 */
export function verifyFiles(paths: readonly string[], options: VerifyOptions): number {
  const progress = new Progress(process.stderr);
  const input = readManifests(paths, tellOf(progress));
  const context = readContext(options.context);
  const meshConfig = readMeshConfig(options.meshConfig);
  const problems = [...input.problems, ...context.problems, ...meshConfig.problems];
  const verification = verify({
    objects: input.objects,
    context: context.objects,
    meshConfig: meshConfig.config,
    notes: input.notes,
    skipped: input.skipped,
    unreadable: problems,
    onProgress: (judged) => progress.show(`${judged} of ${input.objects.length} objects judged`),
  });
  progress.clear();
  process.stdout.write(report(verification, input, options));
  refuseGaps(problems, input);
  return failing(verification.findings, options.failOn).length > 0 ? 1 : 0;
}

/** A file of this size takes about a second. */
const LARGE = 3_000_000;

function tellOf(progress: Progress) {
  return (file: string, bytes: number, objects: number): void => {
    const size = bytes > LARGE ? ` (${Math.round(bytes / 1e6)} MB)` : '';
    progress.show(`${objects} objects read, now ${visible(file)}${size}`, size !== '');
  };
}

function report(verification: Verification, input: Input, { format, failOn, quiet }: VerifyOptions): string {
  const findings = quiet ? failing(verification.findings, failOn) : verification.findings;
  const shown = { ...verification, findings };
  if (format === 'json') return jsonReport(shown);
  return `${textOf(findings, input)}${quiet ? '' : totalsText(shown)}`;
}

function textOf(findings: readonly Finding[], { sources }: Input): string {
  const { isTTY } = process.stdout;
  const { NO_COLOR = '', TERM } = process.env;
  const options: TextOptions = {
    color: isTTY && NO_COLOR === '' && TERM !== 'dumb',
    lineOf: (file, line) => sources.get(file)?.lineText(line),
  };
  return findings.map((finding) => `${findingText(finding, options)}\n`).join('');
}

/** What could not be looked at is no pass, so it outweighs what was found. */
function refuseGaps(problems: Input['problems'], { objects, skipped }: Input): void {
  if (problems.length > 0) throw new Failure(2, problemLines(problems).join('\n'));
  if (objects.length > 0) return;
  const only = skipped.length === 0 ? '' : ` (documents skipped: ${skipped.length})`;
  const message = `There is nothing to judge${only}. Name files or folders with Kubernetes manifests, or - for stdin.`;
  throw new Failure(2, message);
}
