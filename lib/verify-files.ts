import type { Finding, Severity } from './finding';
import { refuseGaps } from './launcher/gaps';
import { readMeshConfig } from './launcher/mesh-config-input';
import { Progress } from './launcher/progress';
import { readingProgress } from './launcher/reading-progress';
import { isFullTerminal } from './launcher/terminal';
import { type Input, readContext, readManifests } from './launcher/verify-input';
import { jsonReport } from './report/json';
import { findingText, type TextOptions } from './report/text';
import { totalsText } from './report/totals';
import type { TraceInput } from './trace/trace-worlds';
import type { UnprotectedRequests } from './unprotected-requests';
import { failing, type Verification, verify } from './verify';

export interface VerifyOptions {
  readonly format: 'text' | 'json' | 'sarif';
  /** Files and folders with what the cluster has already. */
  readonly context: readonly string[];
  /** File with Istio's mesh config. Default: the ConfigMap `istio` of the input or the context, else Istio's defaults. */
  readonly meshConfig?: string;
  /** Findings as bad as this, or worse, make the exit code 1. */
  readonly failOn: Severity;
  /** Only findings as bad as `failOn`, and no totals. Default: all. */
  readonly quiet?: boolean;
  /** Makes the exit code 1, too, when a request from outside is not certainly encrypted on every hop. */
  readonly require?: 'encrypted';
}

/**
 * Judges the objects of files, folders and standard input (`-`). The report is all that goes to stdout.
 * @returns the exit code: 0, or 1 with findings at or above `failOn`, or requests that are not as required
 * @throws Failure with exit code 2, after the report, when something could not be read or there is nothing to judge
 */
export function verifyFiles(paths: readonly string[], options: VerifyOptions): number {
  const progress = new Progress(process.stderr);
  const input = readManifests(paths, readingProgress(progress));
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
  const all = { objects: input.objects, context: context.objects, meshConfig: meshConfig.config };
  const unprotected = unprotectedIn(all, options.require);
  progress.clear();
  process.stdout.write(report(verification, unprotected, input, options));
  refuseGaps(problems, input, 'judge');
  const failures = failing(verification.findings, options.failOn).length + (unprotected?.count ?? 0);
  return failures > 0 ? 1 : 0;
}

/** Nothing where nothing is required: who does not trace does not load the tracer. */
function unprotectedIn(input: TraceInput, required: VerifyOptions['require']): UnprotectedRequests | undefined {
  if (required === undefined) return undefined;
  const requests: typeof import('./unprotected-requests') = require('./unprotected-requests');
  return new requests.UnprotectedRequests(input);
}

function report(
  verification: Verification,
  unprotected: UnprotectedRequests | undefined,
  input: Input,
  { format, failOn, quiet }: VerifyOptions,
): string {
  const findings = quiet ? failing(verification.findings, failOn) : verification.findings;
  const shown = { ...verification, findings };
  if (format === 'sarif') return sarif(shown);
  if (format === 'json') return jsonReport({ ...shown, ...unprotected?.object() });
  const color = isFullTerminal();
  const required = unprotected?.text(color) ?? '';
  return `${textOf(findings, input, color)}${required}${quiet ? '' : totalsText(shown)}`;
}

/** Loaded when it is asked for, with all that there is to say of the rules. */
function sarif({ findings, coverage }: Verification): string {
  const { sarifReport }: typeof import('./report/sarif') = require('./report/sarif');
  const { ruleBook }: typeof import('./rule-book') = require('./rule-book');
  const { version }: { version: string } = require('cdk8s-secure-ingress/package.json');
  const rules = ruleBook().flatMap((chapter) => chapter.rules);
  return sarifReport({ version, findings, acknowledged: coverage.acknowledged, rules });
}

function textOf(findings: readonly Finding[], { sources }: Input, color: boolean): string {
  const options: TextOptions = { color, lineOf: (file, line) => sources.get(file)?.lineText(line) };
  return findings.map((finding) => `${findingText(finding, options)}\n`).join('');
}
