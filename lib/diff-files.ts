import { posix, sep } from 'node:path';
import { Failure } from './failure';
import { refuseGaps } from './launcher/gaps';
import { readMeshConfig } from './launcher/mesh-config-input';
import { Progress } from './launcher/progress';
import { readingProgress } from './launcher/reading-progress';
import { isFullTerminal } from './launcher/terminal';
import { readContext, readManifests } from './launcher/verify-input';
import { diffJson } from './report/diff-json';
import { diffMarkdown } from './report/diff-markdown';
import { diffText } from './report/diff-text';
import { type Comparison, type DiffInput, diffWorlds } from './trace/diff-worlds';

export interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  /** Files and folders with what the cluster has already, for both sides. */
  readonly context: readonly string[];
  /** File with Istio's mesh config, for both sides. Default: the ConfigMap `istio` of each side or the context, else Istio's defaults. */
  readonly meshConfig?: string;
  /** Makes the exit code 1 where something is weaker, or where there is any change. Default: it is 0 for all. */
  readonly failOn?: 'weaker' | 'changed';
}

/**
 * Compares the ways of requests through two sets of manifests, each a file, a folder or standard input (`-`). One of
 * them may be empty. The report is all that goes to stdout.
 * @returns the exit code: 0, or 1 with changes that `failOn` names
 * @throws Failure with exit code 2 for wrong arguments; and, after the report, when something could not be read or there
 * is nothing to compare
 */
export function diffFiles(old: string, now: string, options: DiffOptions): number {
  if (old === '-' && now === '-') throw new Failure(2, 'Standard input can be one of the two sides, and not both.');
  const progress = new Progress(process.stderr);
  const onFile = readingProgress(progress);
  const [before, after] = [readManifests([old], onFile), readManifests([now], onFile)];
  const context = readContext(options.context);
  const meshConfig = readMeshConfig(options.meshConfig);
  const common = { context: context.objects, meshConfig: meshConfig.config };
  const was: DiffInput = { ...common, objects: before.objects, nameOf: (file) => nameBelow(old, file) };
  const is: DiffInput = { ...common, objects: after.objects, nameOf: (file) => nameBelow(now, file) };
  const objects = [...before.objects, ...after.objects];
  progress.show(`tracing ${objects.length} objects`);
  const comparison = diffWorlds(was, is);
  progress.clear();
  process.stdout.write(objects.length === 0 ? '' : report(comparison, options.format));
  const problems = [...before.problems, ...after.problems, ...context.problems, ...meshConfig.problems];
  refuseGaps(problems, { ...after, objects, skipped: [...before.skipped, ...after.skipped] }, 'compare');
  return isRefused(comparison, options.failOn) ? 1 : 0;
}

function nameBelow(root: string, file: string): string {
  return posix.relative(root.split(sep).join('/'), file);
}

function report(comparison: Comparison, format: DiffOptions['format']): string {
  if (format === 'json') return diffJson(comparison);
  return format === 'markdown' ? diffMarkdown(comparison) : diffText(comparison, { isTerminal: isFullTerminal() });
}

/** What could not be compared may be weaker. */
function isRefused({ changes, untraced }: Comparison, failOn: DiffOptions['failOn']): boolean {
  if (failOn === undefined) return false;
  if (untraced.length > 0) return true;
  return failOn === 'changed' ? changes.length > 0 : changes.some(({ change }) => change.direction === 'weaker');
}
